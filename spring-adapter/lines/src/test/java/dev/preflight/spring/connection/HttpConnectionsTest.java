package dev.preflight.spring.connection;

import static dev.preflight.spring.connection.Contexts.closedPort;
import static dev.preflight.spring.connection.Contexts.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** What is spoken to by HTTP: search clusters, issuers of tokens, config servers. */
class HttpConnectionsTest {
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private HttpServer server;
    private String base;
    private String login = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        base = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/", exchange -> {
            String page = pages.get(exchange.getRequestURI().getPath());
            String sent = exchange.getRequestHeaders().getFirst("Authorization");
            boolean isIn = login.isEmpty() || login.equals(sent);
            byte[] body = (page == null ? "" : page).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("X-Elastic-Product", "Elasticsearch");
            exchange.sendResponseHeaders(isIn ? page == null ? 404 : 200 : 401, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private ApplicationContextRunner elasticsearch(String... properties) {
        return Contexts.with("ElasticsearchRestClient", "Jackson", "Ssl")
                .withPropertyValues("spring.elasticsearch.uris=" + base)
                .withPropertyValues(properties);
    }

    @Test
    void searchClusterIsAskedForItsHealthAsItsUser() {
        login = basic("app:tr0mbone-solo");
        pages.put("/_cluster/health", "{\"status\":\"green\",\"number_of_nodes\":1}");
        String[] user = {"spring.elasticsearch.username=app", "spring.elasticsearch.password=tr0mbone-solo"};

        assertThat(verdicts(elasticsearch(user))).containsExactly("PASSED elasticsearch");
        assertThat(verdicts(elasticsearch("spring.elasticsearch.username=app", "spring.elasticsearch.password=no")))
                .containsExactly("FAILED elasticsearch backend.login");
        pages.put("/_cluster/health", "{\"status\":\"red\",\"number_of_nodes\":1}");
        assertThat(verdicts(elasticsearch(user))).containsExactly("FAILED elasticsearch backend.unhealthy");
        assertThat(verdicts(elasticsearch("spring.elasticsearch.uris=http://127.0.0.1:" + closedPort())))
                .containsExactly("FAILED elasticsearch backend.refused");
    }

    @Test
    void searchClusterBehindAPathAnswersThere() {
        pages.put("/search/", "{}");

        assertThat(verdicts(elasticsearch("spring.elasticsearch.path-prefix=/search")))
                .containsExactly("PASSED elasticsearch");
        assertThat(verdicts(elasticsearch("spring.elasticsearch.path-prefix=/nowhere")))
                .containsExactly("FAILED elasticsearch backend.status");
    }

    private WebApplicationContextRunner resources(String property) {
        return Contexts.web("OAuth2ResourceServer")
                .withPropertyValues("spring.security.oauth2.resourceserver.jwt." + property)
                .withInitializer(context -> context.addBeanFactoryPostProcessor(Contexts.lazily()));
    }

    @Test
    void issuerHasMetadataAboutItself() {
        String issuer = base + "/realms/shop";
        pages.put("/realms/shop/.well-known/openid-configuration", "{\"issuer\":\"" + issuer + "\"}");

        assertThat(verdicts(resources("issuer-uri=" + issuer))).containsExactly("PASSED oauth2-issuer");
        pages.clear();
        assertThat(verdicts(resources("issuer-uri=" + issuer))).containsExactly("FAILED oauth2-issuer backend.status");
        pages.put("/.well-known/oauth-authorization-server/realms/shop", "{\"issuer\":\"" + issuer + "\"}");
        assertThat(verdicts(resources("issuer-uri=" + issuer))).containsExactly("PASSED oauth2-issuer");
        pages.put("/realms/shop/.well-known/openid-configuration", "{\"issuer\":\"https://other.example\"}");
        assertThat(verdicts(resources("issuer-uri=" + issuer))).containsExactly("FAILED oauth2-issuer backend.content");
        assertThat(verdicts(resources("issuer-uri=http://127.0.0.1:" + closedPort())))
                .containsExactly("FAILED oauth2-issuer backend.refused");
    }

    @Test
    void keysAreThereWhereTheyAreNamed() {
        pages.put("/keys", "{\"keys\":[]}");

        assertThat(verdicts(resources("jwk-set-uri=" + base + "/keys"))).containsExactly("PASSED oauth2-issuer");
        assertThat(verdicts(resources("jwk-set-uri=" + base + "/other")))
                .containsExactly("FAILED oauth2-issuer backend.status");
    }

    @Test
    void providersThatUsersLogInAtHaveMetadata() {
        ApplicationContextRunner runner = Contexts.with("OAuth2Client")
                .withPropertyValues(
                        "spring.security.oauth2.client.registration.shop.client-id=shop",
                        "spring.security.oauth2.client.registration.shop.provider=realm",
                        "spring.security.oauth2.client.provider.realm.issuer-uri=" + base + "/realms/shop",
                        "spring.security.oauth2.client.provider.unused.issuer-uri=http://127.0.0.1:1")
                .withInitializer(context -> context.addBeanFactoryPostProcessor(Contexts.lazily()));

        assertThat(verdicts(runner)).containsExactly("FAILED oauth2-realm backend.status");
        pages.put("/realms/shop/.well-known/openid-configuration", "{\"issuer\":\"" + base + "/realms/shop\"}");
        assertThat(verdicts(runner)).containsExactly("PASSED oauth2-realm");
    }

    @Test
    void configServerAnswersForTheApplication() {
        login = basic("user:tr0mbone-solo");
        pages.put("/orders/default", "{}");
        ApplicationContextRunner runner = Contexts.with()
                .withPropertyValues(
                        "spring.application.name=orders",
                        "spring.cloud.config.uri=" + base,
                        "spring.cloud.config.password=tr0mbone-solo");

        assertThat(verdicts(runner)).isEmpty();
        assertThat(verdicts(runner.withPropertyValues("spring.config.import=configserver:")))
                .containsExactly("PASSED config-server");
        assertThat(verdicts(runner.withPropertyValues(
                        "spring.config.import=configserver:", "spring.application.name=oders")))
                .containsExactly("FAILED config-server backend.status");
        assertThat(verdicts(runner.withPropertyValues(
                        "spring.config.import=optional:configserver:http://127.0.0.1:" + closedPort())))
                .containsExactly("WARNED config-server backend.refused");
    }

    @Test
    void everyImportOfConfigServersCounts() {
        int closed = closedPort();
        String down = "127.0.0.1:" + closed;
        pages.put("/application/default", "{}");
        ApplicationContextRunner runner = Contexts.with();

        assertThat(verdicts(runner.withPropertyValues(
                        "spring.config.import[0]=optional:file:./absent.properties",
                        "spring.config.import[1]=configserver:http://" + down)))
                .containsExactly(
                        "WARNED file:./absent.properties config.absent", "FAILED config-server backend.refused");
        assertThat(verdicts(runner.withPropertyValues("spring.config.import=file:./more.properties")
                        .withInitializer(fileThatImports("configserver:" + base, "optional:configserver:" + base))))
                .containsExactly("PASSED config-server");
        assertThat(verdicts(runner.withPropertyValues("spring.config.import=optional:configserver:http://" + down)
                        .withInitializer(fileThatImports("configserver:" + base))))
                .containsExactly("WARNED " + down + " backend.refused", "PASSED " + base.substring("http://".length()));
    }

    /** The property sources of files, of which an application has several. */
    private static ApplicationContextInitializer<ConfigurableApplicationContext> fileThatImports(String... locations) {
        return context -> {
            for (int i = 0; i < locations.length; i++) {
                context.getEnvironment()
                        .getPropertySources()
                        .addLast(new MapPropertySource(
                                "application-" + i + ".properties", Map.of("spring.config.import", locations[i])));
            }
        };
    }
}
