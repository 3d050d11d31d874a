package dev.preflight.diagnosis;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.preflight.Preflight;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.CodeByName;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import javax.naming.AuthenticationException;
import javax.naming.CommunicationException;
import javax.naming.NamingException;
import javax.naming.NoPermissionException;
import javax.naming.ServiceUnavailableException;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exceptions of clients by their names, each with what is said about it and what to do. */
class ClientDiagnosisTest {
    private static final String KAFKA = "org.apache.kafka.common.errors.";
    private static final String CREATE = "create what it names, or correct MQ_URL";
    private static final String GRANT = "grant the user what the check asks for";
    private static final String LOGIN = "correct the user or the password, or correct MQ_URL";
    private static final String LOG =
            "look at the log of mq; another protocol, or TLS where there is none, looks like this too";
    private static final String NAME = "correct the host name, or correct MQ_URL";
    private static final String START = "start mq, or correct MQ_URL";
    private static final String SILENT = START + "; this client does not say why, service(...) does";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.rabbitmq.client.AuthenticationFailureException",
                "com.rabbitmq.client.PossibleAuthenticationFailureException",
                "com.mongodb.MongoSecurityException",
                "org.apache.kafka.common.errors.SaslAuthenticationException",
                "jakarta.jms.JMSSecurityException",
                "javax.jms.JMSSecurityException",
                "jakarta.mail.AuthenticationFailedException",
                "javax.mail.AuthenticationFailedException",
                "io.nats.client.AuthenticationException",
                "com.datastax.oss.driver.api.core.auth.AuthenticationException",
                "org.neo4j.driver.exceptions.AuthenticationException",
                "com.unboundid.ldap.sdk.LDAPBindException",
                "org.eclipse.paho.client.mqttv3.MqttSecurityException"
            })
    void exceptionOfARefusedLoginIsALogin(String className) {
        assertProblem(Code.BACKEND_LOGIN, "login rejected", LOGIN, named(className, "no"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"TopicAuthorizationException", "ClusterAuthorizationException", "GroupAuthorizationException"})
    void exceptionOfAMissingRightOfKafkaIsAboutRights(String name) {
        assertProblem(Code.BACKEND_NOT_AUTHORISED, "not authorised", GRANT, named(KAFKA + name, "no"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis.clients.jedis.exceptions.JedisAccessControlException",
                "io.lettuce.core.RedisCommandExecutionException",
                "org.redisson.client.RedisAuthRequiredException"
            })
    void errorsOfRedisAreToldApartByTheirFirstWord(String className) {
        assertProblem(
                Code.BACKEND_LOGIN,
                "login rejected",
                LOGIN,
                named(className, "WRONGPASS invalid username-password pair"));
        assertProblem(Code.BACKEND_LOGIN, "login rejected", LOGIN, named(className, "NOAUTH Authentication required."));
        assertProblem(Code.BACKEND_LOGIN, "login rejected", LOGIN, named(className, "ERR invalid password"));
        assertProblem(
                Code.BACKEND_NOT_AUTHORISED,
                "not authorised",
                GRANT,
                named(className, "NOPERM this user has no permissions"));
        assertUnknown(named(className, "ERR unknown command"));
    }

    @Test
    void exceptionsOfNamingAreToldApart() {
        assertProblem(Code.BACKEND_LOGIN, "login rejected", LOGIN, new AuthenticationException("error code 49"));
        assertProblem(Code.BACKEND_NOT_AUTHORISED, "not authorised", GRANT, new NoPermissionException("error code 50"));
        assertProblem(
                Code.BACKEND_CLOSED,
                "connection closed without an answer",
                LOG,
                new ServiceUnavailableException("db:389; socket closed"));
        assertProblem(
                Code.BACKEND_TIMEOUT,
                "no answer in time",
                START,
                new NamingException("LDAP response read timed out, timeout used:2000ms."));
        assertProblem(
                Code.BACKEND_TIMEOUT, "no answer in time", START, new CommunicationException("connect timed out"));
        assertUnknown(new NamingException("no such object"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"LDAPException", "LDAPSearchException"})
    void exceptionsOfUnboundIdTellATimeoutFromTheRest(String name) {
        String className = "com.unboundid.ldap.sdk." + name;
        assertProblem(
                Code.BACKEND_TIMEOUT,
                "no answer in time",
                START,
                named(className, "A client-side timeout was encountered"));
        assertProblem(Code.BACKEND_TIMEOUT, "no answer in time", START, named(className, "connect timed out"));
        assertUnknown(named(className, "no such object"));
    }

    @Test
    void bindOfUnboundIdThatTimedOutIsNoRefusedLogin() {
        assertProblem(
                Code.BACKEND_TIMEOUT,
                "no answer in time",
                START,
                named("com.unboundid.ldap.sdk.LDAPBindException", "A client-side timeout was encountered"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{com.mongodb.MongoSecurityException: x} | BACKEND_LOGIN | login rejected | " + LOGIN,
                "{java.net.UnknownHostException: db} | BACKEND_UNRESOLVED | host name has no address | " + NAME,
                "{java.net.ConnectException: Connection refused} | BACKEND_REFUSED | connection refused | " + START,
                "Prematurely reached end of stream | BACKEND_CLOSED | connection closed without an answer | " + LOG,
                "Connection reset | BACKEND_CLOSED | connection closed without an answer | " + LOG,
                "{javax.net.ssl.SSLException: x} | TLS_FAILED | TLS failed | " + START,
                "state CONNECTING | BACKEND_TIMEOUT | no answer in time | " + START
            })
    void timeoutOfMongoDbIsToldApartByTheCauseInItsText(
            String message, @ConvertWith(CodeByName.class) Code code, String summary, String fix) {
        Exception thrown = named("com.mongodb.MongoTimeoutException", message);
        assertProblem(code, summary, fix, thrown);
    }

    @Test
    void timeoutOfMongoDbSaysOnlyTheCauseInItsText() {
        Problem problem = problem(named(
                "com.mongodb.MongoTimeoutException",
                "Timed out after 2000 ms. Client view: exception={java.net.ConnectException: Connection refused}"));
        assertEquals(
                List.of(Fact.of("why", "java.net.ConnectException: Connection refused}"), Fact.of("fix", START)),
                problem.facts());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reply-code=403, reply-text=ACCESS_REFUSED | BACKEND_NOT_AUTHORISED | not authorised | " + GRANT,
                "reply-code=530, reply-text=access to vhost refused | BACKEND_NOT_AUTHORISED | not authorised | "
                        + GRANT,
                "reply-code=530, reply-text=vhost x not found | BACKEND_DATABASE | not there | " + CREATE,
                "reply-code=404, reply-text=no queue 'x' | BACKEND_DATABASE | not there | " + CREATE
            })
    void shutdownOfRabbitMqIsToldApartByItsReplyCode(
            String message, @ConvertWith(CodeByName.class) Code code, String summary, String fix) {
        assertProblem(code, summary, fix, named("com.rabbitmq.client.ShutdownSignalException", message));
    }

    @Test
    void shutdownOfRabbitMqWithAnotherReplyCodeIsNotKnown() {
        assertUnknown(named("com.rabbitmq.client.ShutdownSignalException", "reply-code=320, reply-text=refused"));
    }

    @Test
    void clientsThatDoNotSayWhySendToTheCheckThatDoes() {
        assertProblem(
                Code.BACKEND_TIMEOUT,
                "no answer in time",
                SILENT,
                named(KAFKA + "TimeoutException", "describeCluster"));
        assertProblem(
                Code.BACKEND_TIMEOUT,
                "no answer in time",
                START,
                named("io.lettuce.core.RedisCommandTimeoutException", "after 2 s"));
        assertProblem(
                Code.BACKEND_UNREACHABLE,
                "no connection",
                SILENT,
                new IOException("Unable to connect to NATS servers: nats://mq:4222"));
        assertUnknown(new IOException("Unable to connect"));
    }

    @Test
    void configurationOfKafkaIsOnlyKnownWhereNoNameResolves() {
        String className = "org.apache.kafka.common.config.ConfigException";
        assertProblem(
                Code.BACKEND_UNRESOLVED,
                "host name has no address",
                NAME,
                named(className, "No resolvable bootstrap urls given in bootstrap.servers"));
        assertUnknown(named(className, "Invalid value x for configuration acks"));
    }

    @Test
    void whatJedisHangsBesideTheChainIsRead() {
        String className = "redis.clients.jedis.exceptions.JedisConnectionException";
        Exception both = named(className, "Failed to connect to any host resolved for DNS name.");
        both.addSuppressed(new ConnectException("Connection refused"));
        assertEquals(Code.BACKEND_REFUSED, problem(both).code());
        assertEquals(List.of(Fact.of("fix", START)), problem(both).facts());
    }

    @Test
    void causeInTheChainOfJedisGoesBeforeWhatHangsBesideIt() {
        Exception caused =
                named("redis.clients.jedis.exceptions.JedisConnectionException", "Unexpected end of stream.");
        caused.initCause(new java.net.UnknownHostException("mq"));
        caused.addSuppressed(new ConnectException("Connection refused"));
        assertEquals(Code.BACKEND_UNRESOLVED, problem(caused).code());
        assertUnknown(named("redis.clients.jedis.exceptions.JedisConnectionException", "Unexpected end of stream."));
    }

    /** An exception of a class that only its name has to be right of. */
    private static Exception named(String className, String message) {
        try {
            return new ByteBuddy()
                    .subclass(Exception.class)
                    .name(className)
                    .make()
                    .load(null, ClassLoadingStrategy.Default.WRAPPER)
                    .getLoaded()
                    .getConstructor(String.class)
                    .newInstance(message);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertProblem(Code code, String summary, String fix, Exception thrown) {
        Problem problem = problem(thrown);
        assertEquals(code, problem.code(), problem::toString);
        assertEquals(summary, problem.summary());
        assertEquals(
                List.of(
                        Fact.of("why", thrown.getClass().getSimpleName() + ": " + thrown.getMessage()),
                        Fact.of("fix", fix)),
                problem.facts());
    }

    private static void assertUnknown(Exception thrown) {
        assertEquals(Code.PROBE_FAILED, problem(thrown).code());
    }

    private static Problem problem(Exception thrown) {
        return Preflight.of(
                        "orders",
                        probe("mq", () -> {
                                    throw thrown;
                                })
                                .needs(env("MQ_URL")))
                .against(Deployment.of(Map.of("MQ_URL", "x")))
                .run()
                .results()
                .get(1)
                .problems()
                .get(0);
    }
}
