package dev.preflight.backend;

import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.problems;
import static dev.preflight.backend.Verdicts.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.problem.Code;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What is promised of every server that speaks the API of Elasticsearch, against one that is open to all. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class SearchServerTests {
    private final String scheme;
    private ServerProcess server;
    private int clusterPort;
    private String uri;

    public SearchServerTests(String scheme) {
        this.scheme = scheme;
    }

    /** Starts a node in a directory, with a port for HTTP and one for its cluster. */
    abstract ServerProcess start(Path directory, int port, int clusterPort) throws IOException;

    @BeforeAll
    void boot(@TempDir Path directory) throws IOException, InterruptedException {
        clusterPort = ServerProcess.freePort();
        server = start(directory, ServerProcess.freePort(), clusterPort);
        server.await();
        uri = scheme + "://127.0.0.1:" + server.port();
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @AfterEach
    void deleteIndices() throws IOException, InterruptedException {
        ask("DELETE", "/_all", "");
    }

    private void create(String index, String settings) throws IOException, InterruptedException {
        ask("PUT", "/" + index + "?wait_for_active_shards=0&timeout=10s", "{\"settings\":{" + settings + "}}");
    }

    private void ask(String method, String target, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + target))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer::body);
    }

    /** An index whose shard is there, with a copy that finds no second node. */
    private void createYellow(String index) throws IOException, InterruptedException {
        create(index, "\"number_of_replicas\":1");
        ask("GET", "/_cluster/health/" + index + "?wait_for_status=yellow&timeout=10s", "");
    }

    @Test
    void greenClusterPasses() {
        CheckResult result = assertPasses(service("search", uri));

        assertEquals("green, 1 node", result.rungs().get(2).detail());
    }

    @Test
    void indexThatIsThereIsGreenOnItsOwn() throws IOException, InterruptedException {
        create("orders", "\"number_of_replicas\":0");
        ask("GET", "/_cluster/health/orders?wait_for_status=green&timeout=10s", "");
        createYellow("events");

        assertPasses(service("search", uri + "/orders"));
    }

    @Test
    void copyThatFindsNoNodeIsAWarning() throws IOException, InterruptedException {
        createYellow("orders");

        for (String path : List.of("", "/orders", "/ord*")) {
            CheckResult result = result(service("search", uri + path));

            assertEquals(Outcome.PASSED, result.outcome());
            assertEquals("the cluster is yellow", result.problems().get(0).summary());
        }
    }

    @Test
    void shardThatFindsNoNodeIsUnhealthy() throws IOException, InterruptedException {
        create("orders", "\"number_of_replicas\":0,\"routing.allocation.require.box\":\"none\"");

        assertFails(Code.BACKEND_UNHEALTHY, service("search", uri));
        assertFails(Code.BACKEND_UNHEALTHY, service("search", uri + "/orders"));
    }

    @Test
    void indexThatIsMissingIsAProblem() throws IOException, InterruptedException {
        createYellow("orders");

        assertFails(Code.BACKEND_DATABASE, service("search", uri + "/no-such-index"));
    }

    @Test
    void oneOfSeveralIndicesThatIsMissingIsAProblem() throws IOException, InterruptedException {
        createYellow("orders");

        assertFails(Code.BACKEND_DATABASE, service("search", uri + "/orders,no-such-index"));
    }

    @Test
    void patternThatNoIndexMatchesIsAProblem() throws IOException, InterruptedException {
        createYellow("orders");

        assertFails(Code.BACKEND_DATABASE, service("search", uri + "/no-such-*"));
    }

    @Test
    void closedIndexIsStillThere() throws IOException, InterruptedException {
        createYellow("orders");
        ask("POST", "/orders/_close", "");
        ask("GET", "/_cluster/health/orders?wait_for_status=yellow&timeout=10s", "");

        assertEquals(Outcome.PASSED, result(service("search", uri + "/orders")).outcome());
    }

    @Test
    void portOfTheClusterIsNotTakenForThatOfHttp() {
        String text = problems(service("search", scheme + "://127.0.0.1:" + clusterPort));

        assertTrue(text.contains("[backend.wrong-protocol]"), text);
    }

    @Test
    void portThatNobodyListensOnRefuses() throws IOException {
        assertFails(Code.BACKEND_REFUSED, service("search", scheme + "://127.0.0.1:" + ServerProcess.freePort()));
    }
}
