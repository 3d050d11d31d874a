package dev.preflight.backend.wire;

import static dev.preflight.Checks.env;
import static dev.preflight.backend.Backends.http;
import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.preflight.backend.Http;
import dev.preflight.backend.RawServer;
import dev.preflight.backend.ServerProcess;
import dev.preflight.backend.TestAuthority;
import dev.preflight.backend.TunnelProxy;
import dev.preflight.backend.Verdicts;
import dev.preflight.check.EnvVar;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.problem.Rung;
import dev.preflight.report.CheckResult;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The proxies of the Java runtime, beside what its own HTTP client makes of the same properties. */
class HttpProxyTest {
    private static final List<String> PROPERTIES =
            List.of("http.proxyHost", "http.proxyPort", "https.proxyHost", "https.proxyPort", "http.nonProxyHosts");
    private static final EnvVar<String> PROXY_LOGIN = env("PROXY_LOGIN").secret();

    @TempDir
    static Path directory;

    private static final TestAuthority AUTHORITY = new TestAuthority();
    private static String authority;
    private static HttpServer plain;
    private static HttpsServer secure;

    private final Map<String, String> before = new TreeMap<>();
    private final ProxySelector selector = ProxySelector.getDefault();

    @BeforeAll
    static void start() throws IOException {
        authority = AUTHORITY.pem(directory.resolve("ca.pem")).toString();
        plain = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        secure = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(AUTHORITY.server(AUTHORITY.identity("payments.invalid"))));
        for (HttpServer server : List.of(plain, secure)) {
            server.createContext("/", exchange -> {
                boolean right = exchange.getRequestURI().getPath().equals("/health")
                        && !exchange.getRequestHeaders().containsKey("Proxy-Authorization");
                exchange.sendResponseHeaders(right ? 200 : 404, -1);
                exchange.close();
            });
            server.start();
        }
    }

    @AfterAll
    static void stop() {
        plain.stop(0);
        secure.stop(0);
    }

    @BeforeEach
    void remember() {
        for (String property : PROPERTIES) {
            String value = System.getProperty(property);
            if (value != null) {
                before.put(property, value);
            }
            System.clearProperty(property);
        }
    }

    @AfterEach
    void restore() {
        PROPERTIES.forEach(System::clearProperty);
        before.forEach(System::setProperty);
        ProxySelector.setDefault(selector);
    }

    private static void set(String scheme, int port) {
        System.setProperty(scheme + ".proxyHost", "127.0.0.1");
        System.setProperty(scheme + ".proxyPort", String.valueOf(port));
    }

    private static int deadPort() throws IOException {
        return ServerProcess.freePort();
    }

    /** The status that the client of the JDK gets. */
    private static int status(String url) throws IOException, InterruptedException {
        return HttpClient.newBuilder()
                .sslContext(AUTHORITY.client())
                .build()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static List<String> rungs(CheckResult result) {
        return result.rungs().stream().map(Rung::name).toList();
    }

    private static Problem problem(Http check, Map<String, String> environment) {
        return Verdicts.report(check, environment).results().get(0).problems().get(0);
    }

    @Test
    void hostThatOnlyTheProxyKnowsPasses() throws Exception {
        try (TunnelProxy proxy = new TunnelProxy(plain.getAddress().getPort(), "")) {
            set("http", proxy.port());
            CheckResult result = assertPasses(http("payments", "http://payments.invalid/health"));

            assertEquals(List.of("proxy", "DNS", "TCP", "HTTP"), rungs(result));
            assertEquals("127.0.0.1:" + proxy.port(), result.rungs().get(0).detail());
            assertEquals(List.of("GET http://payments.invalid/health HTTP/1.1"), proxy.asked());
            assertEquals(200, status("http://payments.invalid/health"));
            assertPasses(service("payments", "http://payments.invalid/health"));
        }
    }

    @Test
    void whatIsEncryptedGoesThroughATunnel() throws Exception {
        try (TunnelProxy proxy = new TunnelProxy(secure.getAddress().getPort(), "")) {
            set("https", proxy.port());
            Http check = http("payments", "https://payments.invalid/health");
            CheckResult result = assertPasses(check.trusting(authority));

            assertEquals(List.of("proxy", "DNS", "TCP", "CONNECT", "TLS", "HTTP"), rungs(result));
            assertEquals(List.of("CONNECT payments.invalid:443 HTTP/1.1"), proxy.asked());
            assertEquals(200, status("https://payments.invalid/health"));
            // The certificate is that of the host, whoever is in between.
            assertFails(Code.TLS_UNTRUSTED, check);
            assertFails(
                    Code.TLS_WRONG_HOST,
                    http("payments", "https://other.invalid/health").trusting(authority));
        }
    }

    @Test
    void proxyOfTheOtherSchemeIsNotUsed() throws IOException {
        set("https", deadPort());
        assertPasses(http("payments", "http://127.0.0.1:" + plain.getAddress().getPort() + "/health"));

        System.setProperty("http.nonProxyHosts", "");
        assertPasses(http("payments", "http://127.0.0.1:" + plain.getAddress().getPort() + "/health"));
    }

    @ParameterizedTest
    @CsvSource({"'', false", "127.*, true", "localhost|127.0.0.1, true", "*.example.com, true"})
    void hostsThatAreLeftOutAreConnectedToStraight(String leftOut, boolean straight) throws Exception {
        String url = "http://127.0.0.1:" + plain.getAddress().getPort() + "/health";
        set("http", deadPort());
        System.setProperty("http.nonProxyHosts", leftOut);

        if (straight) {
            assertPasses(http("payments", url));
            assertEquals(200, status(url));
        } else {
            assertFails(Code.BACKEND_REFUSED, http("payments", url));
            assertThrows(IOException.class, () -> status(url));
        }
        assertPasses(http("payments", url).direct());
    }

    @Test
    void selectorOfTheApplicationCounts() throws Exception {
        try (TunnelProxy proxy = new TunnelProxy(plain.getAddress().getPort(), "")) {
            ProxySelector.setDefault(new ProxySelector() {
                @Override
                public List<Proxy> select(URI uri) {
                    return "payments.invalid".equals(uri.getHost())
                            ? List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", proxy.port())))
                            : List.of(Proxy.NO_PROXY);
                }

                @Override
                public void connectFailed(URI uri, SocketAddress address, IOException thrown) {
                    throw new AssertionError(thrown);
                }
            });

            assertPasses(http("payments", "http://payments.invalid/health"));
            assertPasses(
                    http("payments", "http://127.0.0.1:" + plain.getAddress().getPort() + "/health"));
            assertEquals(1, proxy.asked().size());
            ProxySelector.setDefault(null);
            assertFails(Code.BACKEND_UNRESOLVED, http("payments", "http://payments.invalid/health"));
        }
    }

    @Test
    void proxyThatIsDownIsNamed() throws IOException {
        int port = deadPort();
        set("https", port);

        assertEquals(
                """
                FAIL  backend payments  proxy 127.0.0.1:%1$d: connection refused            [backend.refused]
                      tried   payments.invalid:443: proxy 127.0.0.1:%1$d in 0 ms, DNS 127.0.0.1 in 0 ms, TCP refused
                      fix     start the proxy, or correct https.proxyHost and https.proxyPort; http.nonProxyHosts or direct() leaves it out""".formatted(port),
                Verdicts.problems(http("payments", "https://payments.invalid/health"))
                        .replaceAll("\\d+ ms", "0 ms")
                        .replaceAll(" +\\[backend.refused]", "            [backend.refused]"));
    }

    @ParameterizedTest
    @CsvSource({
        "502, backend.unreachable, the proxy does not reach it",
        "504, backend.unreachable, the proxy does not reach it",
        "403, backend.not-authorised, the proxy does not let it through",
        "405, backend.status, the proxy opens no tunnel"
    })
    void proxyThatOpensNoTunnelIsToldApart(int status, String code, String summary) throws IOException {
        try (RawServer proxy = RawServer.answering("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n")) {
            set("https", proxy.port());
            Problem problem = problem(http("payments", "https://payments.invalid/health"), Map.of());

            assertEquals(code, problem.code().id());
            assertEquals(summary, problem.summary());
            assertEquals("status " + status, Verdicts.fact("found", problem));
        }
    }

    @Test
    void loginOfTheProxyIsAHeaderAndStaysWithIt() throws IOException {
        Map<String, String> environment = Map.of("PROXY_LOGIN", "Basic cHJveHk6aHVudGVyMg==");
        for (HttpServer server : List.of(plain, secure)) {
            String scheme = server == plain ? "http" : "https";
            try (TunnelProxy proxy =
                    new TunnelProxy(server.getAddress().getPort(), "Proxy-Authorization: Basic cHJv")) {
                set(scheme, proxy.port());
                Http check =
                        http("payments", scheme + "://payments.invalid/health").trusting(authority);

                assertFails(
                        Code.BACKEND_LOGIN,
                        "the proxy 127.0.0.1:" + proxy.port() + " wants a login",
                        "give the check the header Proxy-Authorization, or direct() if its client takes no proxy",
                        check);
                if (server == secure) {
                    assertEquals(
                            List.of(),
                            Verdicts.report(check.header("Proxy-Authorization", PROXY_LOGIN), environment)
                                    .results()
                                    .get(1)
                                    .problems());
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http, HTTP_PROXY, http.proxyHost and http.proxyPort",
        "http, http_proxy, http.proxyHost and http.proxyPort",
        "https, HTTPS_PROXY, https.proxyHost and https.proxyPort",
        "https, ALL_PROXY, https.proxyHost and https.proxyPort"
    })
    void variableThatJavaDoesNotReadIsNamedWhereItFails(String scheme, String variable, String properties)
            throws IOException {
        Http check = http("payments", scheme + "://127.0.0.1:" + deadPort() + "/");
        Map<String, String> proxy = Map.of(variable, "http://proxy:hunter2@proxy.example.com:3128");
        Map<String, String> leftOut = new TreeMap<>(proxy);
        leftOut.put("NO_PROXY", "example.com, 127.0.0.1");

        assertEquals(
                variable + " is set, which Java does not read; it takes the system properties " + properties,
                Verdicts.fact("proxy", problem(check, proxy)));
        assertEquals("", Verdicts.fact("proxy", problem(check, Map.of())));
        assertEquals("", Verdicts.fact("proxy", problem(check, leftOut)));
        assertEquals("", Verdicts.fact("proxy", problem(check.direct(), proxy)));
    }

    @Test
    void hostThatOnlyTheVariableLeavesOutIsNamedWhereItFails() throws IOException {
        set("http", deadPort());
        Map<String, String> environment = Map.of("no_proxy", ".invalid");

        assertEquals(
                "no_proxy names the host, which Java does not read; it takes the system property http.nonProxyHosts",
                Verdicts.fact("proxy", problem(http("payments", "http://payments.invalid/"), environment)));
        System.setProperty("http.nonProxyHosts", "*.example.com");
        assertEquals("", Verdicts.fact("proxy", problem(http("payments", "http://payments.invalid/"), environment)));
    }

    @Test
    void passingCheckSaysNothingOfVariables() {
        assertEquals(
                List.of(),
                Stream.of(http(
                                "payments",
                                "http://127.0.0.1:" + plain.getAddress().getPort() + "/health"))
                        .flatMap(check -> Verdicts.report(check, Map.of("HTTP_PROXY", "http://proxy.example.com"))
                                .results()
                                .get(0)
                                .problems()
                                .stream())
                        .toList());
    }
}
