package dev.preflight.backend;

import static dev.preflight.backend.Backends.tls;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Servers that do not get through a handshake. */
class TlsFaultsTest {
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    /** The beginning of a ServerHello: the record says that 90 bytes come, and a few do. */
    private static final byte[] CUT_HELLO = {22, 3, 3, 0, 90, 2, 0, 0, 86, 3, 3, 1, 2, 3};
    /** A fatal alert, protocol_version (RFC 8446, section 6.2), as OpenSSL sends it when it is told -tls1. */
    private static final byte[] PROTOCOL_VERSION = {21, 3, 1, 0, 2, 2, 70};
    /** A fatal alert, unrecognized_name. */
    private static final byte[] UNRECOGNIZED_NAME = {21, 3, 3, 0, 2, 2, 112};

    @BeforeAll
    static void loadTheClassesOfTls() throws IOException {
        try (RawServer server = new RawServer((in, out, socket) -> {})) {
            Verdicts.result(tls("broker", "127.0.0.1", server.port()));
        }
    }

    private static Problem problem(Code code, RawServer server) {
        long start = System.nanoTime();
        CheckResult result =
                Verdicts.result(tls("broker", "127.0.0.1", server.port()).timeout(TIMEOUT));
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(millis <= TIMEOUT.toMillis() + 100, () -> "took " + millis + " ms");
        assertEquals(Outcome.FAILED, result.outcome());
        Problem problem = result.problems().get(0);
        assertEquals(code, problem.code(), problem::toString);
        assertTrue(problem.facts().get(0).text().contains(", TLS "), problem::toString);
        return problem;
    }

    @Test
    void silenceIsATimeoutOfTheTlsRung() throws IOException {
        try (RawServer server = new RawServer((in, out, socket) -> RawServer.drain(in))) {
            Problem problem = problem(Code.BACKEND_TIMEOUT, server);

            assertTrue(problem.facts().get(0).text().endsWith("TLS timeout"), problem::toString);
            assertTrue(problem.toString().contains("a port that does not speak TLS looks like this too"));
        }
    }

    @Test
    void handshakeByteByByteEndsWithTheAttempt() throws IOException {
        try (RawServer server = new RawServer((in, out, socket) -> {
            out.write(new byte[] {22, 3, 3, 16, 0});
            while (!socket.isClosed()) {
                out.write(0);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        })) {
            Problem problem = problem(Code.BACKEND_TIMEOUT, server);

            assertTrue(problem.facts().get(0).text().endsWith("TLS timeout"), problem::toString);
        }
    }

    @Test
    void closedInTheHandshakeIsClosed() throws IOException {
        try (RawServer atOnce = new RawServer((in, out, socket) -> {});
                RawServer afterHello = new RawServer((in, out, socket) -> in.read());
                RawServer reset = new RawServer((in, out, socket) -> {
                    in.read();
                    socket.setSoLinger(true, 0);
                });
                RawServer truncated = new RawServer((in, out, socket) -> {
                    in.read(new byte[4096]);
                    out.write(CUT_HELLO);
                })) {
            problem(Code.BACKEND_CLOSED, atOnce);
            problem(Code.BACKEND_CLOSED, afterHello);
            problem(Code.BACKEND_CLOSED, reset);
            problem(Code.BACKEND_CLOSED, truncated);
        }
    }

    @Test
    void plainTextIsNoTls() throws IOException {
        try (RawServer smtp = new RawServer((in, out, socket) -> {
                    out.write("220 mail.example.com ESMTP ready\r\n".getBytes(StandardCharsets.US_ASCII));
                    RawServer.drain(in);
                });
                RawServer http = new RawServer((in, out, socket) -> {
                    in.read(new byte[4096]);
                    out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    RawServer.drain(in);
                })) {
            problem(Code.BACKEND_NO_TLS, smtp);
            Problem problem = problem(Code.BACKEND_NO_TLS, http);

            assertEquals("the port does not speak TLS", problem.summary());
            assertEquals(
                    "use the port that speaks TLS, or connect without TLS",
                    problem.facts().get(problem.facts().size() - 1).text());
        }
    }

    @Test
    void serverThatWaitsForALineIsATimeoutThatSaysWhatItMayBe() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.start();
        try {
            CheckResult result = Verdicts.result(
                    tls("broker", "127.0.0.1", server.getAddress().getPort()).timeout(TIMEOUT));

            assertEquals(Code.BACKEND_TIMEOUT, result.problems().get(0).code());
            assertTrue(result.problems().toString().contains("a port that does not speak TLS looks like this too"));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void serverThatKnowsOnlyBrokenVersionsHasNoneInCommon() throws IOException {
        try (RawServer server = new RawServer((in, out, socket) -> {
            in.read(new byte[4096]);
            out.write(PROTOCOL_VERSION);
            RawServer.drain(in);
        })) {
            problem(Code.TLS_NO_COMMON_PROTOCOL, server);
        }
    }

    @Test
    void serverThatDoesNotKnowTheNameHasNoCertificateForIt() throws IOException {
        try (RawServer server = new RawServer((in, out, socket) -> {
            in.read(new byte[4096]);
            out.write(UNRECOGNIZED_NAME);
            RawServer.drain(in);
        })) {
            assertEquals(
                    "the server has no certificate for this host",
                    problem(Code.TLS_WRONG_HOST, server).summary());
        }
    }
}
