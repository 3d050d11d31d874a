package dev.preflight.backend;

import static dev.preflight.backend.Backends.http;
import static dev.preflight.backend.RawServer.answering;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.problems;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.problem.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of HTTP as they come from servers that are old, odd or hostile. */
class HttpFaultsTest {
    private static final byte[] MEGABYTE = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);

    private static Http check(RawServer server) {
        return http("payments", "http://127.0.0.1:" + server.port()).timeout(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.0 200 OK\r\n\r\nok",
                "HTTP/1.1 200\r\n\r\nok",
                "HTTP/1.1 200 OK\nContent-Length: 2\n\nok",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nX-Long: a\r\n b\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;x=y\r\no\r\n1\r\nk\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\nTransfer-Encoding: Chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"
            })
    void oddAnswerPasses(String answer) throws IOException {
        try (RawServer server = answering(answer)) {
            assertPasses(check(server).bodyContaining("ok"));
            assertPasses(check(server));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1\r\n\r\n",
                "HTTP/1.1 2x0 OK\r\n\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\n: no name\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "<html>no HTTP at all</html>"
            })
    void brokenAnswerIsAWrongProtocol(String answer) throws IOException {
        try (RawServer server = answering(answer)) {
            assertFails(Code.BACKEND_WRONG_PROTOCOL, check(server).bodyContaining("ok"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nok",
                ""
            })
    void answerThatIsCutIsClosed(String answer) throws IOException {
        try (RawServer server = answering(answer)) {
            assertFails(Code.BACKEND_CLOSED, check(server).bodyContaining("ok"));
        }
    }

    @Test
    void brokenAnswerSaysThatItIsBroken() throws IOException {
        try (RawServer server = answering("HTTP/1.1 200 OK\r\nno colon\r\n\r\n")) {
            String text = problems(check(server));

            assertTrue(text.contains("answered HTTP that is broken or without end"), text);
        }
    }

    @Test
    void bodyWithoutEndIsReadUpToItsBound() throws IOException {
        try (RawServer server = new RawServer((in, out, socket) -> {
            RawServer.readHead(in);
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\nok".getBytes(StandardCharsets.US_ASCII));
            while (!socket.isClosed()) {
                out.write(MEGABYTE);
            }
        })) {
            assertPasses(check(server).bodyContaining("ok"));
            assertFails(Code.BACKEND_CONTENT, check(server).bodyContaining("absent"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Same: y\r\n", "endless"})
    void headersWithoutEndAreRefused(String header) throws IOException {
        try (RawServer server = new RawServer((in, out, socket) -> {
            RawServer.readHead(in);
            out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
            byte[] block = header.repeat(1000).getBytes(StandardCharsets.US_ASCII);
            while (!socket.isClosed()) {
                out.write(block);
            }
        })) {
            assertFails(Code.BACKEND_WRONG_PROTOCOL, check(server));
        }
    }

    @Test
    void informationalAnswersWithoutEndAreRefused() throws IOException {
        try (RawServer server = new RawServer((in, out, socket) -> {
            byte[] block = "HTTP/1.1 100 Continue\r\n\r\n".repeat(1000).getBytes(StandardCharsets.US_ASCII);
            while (!socket.isClosed()) {
                out.write(block);
            }
        })) {
            assertFails(Code.BACKEND_WRONG_PROTOCOL, check(server));
        }
    }

    @Test
    void bodyThatDripsEndsWithTheAttempt() throws IOException {
        try (RawServer server = new RawServer((in, out, socket) -> {
            RawServer.readHead(in);
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (!socket.isClosed()) {
                out.write('x');
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        })) {
            Http slow = check(server).timeout(Duration.ofMillis(300)).bodyContaining("ok");
            long start = System.nanoTime();
            Code code = Verdicts.result(slow).problems().get(0).code();
            long millis = (System.nanoTime() - start) / 1_000_000;

            // On a busy machine the run may be the first to notice.
            assertTrue(code == Code.BACKEND_TIMEOUT || code == Code.CHECK_TIMEOUT, code::toString);
            assertTrue(millis <= 400, () -> "took " + millis + " ms");
            assertPasses(check(server));
        }
    }

    @Test
    void answerWithoutABodyIsNotWaitedFor() throws IOException {
        try (RawServer server = new RawServer((in, out, socket) -> {
            RawServer.readHead(in);
            out.write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            RawServer.drain(in);
        })) {
            assertFails(Code.BACKEND_CONTENT, check(server).bodyContaining("ok"));
        }
    }
}
