package dev.preflight.backend.protocol;

import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.backend.Answers;
import dev.preflight.backend.RawServer;
import dev.preflight.backend.TestAuthority;
import dev.preflight.problem.Code;
import dev.preflight.problem.CodeByName;
import dev.preflight.problem.Problem;
import dev.preflight.problem.Rung;
import dev.preflight.report.CheckResult;
import io.moquette.broker.Server;
import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import io.moquette.interception.AbstractInterceptHandler;
import io.moquette.interception.messages.InterceptDisconnectMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The check of MQTT against Moquette, with a user and with TLS. */
class MqttTest {
    private static final String STORE_PASSWORD = "changeit";

    @TempDir
    static Path directory;

    private static Server broker;
    private static Path authority;

    @BeforeAll
    static void start() throws Exception {
        TestAuthority certificates = new TestAuthority();
        authority = certificates.pem(directory.resolve("ca.pem"));
        Path keys = directory.resolve("mqtt.p12");
        try (OutputStream out = Files.newOutputStream(keys)) {
            certificates.identity("localhost").keyStore(STORE_PASSWORD).store(out, STORE_PASSWORD.toCharArray());
        }
        Properties properties = new Properties();
        properties.put(IConfig.HOST_PROPERTY_NAME, "127.0.0.1");
        properties.put(IConfig.PORT_PROPERTY_NAME, "0");
        properties.put(IConfig.SSL_PORT_PROPERTY_NAME, String.valueOf(freePort()));
        properties.put(IConfig.JKS_PATH_PROPERTY_NAME, keys.toString());
        properties.put(IConfig.KEY_STORE_TYPE, "pkcs12");
        properties.put(IConfig.KEY_STORE_PASSWORD_PROPERTY_NAME, STORE_PASSWORD);
        properties.put(IConfig.KEY_MANAGER_PASSWORD_PROPERTY_NAME, STORE_PASSWORD);
        properties.put(IConfig.ALLOW_ANONYMOUS_PROPERTY_NAME, "false");
        properties.put(IConfig.PERSISTENCE_ENABLED_PROPERTY_NAME, "false");
        properties.put(IConfig.DATA_PATH_PROPERTY_NAME, directory.toString());
        properties.put(IConfig.ENABLE_TELEMETRY_NAME, "false");
        broker = new Server();
        broker.startServer(
                new MemoryConfig(properties),
                List.of(),
                null,
                (client, user, password) ->
                        "app".equals(user) && "pw-of-the-app".equals(new String(password, StandardCharsets.UTF_8)),
                null);
    }

    @AfterAll
    static void stop() {
        broker.stopServer();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void rightPasswordPasses() {
        CheckResult result = assertPasses(service("sensors", "mqtt://app:pw-of-the-app@localhost:" + broker.getPort()));

        assertEquals(
                List.of("DNS", "TCP", "greeting", "login"),
                result.rungs().stream().map(Rung::name).toList());
        assertEquals("MQTT 3.1.1", result.rungs().get(2).detail());
    }

    @Test
    void goodbyeIsSaid() throws InterruptedException {
        BlockingQueue<String> ends = new LinkedBlockingQueue<>();
        broker.addInterceptHandler(new AbstractInterceptHandler() {
            @Override
            public String getID() {
                return "ends";
            }

            @Override
            public void onDisconnect(InterceptDisconnectMessage message) {
                ends.add("disconnect of " + message.getClientID().substring(0, 9));
            }

            @Override
            public void onSessionLoopError(Throwable error) {
                ends.add("error");
            }
        });
        // A connection that is lost without a goodbye ends with another event, which brokers also tell of clients of
        // other tests. Moquette drops a goodbye that comes before it has noted that its own answer is written, so a
        // quick client is heard at one of several times.
        String end = null;
        for (int i = 0; i < 20 && end == null; i++) {
            assertPasses(service("sensors", "mqtt://app:pw-of-the-app@localhost:" + broker.getPort()));
            end = ends.poll(500, TimeUnit.MILLISECONDS);
        }
        assertEquals("disconnect of preflight", end);
    }

    @Test
    void wrongPasswordIsRejected() {
        String text = problems(service("sensors", "mqtt://app:no-such-pw@localhost:" + broker.getPort()))
                .replaceAll("\\d+ ms", "0 ms");

        assertEquals("""
                FAIL  backend sensors  login rejected                                           [backend.login]
                      tried   localhost:%d: DNS 127.0.0.1 in 0 ms, TCP in 0 ms, greeting MQTT 3.1.1 in 0 ms, login rejected
                      why     return code 4, bad user name or password
                      fix     put the right user and password into the URL""".formatted(broker.getPort()), text);
        assertFalse(text.contains("no-such-pw"));
    }

    @Test
    void noLoginIsNotEnough() {
        String text = problems(service("sensors", "mqtt://localhost:" + broker.getPort()));

        assertTrue(text.contains("login required"), text);
        assertTrue(text.contains("[backend.login]"), text);
    }

    @Test
    void tlsPasses() {
        CheckResult result =
                assertPasses(service("sensors", "mqtts://app:pw-of-the-app@localhost:" + broker.getSslPort())
                        .trusting(authority.toString()));

        assertEquals("TLS", result.rungs().get(2).name());
    }

    @Test
    void tlsFromAnUnknownAuthorityIsNotTrusted() {
        assertFails(Code.TLS_UNTRUSTED, service("sensors", "mqtts://localhost:" + broker.getSslPort()));
    }

    @Test
    void tlsOnThePlainPortFails() {
        String text = problems(
                service("sensors", "mqtts://localhost:" + broker.getPort()).timeout(Duration.ofSeconds(1)));

        assertTrue(text.contains("looks like this too"), text);
    }

    @Test
    void plainTextOnTheTlsPortFails() {
        String text = problems(service("sensors", "mqtt://app:pw-of-the-app@localhost:" + broker.getSslPort()));

        assertTrue(text.contains("[backend.closed]"), text);
        assertTrue(text.contains("TLS where there is none, looks like this too"), text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                app:pw@; 1; BACKEND_WRONG_PROTOCOL; speaks MQTT, and not version 3.1.1; return code 1, unacceptable protocol version; let the broker take clients of version 3.1.1, or use a probe(...) with the application's client
                app:pw@; 132; BACKEND_WRONG_PROTOCOL; speaks MQTT, and not version 3.1.1; return code 132, unacceptable protocol version; let the broker take clients of version 3.1.1, or use a probe(...) with the application's client
                app:pw@; 2; BACKEND_NOT_AUTHORISED; client identifier rejected; return code 2, identifier rejected; let the broker take client identifiers that begin with 'preflight'
                app:pw@; 3; BACKEND_UNHEALTHY; the service is not available; return code 3, server unavailable; look at the log of the server
                app:pw@; 4; BACKEND_LOGIN; login rejected; return code 4, bad user name or password; put the right user and password into the URL
                ''; 4; BACKEND_LOGIN; login required; return code 4, bad user name or password; put the right user and password into the URL
                app:pw@; 5; BACKEND_LOGIN; login rejected; return code 5, not authorised; put the right user and password into the URL
                :pw@; 5; BACKEND_LOGIN; login rejected; return code 5, not authorised; put the right user and password into the URL
                ''; 5; BACKEND_LOGIN; login required; return code 5, not authorised; put the right user and password into the URL
                """)
    void returnCodeSaysWhatIsWrong(
            String login,
            int returned,
            @ConvertWith(CodeByName.class) Code code,
            String summary,
            String why,
            String fix)
            throws IOException {
        Problem problem =
                Answers.problem("mqtt://" + login + "127.0.0.1:PORT", (byte) 0x20, (byte) 2, (byte) 0, (byte) returned);

        Answers.assertProblem(code, summary, fix, problem);
        assertEquals(why, Answers.fact("why", problem));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0020\u0001\u0000\u0000",
                "\u0020\u0080\u0001\u0000",
                "\u0020\u0002\u0002\u0000",
                "\u0020\u0002\u0000\u0006",
                "\u0030\u0002\u0000\u0000",
                "HTTP/1.1 400 Bad Request"
            })
    void whatIsNoConnackIsAnotherProtocol(String answer) throws IOException {
        Answers.assertNotSpoken("mqtt://127.0.0.1:PORT", answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                ''; 2; without a user
                app@; 130; ''
                :pw@; 194; ''
                app:pw@; 194; ''
                """)
    void flagsOfTheConnectSayWhatOfTheLoginFollows(String login, int flags, String detail) throws Exception {
        BlockingQueue<Integer> heard = new LinkedBlockingQueue<>();
        try (RawServer server = new RawServer((in, out, socket) -> {
            // The type, the length, the name and the level come before the flags (section 3.1.2.3).
            heard.add((int) in.readNBytes(10)[9] & 0xff);
            out.write(new byte[] {0x20, 2, 0, 0});
            RawServer.drain(in);
        })) {
            CheckResult result = assertPasses(service("sensors", "mqtt://" + login + "127.0.0.1:" + server.port()));

            assertEquals(flags, heard.take());
            assertEquals(detail, result.rungs().get(3).detail());
        }
    }

    @Test
    void connectThatIsLongSaysItsLengthInTwoBytes() throws Exception {
        BlockingQueue<Integer> lengths = new LinkedBlockingQueue<>();
        try (RawServer server = new RawServer((in, out, socket) -> {
            in.read();
            int length = in.read() & 127 | in.read() << 7;
            in.readNBytes(length);
            lengths.add(length);
            out.write(new byte[] {0x20, 2, 0, 0});
            lengths.add(in.read());
        })) {
            assertPasses(service("sensors", "mqtt://app:" + "x".repeat(200) + "@127.0.0.1:" + server.port()));

            assertTrue(lengths.take() > 200);
            assertEquals(0xe0, lengths.take());
        }
    }
}
