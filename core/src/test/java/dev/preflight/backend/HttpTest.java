package dev.preflight.backend;

import static dev.preflight.Checks.env;
import static dev.preflight.backend.Backends.http;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.preflight.check.EnvVar;
import dev.preflight.problem.Code;
import dev.preflight.problem.Rung;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The check of HTTP against the server of the JDK. */
class HttpTest {
    private static final ConcurrentLinkedQueue<String> ASKED = new ConcurrentLinkedQueue<>();
    private static final EnvVar<String> TOKEN = env("TOKEN").secret();

    private static HttpServer server;
    private static String base;

    @BeforeAll
    static void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", HttpTest::answer);
        server.start();
        base = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @BeforeEach
    void forget() {
        ASKED.clear();
    }

    /** {@code /status/418} answers so, {@code /to/…} redirects, and everything else is a healthy answer in JSON. */
    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        ASKED.add(exchange.getRequestURI() + " host "
                + exchange.getRequestHeaders().getFirst("Host") + " authorization "
                + exchange.getRequestHeaders().getFirst("Authorization") + " x "
                + exchange.getRequestHeaders().getFirst("X-Tenant"));
        try (exchange) {
            if (path.startsWith("/status/")) {
                exchange.sendResponseHeaders(Integer.parseInt(path.substring(8)), -1);
            } else if (path.startsWith("/to/")) {
                exchange.getResponseHeaders().set("Location", path.substring(4).replace("!", "/"));
                exchange.sendResponseHeaders(302, -1);
            } else if (path.startsWith("/loop")) {
                exchange.getResponseHeaders().set("Location", "/loop");
                exchange.sendResponseHeaders(301, -1);
            } else {
                byte[] body = "{\"status\":\"UP\",\"db\":{\"size\":3}}".getBytes(StandardCharsets.UTF_8);
                // Zero means chunks.
                exchange.sendResponseHeaders(200, path.equals("/chunked") ? 0 : body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static Http path(String path) {
        return http("payments", base + path);
    }

    @Test
    void healthyPassesWithEachRung() {
        CheckResult result = assertPasses(http("payments", base));

        assertEquals(
                List.of("DNS", "TCP", "HTTP"),
                result.rungs().stream().map(Rung::name).toList());
        assertEquals("status 200", result.rungs().get(2).detail());
        assertEquals(
                "/ host " + base.substring(7) + " authorization null x null",
                ASKED.iterator().next());
    }

    @ParameterizedTest
    @CsvSource({
        "401, backend.login",
        "403, backend.not-authorised",
        "404, backend.status",
        "429, backend.busy",
        "500, backend.status",
        "502, backend.unhealthy",
        "503, backend.unhealthy",
        "304, backend.status"
    })
    void statusIsReportedAsWhatItMeans(int status, String code) {
        CheckResult result = Verdicts.result(path("/status/" + status));

        assertEquals(code, result.problems().get(0).code().id());
    }

    @Test
    void statusThatIsExpectedPasses() {
        assertPasses(path("/status/401").expecting(200, 401));
        assertFails(Code.BACKEND_STATUS, path("/status/200").expecting(204, 401));
        assertPasses(path("/status/204"));
        assertPasses(path("/to/!x").expecting(302));
    }

    @Test
    void anotherStatusIsSaid() {
        assertEquals(
                """
                FAIL  backend payments  answers with another status                            [backend.status]
                      tried   %s: DNS 127.0.0.1 in 0 ms, TCP in 0 ms, HTTP status 404 in 0 ms
                      expect  status 200 to 299
                      found   status 404
                      fix     correct the URL, or look at the log of the server""".formatted(base.substring(7)), problems(path("/status/404")).replaceAll("\\d+ ms", "0 ms"));
    }

    @Test
    void redirectOnTheSameHostIsFollowed() {
        assertPasses(path("/to/!here?a=b"));
        assertPasses(path("/to/..!here"));
        assertPasses(path("/to/" + base.replace("/", "!") + "!there"));
        assertFails(Code.BACKEND_STATUS, path("/to/!status!404"));
    }

    @Test
    void loginInTheUrlGoesAlongOnTheSameHost() {
        assertPasses(http("payments", base.replace("//", "//app:hunter2@") + "/to/!here"));

        assertTrue(ASKED.toString().contains("/here host 127.0.0.1"), ASKED::toString);
        assertFalse(ASKED.toString().contains("authorization null"), ASKED::toString);
    }

    @Test
    void redirectToAnotherHostIsShownAndNotFollowed() {
        String text = problems(path("/to/http:!!127.0.0.2:1!x"));

        assertTrue(text.contains("found   status 302 to http://127.0.0.2:1/x"), text);
        assertTrue(text.contains("fix     use the URL that it redirects to, or expect the redirect"), text);
        assertEquals(1, ASKED.size());
        assertFails(
                Code.BACKEND_STATUS,
                path("/to/https:!!127.0.0.1:" + server.getAddress().getPort() + "!x"));
    }

    @Test
    void redirectsThatGoInACircleEnd() {
        assertFails(Code.BACKEND_STATUS, path("/loop"));
        assertEquals(4, ASKED.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/plain", "/chunked"})
    void contentIsCompared(String path) {
        assertPasses(
                path(path).bodyContaining("\"UP\"").jsonHaving("status", "UP").jsonHaving("db.size", "3"));
        assertFails(Code.BACKEND_CONTENT, path(path).jsonHaving("status", "DOWN"));
        assertFails(Code.BACKEND_CONTENT, path(path).jsonHaving("absent", "UP"));
        assertFails(Code.BACKEND_CONTENT, path(path).jsonHaving("absent", ""));

        assertEquals(
                """
                FAIL  backend payments  answers with another content                          [backend.content]
                      tried   %s: DNS 127.0.0.1 in 0 ms, TCP in 0 ms, HTTP status 200 in 0 ms
                      expect  a body that contains 'down'
                      found   '{"status":"UP","db":{"size":3}}'
                      fix     look at what the endpoint says""".formatted(base.substring(7)),
                problems(path(path).bodyContaining("down")).replaceAll("\\d+ ms", "0 ms"));
    }

    @Test
    void pathWithQueryReplacesThatOfTheUrl() {
        assertPasses(path("/v1?x=1").path("/health%20y?deep=true&a=%2F"));

        assertTrue(ASKED.peek().startsWith("/health%20y?deep=true&a=%2F host"), ASKED::toString);
    }

    @Test
    void oddCharactersThatAreLegalPass() {
        assertPasses(path("/a;b=c/~d/!$&'()*+,:@?q=/?:@&e=%C3%A9"));

        assertTrue(ASKED.peek().startsWith("/a;b=c/~d/!$&'()*+,:@?q=/?:@&e=%C3%A9 host"), ASKED::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "health", "//elsewhere/x", "/a b", "/a\r\nX: y", "/a|b"})
    void pathThatIsNoneIsRefusedWhenDeclared(String path) {
        Http check = http("payments", base);

        assertThrows(IllegalArgumentException.class, () -> check.path(path));
    }

    @Test
    void headersAreSentAndNoneCanAddAnother() {
        assertPasses(path("/").header("X-Tenant", "a\tb ü"));

        assertTrue(ASKED.peek().contains(" x a"), ASKED::toString);
        Http check = path("/");
        assertThrows(IllegalArgumentException.class, () -> check.header("X-Tenant", "a\r\nX-Admin: yes"));
        assertThrows(IllegalArgumentException.class, () -> check.header("X Tenant", "a"));
        assertThrows(IllegalArgumentException.class, () -> check.header("X-Tenant:", "a"));
        assertThrows(IllegalArgumentException.class, () -> check.header("", "a"));
    }

    @Test
    void lineBreakInTheValueOfAVariableIsNotSent() {
        EnvVar<String> tenant = env("TENANT");
        Report report = Verdicts.report(path("/").header("X-Tenant", tenant), Map.of("TENANT", "a\r\nX-Admin: yes"));

        assertEquals(List.of(), List.copyOf(ASKED));
        assertFalse(report.results().stream().allMatch(result -> result.outcome() == Outcome.PASSED));
        assertEquals(78, report.exitCode());
    }

    @Test
    void bearerIsSentAndNeverShown() {
        String token = "tok-1234567890";
        Report passes = Verdicts.report(path("/").bearer(TOKEN), Map.of("TOKEN", token));
        Report fails = Verdicts.report(path("/status/401").bearer(TOKEN), Map.of("TOKEN", token));

        assertTrue(ASKED.peek().contains("authorization Bearer " + token), ASKED::toString);
        assertTrue(fails.toString().contains("[backend.login]"));
        assertFalse((passes.toString() + fails + fails.results()).contains(token));
    }

    @Test
    void loginInTheUrlIsBasicAndNeverShown() {
        String url = base.replace("//", "//app:hunter2%2Fx@") + "/status/401";
        String text = problems(http("payments", url));

        String encoded = Base64.getEncoder().encodeToString("app:hunter2/x".getBytes(StandardCharsets.UTF_8));
        assertTrue(ASKED.peek().contains("authorization Basic " + encoded), ASKED::toString);
        assertFalse(text.contains("hunter2"), text);
        assertFalse(text.contains(encoded), text);
    }

    @Test
    void urlThatIsNotOfHttpIsAProblem() {
        EnvVar<URI> url = env("URL").uri();
        for (String wrong : List.of("ftp://127.0.0.1/x", "mailto://x")) {
            Report report = Verdicts.report(http("payments", url), Map.of("URL", wrong));

            assertTrue(report.toString().contains("[backend.url]"), () -> wrong + ": " + report);
        }
        assertThrows(IllegalArgumentException.class, () -> http("payments", "ftp://127.0.0.1/x"));
    }

    @Test
    void addressOfVersionSixPasses() throws IOException {
        HttpServer six;
        try {
            six = HttpServer.create(new InetSocketAddress(InetAddress.getByName("::1"), 0), 0);
        } catch (IOException e) {
            org.junit.jupiter.api.Assumptions.abort("this machine has no ::1");
            return;
        }
        six.createContext("/", HttpTest::answer);
        six.start();
        try {
            assertPasses(http("payments", "http://[::1]:" + six.getAddress().getPort() + "/x"));
            assertTrue(ASKED.peek().contains("host [::1]:"), ASKED::toString);
        } finally {
            six.stop(0);
        }
    }

    @Test
    void overTlsPassesAndPlainTextIsNoticed(@TempDir Path directory) throws IOException {
        TestAuthority authority = new TestAuthority();
        String pem = authority.pem(directory.resolve("ca.pem")).toString();
        HttpsServer secure = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(authority.server(authority.identity("localhost"))));
        secure.createContext("/", HttpTest::answer);
        secure.start();
        try {
            int port = secure.getAddress().getPort();
            CheckResult result =
                    assertPasses(http("payments", "https://localhost:" + port).trusting(pem));
            Code plain = Verdicts.result(http("payments", "http://localhost:" + port))
                    .problems()
                    .get(0)
                    .code();

            assertEquals("TLS", result.rungs().get(2).name());
            assertPasses(
                    http("payments", "https://localhost:" + port + "/to/!here").trusting(pem));
            assertTrue(ASKED.toString().contains("/here host localhost:" + port), ASKED::toString);
            assertFails(Code.TLS_UNTRUSTED, http("payments", "https://localhost:" + port));
            assertTrue(plain == Code.BACKEND_WANTS_TLS || plain == Code.BACKEND_CLOSED, plain::toString);
            assertFails(
                    Code.BACKEND_TIMEOUT,
                    http("payments", base.replace("http:", "https:")).timeout(Duration.ofMillis(300)));
        } finally {
            secure.stop(0);
        }
    }
}
