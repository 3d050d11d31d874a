package dev.preflight.backend.protocol;

import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.backend.Answers;
import dev.preflight.backend.ScriptedServer;
import dev.preflight.backend.Service;
import dev.preflight.backend.TestAuthority;
import dev.preflight.problem.Code;
import dev.preflight.problem.CodeByName;
import dev.preflight.problem.Problem;
import dev.preflight.problem.Rung;
import dev.preflight.report.CheckResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.embedded.RedisSentinel;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisSentinelBuilder;

/** The check of Redis Sentinel against the real one, with and without a password of its own, and with TLS. */
class RedisSentinelTest {
    @TempDir
    static Path directory;

    private static RedisServer redis;
    private static RedisSentinel open;
    private static RedisSentinel closed;
    private static int port;
    private static int openPort;
    private static int closedPort;
    private static int tlsPort;
    private static Path authority;

    @BeforeAll
    static void start() throws IOException {
        port = freePort();
        openPort = freePort();
        closedPort = freePort();
        redis = RedisServer.newRedisServer().port(port).bind("127.0.0.1").build();
        redis.start();
        open = RedisSentinel.newRedisSentinel()
                .port(openPort)
                .bind("127.0.0.1")
                .masterPort(port)
                .masterName("orders")
                .quorumSize(1)
                .build();
        open.start();
        RedisSentinelBuilder builder = RedisSentinel.newRedisSentinel()
                .port(closedPort)
                .bind("127.0.0.1")
                .masterPort(port)
                .masterName("orders")
                .quorumSize(1);
        // Done by itself only where there is no other setting.
        builder.addDefaultReplicationGroup();
        TestAuthority certificates = new TestAuthority();
        authority = certificates.pem(directory.resolve("ca.pem"));
        TestAuthority.Identity identity = certificates.identity("localhost");
        tlsPort = freePort();
        closed = builder.setting("requirepass pw-of-the-app")
                .setting("tls-port " + tlsPort)
                .setting("tls-cert-file " + identity.certificatePem(directory.resolve("server.crt")))
                .setting("tls-key-file " + identity.keyPem(directory.resolve("server.key")))
                .setting("tls-ca-cert-file " + authority)
                .setting("tls-auth-clients no")
                .build();
        closed.start();
    }

    @AfterAll
    static void stop() throws IOException {
        open.stop();
        closed.stop();
        redis.stop();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Service sentinel(String rest) {
        return service("cache", "redis-sentinel://" + rest);
    }

    private static Service overTls(String login, String host) {
        return service("cache", "rediss-sentinel://" + login + host + ":" + tlsPort + "#orders");
    }

    @Test
    void masterThatIsThereAndUpPasses() {
        CheckResult result = assertPasses(sentinel("127.0.0.1:" + openPort + "/2#orders"));

        assertEquals("master", result.rungs().get(2).name());
        assertEquals("127.0.0.1:" + port, result.rungs().get(2).detail());
        assertPasses(sentinel("127.0.0.1:" + openPort + "?sentinelMasterId=orders"));
    }

    @Test
    void masterThatTheSentinelDoesNotKnowIsAProblem() {
        String text = problems(sentinel("127.0.0.1:" + openPort + "#payments")).replaceAll("\\d+ ms", "0 ms");

        assertEquals("""
                FAIL  backend cache  no such master                                          [backend.database]
                      tried   127.0.0.1:%d: DNS 127.0.0.1 in 0 ms, TCP in 0 ms, master rejected
                      found   the sentinel watches no payments
                      why     ERR No such master with that name
                      fix     correct the name of the master after # in the URL""".formatted(openPort), text);
    }

    @Test
    void sentinelThatAsksForAPasswordGetsIt() {
        assertPasses(sentinel(":pw-of-the-app@127.0.0.1:" + closedPort + "#orders"));
        assertFails(Code.BACKEND_LOGIN, sentinel(":no-such-pw@127.0.0.1:" + closedPort + "#orders"));
        assertFails(Code.BACKEND_LOGIN, sentinel("127.0.0.1:" + closedPort + "#orders"));
    }

    @Test
    void tlsPassesAndThePasswordCountsThereToo() {
        String trusted = authority.toString();

        CheckResult result =
                assertPasses(overTls(":pw-of-the-app@", "localhost").trusting(trusted));
        assertEquals(
                List.of("DNS", "TCP", "TLS", "login", "master"),
                result.rungs().stream().map(Rung::name).toList());
        assertFails(Code.BACKEND_LOGIN, overTls(":no-such-pw@", "localhost").trusting(trusted));
        assertFails(Code.BACKEND_LOGIN, overTls("", "localhost").trusting(trusted));
    }

    @Test
    void tlsFromAnUnknownAuthorityOrForAnotherHostIsNotTrusted() {
        assertFails(Code.TLS_UNTRUSTED, overTls(":pw-of-the-app@", "localhost"));
        assertFails(Code.TLS_WRONG_HOST, overTls(":pw-of-the-app@", "127.0.0.1").trusting(authority.toString()));
    }

    @Test
    void plainTextOnTheTlsPortIsClosedAndSaysWhatThatMayBe() {
        String text = problems(sentinel(":pw-of-the-app@127.0.0.1:" + tlsPort + "#orders"));

        assertTrue(text.contains("[backend.closed]"), text);
        assertTrue(text.contains("looks like this too"), text);
    }

    @Test
    void sentinelThatDoesNotAskDoesNotGetThePasswordOfRedis() {
        assertPasses(sentinel("app:no-such-pw@127.0.0.1:" + openPort + "#orders"));
    }

    @Test
    void urlWithoutAMasterIsAProblem() {
        assertFails(Code.BACKEND_URL, sentinel("127.0.0.1:" + openPort));
    }

    @Test
    void redisItselfIsNoSentinel() {
        String text = problems(sentinel("127.0.0.1:" + port + "#orders"));

        assertTrue(text.contains("answered Redis where Redis Sentinel was expected"), text);
        assertTrue(text.contains("[backend.wrong-protocol]"), text);
    }

    @Test
    void masterThatIsDownIsUnhealthy() throws IOException {
        try (ScriptedServer scripted = new ScriptedServer(client -> {
            for (int i = 0; i < 7; i++) {
                client.line();
            }
            client.say("*6\r\n$2\r\nip\r\n$8\r\n10.0.0.1\r\n$4\r\nport\r\n$4\r\n6379\r\n");
            client.say("$5\r\nflags\r\n$20\r\nmaster,s_down,o_down\r\n");
            client.line();
        })) {
            String text = problems(sentinel("127.0.0.1:" + scripted.port() + "#orders"));

            assertTrue(text.contains("[backend.unhealthy]"), text);
            assertTrue(text.contains("found   orders at 10.0.0.1:6379 is master,s_down,o_down"), text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+OK|",
                "HTTP/1.1 400 Bad Request|",
                "*0|",
                "*|",
                "*-1|",
                "*2x|",
                "*201|",
                "*12345678|",
                "*2|:1|",
                "*2|$2|ip:",
                "*2|$4|name|$6|orders|",
                "*3|$4|name|$6|orders|"
            })
    void whatIsNoMasterIsAnotherProtocol(String answer) throws IOException {
        Answers.assertNotSpoken("redis-sentinel://127.0.0.1:PORT#orders", answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                ERR No such master with that name; BACKEND_DATABASE; no such master; correct the name of the master after # in the URL
                ERR unknown command 'SENTINEL'; BACKEND_WRONG_PROTOCOL; answered Redis where Redis Sentinel was expected; correct host and port (a sentinel listens on 26379), or use redis://
                NOAUTH Authentication required.; BACKEND_LOGIN; login required; put the right user and password into the URL
                NOPERM no; BACKEND_NOT_AUTHORISED; not authorised; grant the user what the application needs
                """)
    void errorOfASentinelSaysWhatIsWrong(
            String error, @ConvertWith(CodeByName.class) Code code, String summary, String fix) throws IOException {
        Problem problem = Answers.problem("redis-sentinel://127.0.0.1:PORT#orders", "-" + error + "|");

        Answers.assertProblem(code, summary, fix, problem);
        assertEquals(error, Answers.fact("why", problem));
    }

    @Test
    void masterThatTheSentinelCannotReachIsDown() throws IOException {
        Problem problem = Answers.problem(
                "redis-sentinel://127.0.0.1:PORT#orders",
                "*6|$2|ip|$8|10.0.0.1|$4|port|$4|6379|$5|flags|$19|master,disconnected|");

        Answers.assertProblem(
                Code.BACKEND_UNHEALTHY,
                "the master is down",
                "start the master, or wait until the sentinels have chosen another",
                problem);
        assertEquals("orders at 10.0.0.1:6379 is master,disconnected", Answers.fact("found", problem));
    }

    @ParameterizedTest
    @ValueSource(strings = {"|", "+QUEUED|", "HTTP/1.1 400 Bad Request|"})
    void whatIsNoAnswerToALoginIsAnotherProtocol(String answer) throws IOException {
        Answers.assertNotSpoken(
                "redis-sentinel://:pw@127.0.0.1:PORT#orders", "-NOAUTH Authentication required.|" + answer);
    }

    @Test
    void sentinelWithUsersGetsTheUserToo() throws IOException {
        try (ScriptedServer scripted = new ScriptedServer(client -> {
            for (int i = 0; i < 7; i++) {
                client.line();
            }
            client.say("-NOAUTH Authentication required.\r\n");
            for (int i = 0; i < 7; i++) {
                client.line();
            }
            client.say("-WRONGPASS invalid username-password pair\r\n");
            client.line();
        })) {
            assertFails(Code.BACKEND_LOGIN, sentinel("app:pw@127.0.0.1:" + scripted.port() + "#orders"));
            assertEquals(
                    List.of("*3", "$4", "AUTH", "$3", "app", "$2", "pw"),
                    scripted.heard().subList(7, 14));
        }
    }
}
