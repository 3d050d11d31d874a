package dev.preflight.spring.connection;

import static dev.preflight.spring.connection.Contexts.closedPort;
import static dev.preflight.spring.connection.Contexts.report;
import static dev.preflight.spring.connection.Contexts.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Servers of HTTP: where configuration is imported from, and those that clients of HTTP services are made of. */
class ImportedTest {
    private final ApplicationContextRunner runner = Contexts.with();

    private HttpServer server;
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Test
    void vaultIsUnsealed() {
        ApplicationContextRunner vault = runner.withPropertyValues(
                "spring.config.import=vault://", "spring.cloud.vault.uri=http://" + address());
        assertThat(verdicts(vault)).containsExactly("PASSED vault");
        status = 503;
        assertThat(verdicts(vault)).containsExactly("FAILED vault backend.unhealthy");
        assertThat(verdicts(vault.withPropertyValues("spring.config.import=optional:vault://")))
                .containsExactly("WARNED vault backend.unhealthy");
        assertThat(verdicts(vault.withPropertyValues("spring.config.import=optional:configtree:/run/secrets/")))
                .isEmpty();
    }

    @Test
    void consulHasALeader() {
        assertThat(verdicts(runner.withPropertyValues("spring.config.import=consul:" + address())))
                .containsExactly("PASSED consul");
        ApplicationContextRunner down = runner.withPropertyValues(
                "spring.config.import=consul:",
                "spring.cloud.consul.host=127.0.0.1",
                "spring.cloud.consul.port=" + closedPort());
        assertThat(verdicts(down)).containsExactly("FAILED consul backend.refused");
        assertThat(report(down).toString())
                .contains("fix     start consul, or correct spring.cloud.consul.host (test), spring.cloud.consul.port"
                        + " (test)");
    }

    @Test
    void httpServiceThatNothingImportsIsAWarning() {
        assertThat(verdicts(runner.withPropertyValues(
                        "spring.http.serviceclient.orders.base-url=http://" + address() + "/orders",
                        "spring.http.serviceclient.stock.base-url=http://127.0.0.1:" + closedPort())))
                .containsExactlyInAnyOrder("PASSED http-orders", "WARNED http-stock backend.refused");
    }

    @Test
    void urlOfAnHttpServiceThatIsNoneIsMalformed() {
        assertThat(verdicts(runner.withPropertyValues("spring.http.serviceclient.orders.base-url=orders/api")))
                .containsExactly("FAILED http config.invalid");
    }
}
