package dev.preflight.backend.protocol;

import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.problems;
import static dev.preflight.backend.Verdicts.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.preflight.backend.Answers;
import dev.preflight.backend.Service;
import dev.preflight.backend.TestAuthority;
import dev.preflight.problem.Code;
import dev.preflight.problem.Rung;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check of Elasticsearch and OpenSearch against a server that answers as their cluster health API is documented. */
class ElasticsearchTest {
    private static final String LOGIN =
            "Basic " + Base64.getEncoder().encodeToString("app:pw-of-the-app".getBytes(StandardCharsets.UTF_8));

    @TempDir
    static Path directory;

    private static HttpServer plain;
    private static HttpsServer secure;
    private static Path authority;

    private static volatile int status;
    private static volatile String body = "";
    private static volatile boolean login;
    private static volatile String asked;

    @BeforeAll
    static void start() throws IOException {
        TestAuthority certificates = new TestAuthority();
        authority = certificates.pem(directory.resolve("ca.pem"));
        SSLContext tls = certificates.server(certificates.identity("localhost"));
        plain = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 5);
        plain.createContext("/", ElasticsearchTest::answer);
        plain.start();
        secure = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 5);
        secure.setHttpsConfigurator(new HttpsConfigurator(tls));
        secure.createContext("/", ElasticsearchTest::answer);
        secure.start();
    }

    @AfterAll
    static void stop() {
        plain.stop(0);
        secure.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        asked = exchange.getRequestURI().toString();
        boolean right = !login || LOGIN.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] bytes = (right ? body : "{\"error\":{},\"status\":401}").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(right ? status : 401, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void answers(int code, String text) {
        status = code;
        body = text;
        login = false;
    }

    private static String health(String colour, int nodes, int active, int unassigned) {
        return "{\"cluster_name\":\"es\",\"status\":\"" + colour + "\",\"timed_out\":false,\"number_of_nodes\":" + nodes
                + ",\"number_of_data_nodes\":" + nodes + ",\"active_primary_shards\":" + active + ",\"active_shards\":"
                + active + ",\"relocating_shards\":0,\"initializing_shards\":0,\"unassigned_shards\":" + unassigned
                + "}";
    }

    private static Service cluster() {
        return cluster("");
    }

    private static Service cluster(String path) {
        return service(
                "search", "elasticsearch://localhost:" + plain.getAddress().getPort() + path);
    }

    @Test
    void greenPasses() {
        answers(200, health("green", 3, 12, 0));

        CheckResult result = assertPasses(cluster());

        assertEquals(
                List.of("DNS", "TCP", "health"),
                result.rungs().stream().map(Rung::name).toList());
        assertEquals("green, 3 nodes", result.rungs().get(2).detail());
        assertEquals("/_cluster/health", asked);
    }

    @Test
    void yellowPassesWithAWarning() {
        answers(200, health("yellow", 1, 12, 4));

        CheckResult result = result(cluster());

        assertEquals(Outcome.PASSED, result.outcome());
        assertEquals("the cluster is yellow", result.problems().get(0).summary());
        assertEquals("yellow, 1 node", result.rungs().get(2).detail());
    }

    @Test
    void redIsUnhealthy() {
        answers(200, health("red", 2, 12, 4));

        String text = problems(cluster()).replaceAll("\\d+ ms", "0 ms").replaceAll("localhost:\\d+", "localhost:0");

        assertEquals("""
                FAIL  backend search  the cluster is red                                    [backend.unhealthy]
                      tried   localhost:0: DNS 127.0.0.1 in 0 ms, TCP in 0 ms, health unhealthy
                      found   4 shards on no node, 2 nodes
                      fix     start the missing nodes; GET /_cluster/allocation/explain says what its shards wait for""", text);
    }

    @Test
    void loginPassesAndAnyOtherIsRejected() {
        answers(200, health("green", 1, 0, 0));
        login = true;
        String host = "localhost:" + plain.getAddress().getPort();

        assertPasses(service("search", "opensearch://app:pw-of-the-app@" + host));
        assertFails(Code.BACKEND_LOGIN, service("search", "opensearch://app:no-such-pw@" + host));
        assertFails(Code.BACKEND_LOGIN, service("search", "opensearch://" + host));
    }

    @Test
    void indexIsAskedFor() {
        answers(200, health("green", 1, 1, 0));

        assertPasses(cluster("/orders-2026"));

        assertEquals("/_cluster/health/orders-2026?timeout=0s", asked);
    }

    @Test
    void indexThatIsMissingIsAProblem() {
        answers(404, "{\"error\":{\"type\":\"index_not_found_exception\"},\"status\":404}");
        assertFails(Code.BACKEND_DATABASE, cluster("/orders"));
        answers(408, health("red", 1, 0, 0).replace("\"timed_out\":false", "\"timed_out\":true"));
        assertFails(Code.BACKEND_DATABASE, cluster("/orders"));
    }

    @Test
    void oneOfSeveralIndicesThatIsMissingIsAProblem() {
        String body = health("red", 1, 1, 1).replace("\"timed_out\":false", "\"timed_out\":true");
        answers(408, body);
        assertFails(Code.BACKEND_DATABASE, cluster("/orders,evnts"));
        answers(200, body);
        assertFails(Code.BACKEND_DATABASE, cluster("/orders,evnts"));
    }

    @Test
    void patternThatNoIndexMatchesIsAProblem() {
        answers(200, health("green", 1, 0, 0));

        assertFails(Code.BACKEND_DATABASE, cluster("/orders-*"));
    }

    @Test
    void indexWithoutAShardThatIsUpIsUnhealthy() {
        answers(200, health("red", 1, 0, 1));

        assertFails(Code.BACKEND_UNHEALTHY, cluster("/orders"));
    }

    @Test
    void statusesAreUnderstood() {
        answers(403, "{}");
        assertFails(Code.BACKEND_NOT_AUTHORISED, cluster());
        answers(429, "{}");
        assertFails(Code.BACKEND_BUSY, cluster());
        answers(503, "{\"error\":{\"type\":\"master_not_discovered_exception\"},\"status\":503}");
        assertFails(Code.BACKEND_UNHEALTHY, cluster());
        answers(404, "{\"status\":404,\"error\":\"Not Found\"}");
        assertFails(Code.BACKEND_STATUS, cluster("/orders"));
        answers(404, "not found");
        assertFails(Code.BACKEND_STATUS, cluster("/orders"));
    }

    @Test
    void anotherHttpServerIsNotTakenForIt() {
        answers(200, "<html>welcome</html>");
        String text = problems(cluster());
        assertTrue(text.contains("answered HTTP where Elasticsearch was expected"), text);
        answers(200, "{\"status\":\"UP\"}");
        assertFails(Code.BACKEND_WRONG_PROTOCOL, cluster());
        answers(200, "[1, 2]");
        assertFails(Code.BACKEND_WRONG_PROTOCOL, cluster());
    }

    @Test
    void tlsPassesIfTrusted() {
        answers(200, health("green", 1, 0, 0));
        String host = "localhost:" + secure.getAddress().getPort();

        assertPasses(service("search", "elasticsearch+https://" + host).trusting(authority.toString()));
        assertPasses(service("search", "opensearch+https://" + host).trusting(authority.toString()));
        assertFails(Code.TLS_UNTRUSTED, service("search", "elasticsearch+https://" + host));
    }

    @Test
    void tlsOnThePlainPortSaysWhatItMayBe() {
        String text = problems(service(
                        "search",
                        "elasticsearch+https://localhost:" + plain.getAddress().getPort())
                .timeout(Duration.ofMillis(500)));

        assertTrue(text.contains("[backend.timeout]"), text);
        assertTrue(text.contains("a port that does not speak TLS looks like this too"), text);
    }

    @Test
    void plainTextOnTheTlsPortSaysWhatItMayBe() {
        String text = problems(service(
                "search", "elasticsearch://localhost:" + secure.getAddress().getPort()));

        // The server of newer JDKs answers with an alert before it closes.
        assertTrue(text.contains("[backend.closed]") || text.contains("[backend.wants-tls]"), text);
        assertTrue(
                text.contains("TLS where there is none, looks like this too") || text.contains("connect with TLS"),
                text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                /a-b._~,*Z9; /_cluster/health/a-b._~,*Z9?timeout=0s
                /%C3%A4%20%5B%40%60%7B%3A; /_cluster/health/%c3%a4%20%5b%40%60%7b%3a?timeout=0s
                """)
    void nameOfAnIndexIsAskedForAsAUriWritesIt(String path, String target) {
        answers(200, health("green", 1, 1, 0));

        assertPasses(cluster(path));

        assertEquals(target, asked);
    }

    @Test
    void waitThatHasEndedIsJudgedByTheStatus() {
        answers(408, health("green", 2, 1, 0));
        assertPasses(cluster("/orders"));
        answers(408, health("red", 2, 1, 0));
        assertFails(Code.BACKEND_UNHEALTHY, cluster("/orders"));
        answers(408, health("red", 2, 0, 1));
        assertFails(Code.BACKEND_UNHEALTHY, cluster("/orders"));
        answers(408, health("red", 2, 0, 0).replace("\"initializing_shards\":0", "\"initializing_shards\":1"));
        assertFails(Code.BACKEND_UNHEALTHY, cluster("/orders"));
        answers(408, "{}");
        assertFails(Code.BACKEND_STATUS, cluster("/orders"));
        answers(408, "too late");
        assertFails(Code.BACKEND_STATUS, cluster());
    }

    @Test
    void healthWithoutNumbersIsToldWithoutThem() {
        answers(200, "{\"status\":\"yellow\"}");

        CheckResult result = result(cluster());

        assertEquals(Outcome.PASSED, result.outcome());
        assertEquals("the cluster is yellow", result.problems().get(0).summary());
        assertEquals(
                "? shards on no node, ? nodes",
                Answers.fact("found", result.problems().get(0)));
    }
}
