package dev.preflight.backend.protocol;

import static dev.preflight.Checks.env;
import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Backends.url;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.backend.Answers;
import dev.preflight.backend.Service;
import dev.preflight.backend.TestAuthority;
import dev.preflight.backend.Verdicts;
import dev.preflight.check.EnvVar;
import dev.preflight.problem.Code;
import dev.preflight.problem.CodeByName;
import dev.preflight.problem.Problem;
import dev.preflight.problem.Rung;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

/** The check of Redis against the real server, with a password, with users and with TLS. */
class RedisTest {
    @TempDir
    static Path directory;

    private static RedisServer redis;
    private static int port;
    private static int tlsPort;
    private static Path authority;

    @BeforeAll
    static void start() throws IOException {
        TestAuthority certificates = new TestAuthority();
        authority = certificates.pem(directory.resolve("ca.pem"));
        TestAuthority.Identity identity = certificates.identity("localhost");
        port = freePort();
        tlsPort = freePort();
        redis = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("requirepass hunter2hunter2")
                .setting("user app on >pw-of-the-app ~* +@all -select")
                .setting("user blind on >pw-of-blind ~* +auth")
                .setting("tls-port " + tlsPort)
                .setting("tls-cert-file " + identity.certificatePem(directory.resolve("server.crt")))
                .setting("tls-key-file " + identity.keyPem(directory.resolve("server.key")))
                .setting("tls-ca-cert-file " + authority)
                .setting("tls-auth-clients no")
                .setting("dir " + directory)
                .build();
        redis.start();
    }

    @AfterAll
    static void stop() throws IOException {
        redis.stop();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void rightPasswordPasses() {
        CheckResult result = assertPasses(service("cache", "redis://:hunter2hunter2@127.0.0.1:" + port + "/3"));

        assertEquals(
                List.of("DNS", "TCP", "login", "database", "greeting"),
                result.rungs().stream().map(Rung::name).toList());
    }

    @Test
    void userPasses() {
        assertPasses(service("cache", "redis://app:pw-of-the-app@127.0.0.1:" + port));
    }

    @Test
    void wrongPasswordIsRejected() {
        String text = problems(service("cache", "redis://app:no-such-pw@127.0.0.1:" + port))
                .replaceAll("\\d+ ms", "0 ms");

        assertEquals("""
                FAIL  backend cache  login rejected                                             [backend.login]
                      tried   127.0.0.1:%d: DNS 127.0.0.1 in 0 ms, TCP in 0 ms, login rejected
                      why     WRONGPASS invalid username-password pair or user is disabled.
                      fix     put the right user and password into the URL""".formatted(port), text);
        assertFalse(text.contains("no-such-pw"));
    }

    private static Report split(Service check, String user, String password, String database) {
        return Verdicts.report(
                check,
                Map.of(
                        "REDIS_HOST",
                        "127.0.0.1",
                        "REDIS_PORT",
                        String.valueOf(port),
                        "REDIS_DB",
                        database,
                        "REDIS_USER",
                        user,
                        "REDIS_PASSWORD",
                        password));
    }

    @Test
    void urlAndLoginMayLieInVariablesOfTheirOwn() {
        EnvVar<String> user = env("REDIS_USER");
        EnvVar<String> password = env("REDIS_PASSWORD").secret();
        Service cache = service(
                "cache",
                url("redis://{}:{}/{}", env("REDIS_HOST"), env("REDIS_PORT").port(), env("REDIS_DB")));

        assertTrue(
                split(cache.login(user, password), "app", "pw-of-the-app", "0").mayBoot());
        assertTrue(split(cache.login(password), "app", "hunter2hunter2", "3").mayBoot());
        String text =
                split(cache.login(user, password), "app", "no/such#pw%", "0").toString();
        assertTrue(text.contains("[backend.login]"), text);
        assertTrue(text.contains("fix     put the right user and password into REDIS_USER and REDIS_PASSWORD"), text);
        assertFalse(text.contains("such"), text);
        text = split(cache.login(password), "app", "hunter2hunter2", "99").toString();
        assertTrue(text.contains("fix     correct the number of the database in REDIS_DB"), text);
    }

    @Test
    void variableOfTheUrlIsNamedWhereItHoldsTheLogin() {
        Service cache = service("cache", env("REDIS_URL").uri("redis"));
        String text = Verdicts.report(cache, Map.of("REDIS_URL", "redis://app:no-such-pw@127.0.0.1:" + port))
                .toString();

        assertTrue(text.contains("fix     put the right user and password into REDIS_URL"), text);
    }

    /** The user may not send SELECT, and neither Jedis nor Lettuce would. */
    @Test
    void firstDatabaseIsNotSelected() {
        CheckResult result = assertPasses(service("cache", "redis://app:pw-of-the-app@127.0.0.1:" + port + "/0"));

        assertEquals(
                List.of("DNS", "TCP", "login", "greeting"),
                result.rungs().stream().map(Rung::name).toList());
        assertFails(
                Code.BACKEND_NOT_AUTHORISED, service("cache", "redis://app:pw-of-the-app@127.0.0.1:" + port + "/1"));
        assertPasses(service("cache", "redis://:hunter2hunter2@127.0.0.1:" + port + "?database=3"));
    }

    @Test
    void userInfoWithoutAColonIsThePasswordForMostAndAWarning() {
        CheckResult result = Verdicts.result(service("cache", "redis://hunter2hunter2@127.0.0.1:" + port));

        assertEquals(Outcome.PASSED, result.outcome(), result::toString);
        assertEquals(Code.BACKEND_LOGIN, result.problems().get(0).code());
        assertEquals(
                "clients read the user-info of its URL in different ways",
                result.problems().get(0).summary());
        String text = problems(service("cache", "redis://wrong-one@127.0.0.1:" + port));
        assertTrue(text.contains("[backend.login]"), text);
        assertFalse(text.contains("wrong-one"), text);
    }

    /** What Jedis makes of both. */
    @Test
    void clientSelectsNoFirstDatabaseAndRefusesAUserWithoutAPassword() {
        try (Jedis client = new Jedis(URI.create("redis://app:pw-of-the-app@127.0.0.1:" + port + "/0"))) {
            assertEquals("PONG", client.ping());
        }
        URI alone = URI.create("redis://hunter2hunter2@127.0.0.1:" + port);
        assertEquals(
                "Password not provided in uri.",
                assertThrows(IllegalArgumentException.class, () -> new Jedis(alone))
                        .getMessage());
    }

    @Test
    void protectedModeSaysWhatItWants() throws IOException {
        Problem problem = Answers.problem(
                "redis://127.0.0.1:PORT",
                "-DENIED Redis is running in protected mode because protected mode is enabled and no password is set|");

        assertEquals(Code.BACKEND_NOT_AUTHORISED, problem.code());
        assertEquals("in protected mode: lets in its own machine only", problem.summary());
        assertTrue(Answers.fact("fix", problem).startsWith("set a password in the server"), problem::toString);
    }

    @Test
    void noPasswordIsNotEnough() {
        assertFails(Code.BACKEND_LOGIN, service("cache", "redis://127.0.0.1:" + port));
    }

    @Test
    void userWithoutTheRightToPingIsNotAuthorised() {
        assertFails(Code.BACKEND_NOT_AUTHORISED, service("cache", "redis://blind:pw-of-blind@127.0.0.1:" + port));
    }

    @Test
    void databaseThatIsNotThereIsAProblem() {
        assertFails(Code.BACKEND_DATABASE, service("cache", "redis://:hunter2hunter2@127.0.0.1:" + port + "/99"));
    }

    @Test
    void tlsPasses() {
        CheckResult result = assertPasses(service("cache", "rediss://:hunter2hunter2@localhost:" + tlsPort)
                .trusting(authority.toString()));

        assertEquals("TLS", result.rungs().get(2).name());
    }

    @Test
    void tlsFromAnUnknownAuthorityIsNotTrusted() {
        assertFails(Code.TLS_UNTRUSTED, service("cache", "rediss://:hunter2hunter2@localhost:" + tlsPort));
    }

    @Test
    void tlsOnThePlainPortIsATimeoutThatSaysSo() {
        String text = problems(service("cache", "rediss://localhost:" + port).timeout(Duration.ofMillis(300)));

        assertTrue(text.contains("TLS timeout"), text);
        assertTrue(text.contains("a port that does not speak TLS looks like this too"), text);
    }

    @Test
    void plainTextOnTheTlsPortIsClosedAndSaysWhatThatMayBe() {
        String text = problems(service("cache", "redis://:hunter2hunter2@localhost:" + tlsPort));

        assertTrue(text.contains("[backend.closed]"), text);
        assertTrue(text.contains("TLS where there is none, looks like this too"), text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                WRONGPASS invalid username-password pair; BACKEND_LOGIN; login rejected; put the right user and password into the URL
                NOAUTH Authentication required.; BACKEND_LOGIN; login required; put the right user and password into the URL
                NOAUTH; BACKEND_LOGIN; login required; put the right user and password into the URL
                ERR invalid password; BACKEND_LOGIN; login rejected; put the right user and password into the URL
                ERR AUTH <password> called without any password configured for the default user; BACKEND_LOGIN; login rejected; put the right user and password into the URL
                NOPERM this user has no permissions; BACKEND_NOT_AUTHORISED; not authorised; grant the user what the application needs
                LOADING Redis is loading the dataset in memory; BACKEND_STARTING; not ready yet; wait until it has loaded its data, for instance with retryFor(...)
                BUSY Redis is busy running a script; BACKEND_STARTING; not ready yet; wait until it has loaded its data, for instance with retryFor(...)
                MASTERDOWN Link with MASTER is down; BACKEND_UNHEALTHY; its master is down; start the master
                ERR DB index is out of range; BACKEND_DATABASE; no such database; correct the number of the database in the URL
                ERR invalid DB index; BACKEND_DATABASE; no such database; correct the number of the database in the URL
                ERR invalid DB number; BACKEND_DATABASE; no such database; correct the number of the database in the URL
                ERR max number of clients reached; BACKEND_BUSY; no connection left; raise maxclients, or close what holds its connections
                ERR something else; BACKEND_FAILED; answered with an error; look at the log of the server
                """)
    void errorSaysWhatIsWrong(String error, @ConvertWith(CodeByName.class) Code code, String summary, String fix)
            throws IOException {
        Problem problem = Answers.problem("redis://127.0.0.1:PORT", "-" + error + "|");

        Answers.assertProblem(code, summary, fix, problem);
        assertEquals(error, Answers.fact("why", problem));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+QUEUED|", "$4|PONG|", "|", "HTTP/1.1 400 Bad Request|"})
    void whatIsNoAnswerToAPingIsAnotherProtocol(String answer) throws IOException {
        Answers.assertNotSpoken("redis://127.0.0.1:PORT", answer);
    }
}
