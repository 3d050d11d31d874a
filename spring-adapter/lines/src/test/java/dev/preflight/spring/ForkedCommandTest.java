package dev.preflight.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.preflight.spring.orders.Orders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.context.annotation.Configuration;

/** Program arguments of applications as they are started in earnest: what is printed where, exit codes, no port. */
@Tag("slow")
class ForkedCommandTest {
    private static final String YAML = """
            spring.application.name: shop
            logging.level.root: debug
            shop.greeting: ${SHOP_GREETING:hello}
            shop.url: ${SHOP_URL}
            preflight.backends.cache: redis://:hunter2hunter2@127.0.0.1:1
            """;

    @TempDir
    Path directory;

    private ServerSocket taken;
    private Forked shop;

    /** The port of the application is taken: if it tried to open it, it would say so and end otherwise. */
    @BeforeEach
    void application() throws IOException {
        taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        shop = new Forked(directory)
                .argument("--server.address=127.0.0.1")
                .argument("--server.port=" + taken.getLocalPort());
        if (SpringBootVersion.getVersion().startsWith("3.")) {
            // Beside the jar that stands in for it there, it is complained about before anybody is asked anything.
            shop.withoutJars("commons-logging-");
        }
    }

    @AfterEach
    void release() throws IOException {
        taken.close();
    }

    @Test
    void reportIsAllThatIsPrintedAndTheApplicationDoesNotStart() throws Exception {
        Forked.Ended ended = shop.file("application.yml", YAML)
                .argument("--preflight")
                .argument("--preflight.enabled=false")
                .argument("--preflight-report=junit:reports/preflight.xml")
                .run();

        assertThat(ended.answer())
                .startsWith("PREFLIGHT FAILED  shop: 2 failed")
                .contains("FAIL  placeholder SHOP_URL", "application.yml:4: shop.url")
                .contains("FAIL  backend cache  connection refused");
        assertThat(ended.output()).isEqualTo(ended.answer()).doesNotContain("hunter2");
        assertThat(ended.exitCode()).isEqualTo(78);
        assertThat(Files.readString(directory.resolve("reports/preflight.xml")))
                .contains("<testcase name=\"SHOP_URL\" classname=\"shop.placeholder\"");
    }

    @Test
    void successEndsWith0AndPrintsForMachinesOnly() throws Exception {
        Forked.Ended ended = shop.file("application.yml", YAML)
                .variable("SHOP_URL", "http://example.org")
                .variable("PREFLIGHT_REPORT", "json")
                .argument("--preflight=offline")
                .argument("--preflight.env.SHOP_URL.type=url")
                .run();

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.answer()).startsWith("{").endsWith("}\n");
        assertThat(ended.output()).contains("PREFLIGHT PASSED  shop: 1 passed").doesNotContain("OPEN");
    }

    @Test
    void applicationWithoutASelfCheckSaysSoInsteadOfStarting() throws Exception {
        Forked.Ended ended = shop.main(Plain.class).argument("--preflight").run();

        assertThat(ended.output())
                .isEqualTo("preflight: this application has no self-check: it is not auto-configured,"
                        + " or leaves PreflightAutoConfiguration out" + System.lineSeparator());
        assertThat(ended.answer()).isEmpty();
        assertThat(ended.exitCode()).isEqualTo(70);
    }

    @Test
    void docsAreAllThatIsPrinted() throws Exception {
        Forked.Ended ended = shop.main(Orders.class)
                .clients()
                .file("application.yml", """
                        spring.application.name: orders
                        spring.datasource.url: ${SPRING_DATASOURCE_URL}
                        spring.data.redis.url: redis://app:${REDIS_PASSWORD}@127.0.0.1:1/2
                        """)
                .variable("SPRING_DATASOURCE_URL", "jdbc:postgresql://app:sw0rdfish-4@127.0.0.1:1/orders")
                .variable("SPRING_RABBITMQ_ADDRESSES", "amqp://app:clarinet-duo@127.0.0.1:1")
                .variable("SPRING_KAFKA_PROPERTIES_PASSWORD", "bass00n-trio")
                .argument("--preflight=docs")
                .run();

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.answer())
                .startsWith("# Configuration of orders\n")
                .contains("| `SPRING_DATASOURCE_URL` | text | yes |")
                .contains("| `REDIS_PASSWORD` | text | yes | yes |")
                .contains("| `database` | yes | the connection that the application makes | `SPRING_DATASOURCE_URL` |")
                .contains("| `redis` | yes | the connection that the application makes | `REDIS_PASSWORD` |")
                .contains("| `rabbitmq` | yes | amqp://localhost:5672/%2f answers")
                .contains("| `kafka` | yes |");
        assertThat(ended.output())
                .isEqualTo(ended.answer())
                .doesNotContain("sw0rdfish", "clarinet", "bass00n", "postgresql:");
    }

    @Configuration(proxyBeanMethods = false)
    static class Plain {
        public static void main(String[] args) {
            SpringApplication.run(Plain.class, args);
        }
    }
}
