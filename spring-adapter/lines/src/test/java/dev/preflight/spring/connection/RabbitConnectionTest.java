package dev.preflight.spring.connection;

import static dev.preflight.spring.connection.Contexts.closedPort;
import static dev.preflight.spring.connection.Contexts.report;
import static dev.preflight.spring.connection.Contexts.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.preflight.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** RabbitMQ by its connection details, against a broker of the same protocol. */
@Tag("slow")
@Tag("servers")
class RabbitConnectionTest {
    @TempDir
    static Path directory;

    private static Authority authority;
    private static Qpid broker;

    private final ApplicationContextRunner runner = Contexts.with("Rabbit", "Ssl");

    @BeforeAll
    static void start() throws IOException {
        authority = new Authority(directory);
        broker = new Qpid(directory, authority);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private ApplicationContextRunner at(int port, String virtualHost, String password) {
        return runner.withPropertyValues(
                "spring.rabbitmq.host=localhost",
                "spring.rabbitmq.port=" + port,
                "spring.rabbitmq.username=app",
                "spring.rabbitmq.password=" + password,
                "spring.rabbitmq.virtual-host=" + virtualHost);
    }

    @Test
    void loginAndVirtualHostAreTried() {
        int port = broker.port("plain");

        assertThat(verdicts(at(port, "orders", "pw-of-the-app:%"))).containsExactly("PASSED rabbitmq");
        assertThat(verdicts(at(port, "oders", "pw-of-the-app:%"))).containsExactly("FAILED rabbitmq backend.database");
        assertThat(verdicts(at(closedPort(), "orders", "pw-of-the-app:%")))
                .containsExactly("FAILED rabbitmq backend.refused");
        Report report = report(at(port, "orders", "clarinet-duo"));
        assertThat(report.toString()).contains("[backend.login]").doesNotContain("clarinet");
    }

    @Test
    void addressesCountBeforeHostAndPort() {
        String up = "amqp://app:pw-of-the-app:%@127.0.0.1:" + broker.port("plain") + "/orders";
        String down = "amqp://127.0.0.1:" + closedPort();

        assertThat(verdicts(at(1, "oders", "clarinet-duo")
                        .withPropertyValues("spring.rabbitmq.addresses=" + up + "," + down)))
                .containsExactly("PASSED rabbitmq backend.refused");
    }

    @Test
    void bundleIsTrusted() {
        ApplicationContextRunner tls = at(broker.port("tls"), "orders", "pw-of-the-app:%");

        assertThat(verdicts(tls.withPropertyValues("spring.rabbitmq.ssl.enabled=true")))
                .containsExactly("FAILED rabbitmq tls.untrusted");
        assertThat(verdicts(tls.withPropertyValues(
                        "spring.rabbitmq.ssl.bundle=queue",
                        "spring.ssl.bundle.pem.queue.truststore.certificate=" + authority.authority())))
                .containsExactly("PASSED rabbitmq");
    }

    @Test
    void storesWithoutABundleAreTrusted() {
        ApplicationContextRunner tls = at(broker.port("tls"), "orders", "pw-of-the-app:%")
                .withPropertyValues(
                        "spring.rabbitmq.ssl.enabled=true",
                        "spring.rabbitmq.ssl.trust-store=file:" + authority.store("client"),
                        "spring.rabbitmq.ssl.trust-store-type=PKCS12",
                        "spring.rabbitmq.ssl.trust-store-password=" + authority.password());

        assertThat(verdicts(tls)).containsExactly("PASSED rabbitmq");
        assertThat(verdicts(tls.withPropertyValues("spring.rabbitmq.host=127.0.0.1")))
                .containsExactly("FAILED rabbitmq tls.wrong-host");
        assertThat(verdicts(tls.withPropertyValues(
                        "spring.rabbitmq.host=127.0.0.1", "spring.rabbitmq.ssl.verify-hostname=false")))
                .containsExactly("PASSED rabbitmq");
        assertThat(verdicts(at(broker.port("tls"), "orders", "pw-of-the-app:%")
                        .withPropertyValues(
                                "spring.rabbitmq.ssl.enabled=true",
                                "spring.rabbitmq.ssl.validate-server-certificate=false")))
                .containsExactly("PASSED rabbitmq");
        assertThat(report(tls.withPropertyValues("spring.rabbitmq.ssl.trust-store=" + authority.store("client")))
                        .exitCode())
                .isEqualTo(78);
    }

    @Test
    void factoryOfTheApplicationIsNoneOfTheDetails() {
        assertThat(verdicts(runner.withBean(ConnectionFactory.class, () -> new CachingConnectionFactory("localhost"))))
                .isEmpty();
    }
}
