package dev.preflight.backend;

import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.CheckResult;
import dev.preflight.Code;
import dev.preflight.Rung;
import io.moquette.broker.Server;
import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import io.moquette.interception.AbstractInterceptHandler;
import io.moquette.interception.messages.InterceptConnectionLostMessage;
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
            public void onConnectionLost(InterceptConnectionLostMessage message) {
                ends.add("connection lost");
            }

            @Override
            public void onSessionLoopError(Throwable error) {
                ends.add("error");
            }
        });
        assertPasses(service("sensors", "mqtt://app:pw-of-the-app@localhost:" + broker.getPort()));

        assertEquals("disconnect of preflight", ends.poll(10, TimeUnit.SECONDS));
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
}
