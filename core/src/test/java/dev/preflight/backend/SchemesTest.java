package dev.preflight.backend;

import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.preflight.problem.Code;
import dev.preflight.problem.Rung;
import dev.preflight.report.CheckResult;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schemes that have a check of their own too: {@code http}, {@code https}, {@code tcp} and {@code tls}. */
class SchemesTest {
    @TempDir
    static Path directory;

    private static HttpServer plain;
    private static HttpsServer secure;
    private static Path authority;

    @BeforeAll
    static void start() throws IOException {
        TestAuthority certificates = new TestAuthority();
        authority = certificates.pem(directory.resolve("ca.pem"));
        SSLContext tls = certificates.server(certificates.identity("localhost"));
        plain = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 5);
        secure = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 5);
        secure.setHttpsConfigurator(new HttpsConfigurator(tls));
        for (HttpServer server : List.of(plain, secure)) {
            server.createContext("/up", exchange -> {
                exchange.sendResponseHeaders(
                        "a=b".equals(exchange.getRequestURI().getQuery()) ? 204 : 400, -1);
                exchange.close();
            });
            server.createContext("/moved", exchange -> {
                exchange.getResponseHeaders().add("Location", "/up?a=b");
                exchange.sendResponseHeaders(302, -1);
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

    private static String at(HttpServer server, String scheme) {
        return scheme + "://localhost:" + server.getAddress().getPort();
    }

    private static List<String> rungs(CheckResult result) {
        return result.rungs().stream().map(Rung::name).toList();
    }

    @Test
    void httpKeepsThePromiseOfItsOwnCheck() {
        assertEquals(List.of("DNS", "TCP", "HTTP"), rungs(assertPasses(service("web", at(plain, "http") + "/up?a=b"))));
        assertPasses(service("web", at(plain, "http") + "/moved"));
        assertFails(Code.BACKEND_STATUS, service("web", at(plain, "http") + "/nowhere"));
        assertFails(Code.BACKEND_URL, service("web", at(plain, "http") + ",localhost:1/up"));
    }

    @Test
    void httpsKeepsThePromiseOfItsOwnCheck() {
        Service service = service("web", at(secure, "https") + "/up?a=b");

        assertEquals(List.of("DNS", "TCP", "TLS", "HTTP"), rungs(assertPasses(service.trusting(authority.toString()))));
        assertFails(Code.TLS_UNTRUSTED, service);
    }

    @Test
    void tcpNeedsOnlyAConnection() {
        assertEquals(List.of("DNS", "TCP"), rungs(assertPasses(service("port", at(plain, "tcp")))));
    }

    @Test
    void tlsNeedsOnlyAHandshake() {
        Service service = service("port", at(secure, "tls"));

        assertEquals(List.of("DNS", "TCP", "TLS"), rungs(assertPasses(service.trusting(authority.toString()))));
        assertFails(Code.TLS_UNTRUSTED, service);
    }

    @Test
    void portMustBeNamedWhereTheSchemeHasNone() {
        String text = problems(service("port", "tcp://localhost"));

        assertEquals("""
                FAIL  backend port  its URL cannot be used                                        [backend.url]
                      why     it has no port, and its scheme has none of its own
                      fix     correct the URL""", text);
        assertTrue(problems(service("port", "tls://localhost")).contains("it has no port"));
    }
}
