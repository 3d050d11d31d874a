package dev.preflight.backend;

import static dev.preflight.backend.Backends.jdbc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.Fact;
import dev.preflight.report.CheckResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What listens at the address of a database, and is none. */
@Timeout(60)
class JdbcSocketTest {
    @Test
    void serverThatNeverAnswersIsATimeoutWithTheFramesOfTheDriver() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CheckResult result = run(silent, Duration.ofMillis(500));
            assertEquals(Code.CHECK_TIMEOUT, result.problems().get(0).code());
            assertTrue(
                    result.problems().get(0).facts().stream()
                            .map(Fact::text)
                            .anyMatch(text -> text.startsWith("at org.h2.")),
                    result::toString);
            assertTrue(result.took().compareTo(Duration.ofSeconds(5)) < 0, result::toString);
        }
    }

    @Test
    void serverThatClosesAtOnceIsToldSo() throws Exception {
        assertClosed(false);
    }

    @Test
    void serverThatResetsIsToldSo() throws Exception {
        assertClosed(true);
    }

    private static void assertClosed(boolean reset) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread closing = new Thread(() -> {
                try {
                    while (true) {
                        Socket socket = server.accept();
                        socket.getInputStream().read();
                        socket.setSoLinger(reset, 0);
                        socket.close();
                    }
                } catch (IOException e) {
                    // The test is over.
                    return;
                }
            });
            closing.setDaemon(true);
            closing.start();
            CheckResult result = run(server, Duration.ofSeconds(20));
            assertEquals(Code.BACKEND_CLOSED, result.problems().get(0).code(), result::toString);
        }
    }

    private static CheckResult run(ServerSocket server, Duration timeout) {
        String url = "jdbc:h2:tcp://127.0.0.1:" + server.getLocalPort() + "/mem:x";
        return Preflight.of("orders", jdbc("db", url).timeout(timeout))
                .against(Deployment.of(Map.of()))
                .run()
                .results()
                .get(0);
    }
}
