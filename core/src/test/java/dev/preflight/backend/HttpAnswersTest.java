package dev.preflight.backend;

import static dev.preflight.Checks.env;
import static dev.preflight.backend.Backends.http;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.check.EnvVar;
import dev.preflight.problem.Code;
import dev.preflight.problem.CodeByName;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that the server of the JDK does not give, and what of a request they depend on. */
class HttpAnswersTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String BROKEN = "answered HTTP that is broken or without end";

    private final ConcurrentLinkedQueue<String> heads = new ConcurrentLinkedQueue<>();

    /** Answers the root with one text, and every other path with a healthy answer. */
    private RawServer rootAnswering(String text) throws IOException {
        return new RawServer((in, out, socket) -> {
            String head = RawServer.readHead(in);
            heads.add(head);
            out.write((head.startsWith("GET / ") ? text : OK).getBytes(StandardCharsets.ISO_8859_1));
        });
    }

    private static Http check(RawServer server) {
        return http("payments", "http://127.0.0.1:" + server.port());
    }

    private static Problem problem(Http check) {
        return Verdicts.result(check).problems().get(0);
    }

    private static String fact(String label, Problem problem) {
        return problem.facts().stream()
                .filter(fact -> fact.label().equals(label))
                .map(Fact::text)
                .findFirst()
                .orElse("");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectOfEachKindIsFollowed(int status) throws IOException {
        try (RawServer server = rootAnswering("HTTP/1.1 " + status + " Moved\r\nLocation: /there?a=b\r\n\r\n")) {
            assertPasses(check(server));
            assertEquals(2, heads.size());
            assertTrue(heads.stream().anyMatch(head -> head.startsWith("GET /there?a=b HTTP/1.1\r\n")));
        }
    }

    @Test
    void locationOfAnAnswerThatIsNoRedirectIsNotFollowed() throws IOException {
        try (RawServer created = rootAnswering("HTTP/1.1 201 Created\r\nLocation: /there\r\n\r\n");
                RawServer choice = rootAnswering("HTTP/1.1 300 Choices\r\nLocation: /there\r\n\r\n")) {
            assertPasses(check(created));
            Problem problem = problem(check(choice));
            assertEquals(Code.BACKEND_STATUS, problem.code());
            assertEquals("status 300 to /there", fact("found", problem));
            assertEquals("correct the URL, or look at the log of the server", fact("fix", problem));
            assertEquals(2, heads.size());
        }
    }

    @Test
    void redirectWithoutALocationSendsNowhere() throws IOException {
        try (RawServer server = rootAnswering("HTTP/1.1 302 Found\r\n\r\n")) {
            Problem problem = problem(check(server));
            assertEquals("status 302", fact("found", problem));
            assertEquals("correct the URL, or look at the log of the server", fact("fix", problem));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://[broken", "http:///there", "mailto:ops", "http://127.0.0.1:80/there", "a b"})
    void locationThatIsNotOnTheSameHostIsShownAndNotFollowed(String location) throws IOException {
        try (RawServer server = rootAnswering("HTTP/1.1 302 Found\r\nLocation: " + location + "\r\n\r\n")) {
            Problem problem = problem(check(server));
            assertEquals(Code.BACKEND_STATUS, problem.code());
            assertEquals("status 302 to " + location, fact("found", problem));
            assertEquals("use the URL that it redirects to, or expect the redirect", fact("fix", problem));
            assertEquals(1, heads.size());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 204, 304})
    void statusThatHasNoBodyIsNotReadFor(int status) throws IOException {
        try (RawServer server = rootAnswering("HTTP/1.1 " + status + " x\r\nContent-Length: 2\r\n\r\nok")) {
            assertPasses(check(server).expecting(status));
            Problem problem = problem(check(server).expecting(status).bodyContaining("ok"));
            assertEquals(Code.BACKEND_CONTENT, problem.code());
            assertEquals("an empty body", fact("found", problem));
        }
    }

    @Test
    void switchOfProtocolsIsAnotherStatus() throws IOException {
        try (RawServer server = rootAnswering("HTTP/1.1 101 Switching Protocols\r\n\r\n")) {
            Problem problem = problem(check(server));
            assertEquals(Code.BACKEND_STATUS, problem.code());
            assertEquals("status 200 to 299", fact("expect", problem));
            assertEquals("status 101", fact("found", problem));
            assertEquals(
                    "status 200 or 204", fact("expect", problem(check(server).expecting(200, 204))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1x200 OK", "HTTP/1.1 2.0 OK", "HTTP/1.1 20: OK", "HTTP/1.1 20"})
    void statusLineThatIsBrokenIsSaidToBe(String line) throws IOException {
        try (RawServer server = rootAnswering(line + "\r\n\r\n")) {
            Problem problem = problem(check(server));
            assertEquals(Code.BACKEND_WRONG_PROTOCOL, problem.code());
            assertEquals(BROKEN, problem.summary());
            assertEquals("it begins with '" + line + "\\r\\n\\r\\n'", fact("found", problem));
        }
    }

    @Test
    void headerThatGoesOnAfterATabIsRead() throws IOException {
        try (RawServer server = rootAnswering("HTTP/1.1 200 OK\r\nX: a\r\n\tb\r\nContent-Length: 2\r\n\r\nok")) {
            assertPasses(check(server).bodyContaining("ok"));
        }
    }

    @ParameterizedTest
    @CsvSource({"199, true", "250, false"})
    void numberOfDifferentHeadersIsBounded(int count, boolean right) throws IOException {
        StringBuilder answer = new StringBuilder("HTTP/1.1 204 No Content\r\n");
        for (int i = 0; i < count; i++) {
            answer.append('X').append(i).append(": y\r\n");
        }
        try (RawServer server = rootAnswering(answer + "\r\n")) {
            if (right) {
                assertPasses(check(server));
            } else {
                assertFails(Code.BACKEND_WRONG_PROTOCOL, check(server));
            }
        }
    }

    @Test
    void bodyInChunksIsReadUpToItsBound() throws IOException {
        String filler = "x".repeat(0x20000);
        String answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n"
                + ("20000\r\n" + filler + "\r\n").repeat(3) + "4\r\nlast\r\n0\r\n\r\n";
        try (RawServer server = rootAnswering(answer)) {
            assertPasses(check(server).bodyContaining("first"));
            assertFails(Code.BACKEND_CONTENT, check(server).bodyContaining("last"));
        }
    }

    @Test
    void headerThatLogsInGoesBeforeTheLoginOfTheUrl() throws IOException {
        EnvVar<String> login = env("LOGIN").secret();
        try (RawServer server = rootAnswering(OK)) {
            Http check = http("payments", "http://app:hunter2@127.0.0.1:" + server.port());
            Verdicts.report(check.header("authorization", login), Map.of("LOGIN", "Custom 12345678"));
            assertPasses(check.header("X-Tenant", "a"));
        }
        String basic = Base64.getEncoder().encodeToString("app:hunter2".getBytes(StandardCharsets.UTF_8));
        List<String> all = List.copyOf(heads);
        assertTrue(all.get(0).contains("\r\nauthorization: Custom 12345678\r\n"), all::toString);
        assertTrue(!all.get(0).contains("Basic"), all::toString);
        assertTrue(all.get(1).contains("\r\nAuthorization: Basic " + basic + "\r\n"), all::toString);
        assertTrue(all.get(1).contains("\r\nX-Tenant: a\r\n"), all::toString);
    }

    @Test
    void whatCannotBeExpectedIsRefusedWhenDeclared() {
        Http check = http("payments", "http://127.0.0.1:1");
        assertThrows(IllegalArgumentException.class, check::expecting);
        assertThrows(IllegalArgumentException.class, () -> check.expecting(99));
        assertThrows(IllegalArgumentException.class, () -> check.expecting(200, 600));
        assertThrows(IllegalArgumentException.class, () -> check.bodyContaining(""));
        assertThrows(IllegalArgumentException.class, () -> check.jsonHaving(" ", "UP"));
        assertThrows(IllegalArgumentException.class, () -> check.header("X", "a\u007f"));
        assertThrows(IllegalArgumentException.class, () -> check.header("X\u007f", "a"));
    }

    @ParameterizedTest
    @CsvSource({
        "21, 3, BACKEND_WANTS_TLS",
        "22, 3, BACKEND_WANTS_TLS",
        "21, 2, BACKEND_WRONG_PROTOCOL",
        "20, 3, BACKEND_WRONG_PROTOCOL"
    })
    void recordOfTlsIsToldFromWhatBeginsAlmostLikeIt(int type, int major, @ConvertWith(CodeByName.class) Code code)
            throws IOException {
        try (RawServer server = rootAnswering("" + (char) type + (char) major + "\u0003\u0000\u0002\u0002\u0046")) {
            assertFails(code, check(server));
        }
    }

    @Test
    void shortAnswerIsShownEscaped() throws IOException {
        try (RawServer server = rootAnswering("\u007f")) {
            Problem problem = problem(check(server));
            assertEquals("answered something else where HTTP was expected", problem.summary());
            assertEquals("it begins with '\\x7f'", fact("found", problem));
        }
    }
}
