package dev.preflight.diagnosis;

import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.util.Locale;

/**
 * Knows the exceptions of common clients by the names of their classes, so that none of them has to be on the class
 * path. Only what the chain of causes does not tell by itself is here.
 */
final class ClientDiagnosis {
    private ClientDiagnosis() {}

    static Problem of(Throwable link, Diagnosis diagnosis) {
        String name = link.getClass().getName();
        String message = ExceptionText.message(link);
        if (name.equals("redis.clients.jedis.exceptions.JedisConnectionException")
                && ExceptionText.cause(link) == null
                && link.getSuppressed().length > 0) {
            // It hangs what each address said beside the chain of causes.
            return diagnosis.of(link.getSuppressed()[0]);
        }
        Code code = code(name, message);
        if (code == null) {
            return null;
        }
        int inner = name.startsWith("com.mongodb.") ? message.indexOf("exception={") : -1;
        String why = inner < 0
                ? ExceptionText.inOneLine(link, diagnosis.check().secrets())
                : ExceptionText.outside(
                        message.substring(inner + "exception={".length()),
                        diagnosis.check().secrets());
        return Problem.of(code, summary(code)).fact("why", why).fix(fix(code, name, diagnosis));
    }

    private static String summary(Code code) {
        return switch (code.id()) {
            case "backend.login" -> "login rejected";
            case "backend.not-authorised" -> "not authorised";
            case "backend.unresolved" -> "host name has no address";
            case "backend.database" -> "not there";
            case "backend.refused" -> "connection refused";
            case "backend.closed" -> "connection closed without an answer";
            case "backend.unreachable" -> "no connection";
            case "tls.failed" -> "TLS failed";
            default -> "no answer in time";
        };
    }

    private static String fix(Code code, String name, Diagnosis diagnosis) {
        return switch (code.id()) {
            case "backend.login" -> diagnosis.correctLogin();
            case "backend.not-authorised" -> "grant the user what the check asks for";
            case "backend.unresolved" -> diagnosis.correct("correct the host name", "look at the DNS", code);
            case "backend.database" -> diagnosis.correct("create what it names", "correct the name", code);
            case "backend.closed" ->
                "look at the log of " + diagnosis.check().name()
                        + "; another protocol, or TLS where there is none, looks like this too";
            default ->
                diagnosis.start()
                        + (name.startsWith("org.apache.kafka.") || name.startsWith("java.io.")
                                ? "; this client does not say why, service(...) does"
                                : "");
        };
    }

    private static Code code(String name, String message) {
        return switch (name) {
            case "redis.clients.jedis.exceptions.JedisAccessControlException",
                    "io.lettuce.core.RedisCommandExecutionException",
                    "org.redisson.client.RedisAuthRequiredException" -> redis(message);
            case "com.rabbitmq.client.AuthenticationFailureException",
                    "com.rabbitmq.client.PossibleAuthenticationFailureException",
                    "com.mongodb.MongoSecurityException",
                    "org.apache.kafka.common.errors.SaslAuthenticationException",
                    "javax.naming.AuthenticationException",
                    "jakarta.jms.JMSSecurityException",
                    "javax.jms.JMSSecurityException",
                    "jakarta.mail.AuthenticationFailedException",
                    "javax.mail.AuthenticationFailedException",
                    "io.nats.client.AuthenticationException",
                    "com.datastax.oss.driver.api.core.auth.AuthenticationException",
                    "org.neo4j.driver.exceptions.AuthenticationException" -> Code.BACKEND_LOGIN;
            case "org.apache.kafka.common.errors.TopicAuthorizationException",
                    "org.apache.kafka.common.errors.ClusterAuthorizationException",
                    "org.apache.kafka.common.errors.GroupAuthorizationException",
                    "javax.naming.NoPermissionException" -> Code.BACKEND_NOT_AUTHORISED;
            case "com.mongodb.MongoTimeoutException" -> mongo(message);
            case "com.rabbitmq.client.ShutdownSignalException" -> amqp(message);
            case "java.io.IOException" ->
                message.startsWith("Unable to connect to NATS servers") ? Code.BACKEND_UNREACHABLE : null;
            case "javax.naming.NamingException",
                    "javax.naming.CommunicationException",
                    "com.unboundid.ldap.sdk.LDAPException",
                    "com.unboundid.ldap.sdk.LDAPSearchException" ->
                message.contains("timed out") || message.contains("client-side timeout") ? Code.BACKEND_TIMEOUT : null;
            case "com.unboundid.ldap.sdk.LDAPBindException" ->
                message.contains("client-side timeout") ? Code.BACKEND_TIMEOUT : Code.BACKEND_LOGIN;
            case "javax.naming.ServiceUnavailableException" -> Code.BACKEND_CLOSED;
            case "org.apache.kafka.common.errors.TimeoutException", "io.lettuce.core.RedisCommandTimeoutException" ->
                Code.BACKEND_TIMEOUT;
            case "org.apache.kafka.common.config.ConfigException" ->
                message.startsWith("No resolvable bootstrap") ? Code.BACKEND_UNRESOLVED : null;
            case "org.eclipse.paho.client.mqttv3.MqttSecurityException" -> Code.BACKEND_LOGIN;
            default -> null;
        };
    }

    /** The driver puts the causes into its text: {@code caused by {java.net.ConnectException: Connection refused}}. */
    private static Code mongo(String message) {
        if (message.contains("MongoSecurityException")) {
            return Code.BACKEND_LOGIN;
        }
        if (message.contains("java.net.UnknownHostException")) {
            return Code.BACKEND_UNRESOLVED;
        }
        if (message.contains("java.net.ConnectException: Connection refused")) {
            return Code.BACKEND_REFUSED;
        }
        if (message.contains("Prematurely reached end of stream") || message.contains("Connection reset")) {
            return Code.BACKEND_CLOSED;
        }
        return message.contains("javax.net.ssl.") ? Code.TLS_FAILED : Code.BACKEND_TIMEOUT;
    }

    /** Reply codes of AMQP 0-9-1, section 1.2, and the words with which brokers use one code for two things. */
    private static Code amqp(String message) {
        if (message.contains("reply-code=403") || message.contains("reply-code=530") && message.contains("refused")) {
            return Code.BACKEND_NOT_AUTHORISED;
        }
        return message.contains("reply-code=404") || message.contains("reply-code=530") ? Code.BACKEND_DATABASE : null;
    }

    private static Code redis(String message) {
        String upper = message.toUpperCase(Locale.ROOT);
        if (upper.contains("WRONGPASS") || upper.contains("NOAUTH") || upper.contains("INVALID PASSWORD")) {
            return Code.BACKEND_LOGIN;
        }
        return upper.contains("NOPERM") ? Code.BACKEND_NOT_AUTHORISED : null;
    }
}
