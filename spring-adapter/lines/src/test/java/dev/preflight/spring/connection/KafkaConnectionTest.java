package dev.preflight.spring.connection;

import static dev.preflight.spring.connection.Contexts.closedPort;
import static dev.preflight.spring.connection.Contexts.only;
import static dev.preflight.spring.connection.Contexts.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.ProducerFactory;

/** Kafka by what its factories were given. */
@Tag("slow")
@Tag("servers")
class KafkaConnectionTest {
    @TempDir
    static Path directory;

    private final ApplicationContextRunner runner = Contexts.with("Kafka", "Ssl");

    @Test
    void bootstrapServersAreGreetedOnce() throws IOException {
        try (FakeKafka broker = FakeKafka.plain()) {
            assertThat(verdicts(runner.withPropertyValues("spring.kafka.bootstrap-servers=127.0.0.1:" + broker.port()
                            + ",127.0.0.1:" + closedPort())))
                    .containsExactly("PASSED kafka backend.refused");
        }
        assertThat(verdicts(runner.withPropertyValues("spring.kafka.bootstrap-servers=127.0.0.1:" + closedPort())))
                .containsExactly("FAILED kafka backend.refused");
    }

    @Test
    void consumersAndProducersMayHaveServersOfTheirOwn() throws IOException {
        try (FakeKafka broker = FakeKafka.plain()) {
            assertThat(verdicts(runner.withPropertyValues(
                            "spring.kafka.bootstrap-servers=127.0.0.1:" + broker.port(),
                            "spring.kafka.consumer.bootstrap-servers=127.0.0.1:" + closedPort())))
                    .containsExactlyInAnyOrder("PASSED kafka", "FAILED kafka-consumer backend.refused");
        }
    }

    @Test
    void bundleIsTrusted() throws IOException {
        Authority authority = new Authority(directory.resolve("bundle"));
        try (FakeKafka broker = FakeKafka.tls(authority.server("localhost"))) {
            ApplicationContextRunner tls = runner.withPropertyValues(
                    "spring.kafka.bootstrap-servers=localhost:" + broker.port(), "spring.kafka.security.protocol=SSL");

            assertThat(verdicts(tls)).containsExactly("FAILED kafka tls.untrusted");
            assertThat(verdicts(tls.withPropertyValues(
                            "spring.kafka.ssl.bundle=stream",
                            "spring.ssl.bundle.pem.stream.truststore.certificate=" + authority.authority())))
                    .containsExactly("PASSED kafka");
        }
    }

    @Test
    void propertiesOfKafkaItselfCount() throws IOException {
        Authority authority = new Authority(directory.resolve("properties"));
        try (FakeKafka broker = FakeKafka.tls(authority.server("localhost"))) {
            ApplicationContextRunner tls = runner.withPropertyValues(
                    "spring.kafka.bootstrap-servers=localhost:" + broker.port(),
                    "spring.kafka.properties.security.protocol=SASL_SSL",
                    "spring.kafka.properties.ssl.truststore.type=PEM",
                    "spring.kafka.properties.ssl.truststore.location=" + authority.authority());

            assertThat(only(tls).rungs().toString()).contains("name=login, detail=not tried");
            assertThat(verdicts(tls)).containsExactly("PASSED kafka");
            ApplicationContextRunner stored = tls.withPropertyValues(
                    "spring.kafka.properties.ssl.truststore.type=PKCS12",
                    "spring.kafka.properties.ssl.truststore.location=" + authority.store("client"),
                    "spring.kafka.properties.ssl.truststore.password=" + authority.password());
            assertThat(verdicts(stored)).containsExactly("PASSED kafka");
            ApplicationContextRunner elsewhere =
                    stored.withPropertyValues("spring.kafka.bootstrap-servers=127.0.0.1:" + broker.port());
            assertThat(verdicts(elsewhere)).containsExactly("FAILED kafka tls.wrong-host");
            assertThat(verdicts(elsewhere.withPropertyValues(
                            "spring.kafka.properties.ssl.endpoint.identification.algorithm=")))
                    .containsExactly("PASSED kafka");
        }
    }

    @Test
    void factoriesOfTheApplicationAreNoneOfTheDetails() {
        assertThat(verdicts(runner.withBean(ConsumerFactory.class, () -> new DefaultKafkaConsumerFactory<>(Map.of()))
                        .withBean(ProducerFactory.class, () -> new DefaultKafkaProducerFactory<>(Map.of()))))
                .isEmpty();
    }
}
