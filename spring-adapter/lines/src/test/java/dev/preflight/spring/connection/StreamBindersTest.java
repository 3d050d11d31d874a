package dev.preflight.spring.connection;

import static dev.preflight.spring.connection.Contexts.closedPort;
import static dev.preflight.spring.connection.Contexts.report;
import static dev.preflight.spring.connection.Contexts.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.stream.binder.BinderType;
import org.springframework.cloud.stream.binder.BinderTypeRegistry;
import org.springframework.cloud.stream.binder.DefaultBinderTypeRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;

/** The binders of Spring Cloud Stream for Kafka and RabbitMQ. Nothing is bound here: contexts end before, or are lazy. */
@Tag("slow")
@Tag("servers")
class StreamBindersTest {
    private static final String BROKERS = "spring.cloud.stream.kafka.binder.brokers=";

    @TempDir
    static Path directory;

    private static Qpid rabbit;

    @BeforeAll
    static void start() throws IOException {
        rabbit = new Qpid(directory, new Authority(directory));
    }

    @AfterAll
    static void stop() {
        rabbit.close();
    }

    /** Both binders are on the class path, of which the application takes one by default. */
    private final ApplicationContextRunner both = Contexts.with("Kafka", "Rabbit", "Ssl")
            .withInitializer(context -> context.addBeanFactoryPostProcessor(Contexts.lazily()))
            .withUserConfiguration(Taking.class, StreamRegistry.class);

    private final ApplicationContextRunner kafka = both.withPropertyValues("spring.cloud.stream.default-binder=kafka");

    private static String broker(String name, String type, String property) {
        return "spring.cloud.stream.binders." + name
                + (property.isEmpty() ? ".type=" + type : ".environment." + property);
    }

    @Test
    void brokersOfTheBinderAreGreetedAndTheDefaultOfTheUnusedClientIsNot() throws IOException {
        try (FakeKafka broker = FakeKafka.plain()) {
            assertThat(verdicts(kafka.withPropertyValues(BROKERS + "127.0.0.1:" + broker.port())))
                    .contains("PASSED stream-kafka")
                    .noneMatch(verdict -> verdict.startsWith("FAILED") || verdict.contains(" kafka "));
        }
        int down = closedPort();
        ApplicationContextRunner broken = kafka.withPropertyValues(BROKERS + "127.0.0.1:" + down);
        assertThat(verdicts(broken)).contains("FAILED stream-kafka backend.refused");
        assertThat(report(broken).toString())
                .contains("tried   127.0.0.1:" + down + ": DNS 127.0.0.1")
                .contains("fix     start stream-kafka, or correct spring.cloud.stream.kafka.binder.brokers (test)");
    }

    @Test
    void portMayBeLeftToTheBinder() throws IOException {
        try (FakeKafka broker = FakeKafka.plain()) {
            assertThat(verdicts(kafka.withPropertyValues(
                            BROKERS + "127.0.0.1",
                            "spring.cloud.stream.kafka.binder.default-broker-port=" + broker.port())))
                    .contains("PASSED stream-kafka");
        }
    }

    @Test
    void serversOfSpringBootCountWhereTheBinderNamesNone() throws IOException {
        try (FakeKafka broker = FakeKafka.plain()) {
            assertThat(verdicts(kafka.withPropertyValues("spring.kafka.bootstrap-servers=127.0.0.1:" + broker.port())))
                    .contains("PASSED stream-kafka");
        }
        assertThat(verdicts(kafka.withPropertyValues("spring.kafka.bootstrap-servers=127.0.0.1:" + closedPort())))
                .contains("FAILED stream-kafka backend.refused");
    }

    @Test
    void clientThatTheApplicationUsesBesideIsCheckedToo() throws IOException {
        try (FakeKafka broker = FakeKafka.plain()) {
            assertThat(verdicts(kafka.withUserConfiguration(Sending.class)
                            .withPropertyValues(
                                    BROKERS + "127.0.0.1:" + broker.port(),
                                    "spring.kafka.bootstrap-servers=127.0.0.1:" + closedPort())))
                    .contains("PASSED stream-kafka", "FAILED kafka backend.refused");
        }
    }

    @Test
    void binderThatNobodyConfiguresIsAskedAtItsDefaultWhereSomethingIsBound() {
        assertThat(report(kafka).results())
                .filteredOn(result -> result.check().name().equals("stream-kafka"))
                .singleElement()
                .matches(result -> !result.check().settings().warnOnly());
    }

    @Test
    void declaredBinderHasItsOwnEnvironment() throws IOException {
        try (FakeKafka broker = FakeKafka.plain()) {
            ApplicationContextRunner two = both.withPropertyValues(
                    broker("events", "kafka", ""),
                    broker("events", "", BROKERS + "127.0.0.1:" + broker.port()),
                    broker("orders", "rabbit", ""),
                    broker("orders", "", "spring.rabbitmq.host=127.0.0.1"),
                    broker("orders", "", "spring.rabbitmq.virtual-host=orders"),
                    broker("orders", "", "spring.rabbitmq.port=" + rabbit.port("plain")),
                    broker("orders", "", "spring.rabbitmq.username=app"),
                    broker("orders", "", "spring.rabbitmq.password=pw-of-the-app:%"),
                    "spring.cloud.stream.bindings.take-in-0.binder=events",
                    "spring.cloud.stream.bindings.take-out-0.binder=orders");
            assertThat(verdicts(two)).containsExactlyInAnyOrder("PASSED stream-events", "PASSED stream-orders");

            ApplicationContextRunner wrong =
                    two.withPropertyValues(broker("orders", "", "spring.rabbitmq.password=w0rse-Than-Nothing"));
            assertThat(verdicts(wrong))
                    .containsExactlyInAnyOrder("PASSED stream-events", "FAILED stream-orders backend.login");
            assertThat(report(wrong).toString())
                    .contains("spring.cloud.stream.binders.orders.environment.spring.rabbitmq.password (test)")
                    .doesNotContain("w0rse");
        }
    }

    @Test
    void binderThatNoBindingNamesIsAWarning() throws IOException {
        try (FakeKafka broker = FakeKafka.plain()) {
            ApplicationContextRunner spare = both.withPropertyValues(
                    broker("events", "kafka", ""),
                    broker("events", "", BROKERS + "127.0.0.1:" + broker.port()),
                    broker("spare", "kafka", ""),
                    broker("spare", "", BROKERS + "127.0.0.1:" + closedPort()),
                    "spring.cloud.stream.default-binder=events");
            assertThat(verdicts(spare)).contains("PASSED stream-events", "WARNED stream-spare backend.refused");
        }
    }

    @Test
    void binderForRabbitTakesTheClientOfSpringBootAndTheAdminAddressesAreNoneOfIt() {
        ApplicationContextRunner one = both.withPropertyValues(
                "spring.cloud.stream.default-binder=rabbit",
                "spring.cloud.stream.rabbit.binder.admin-addresses=http://127.0.0.1:" + closedPort(),
                "spring.rabbitmq.username=app",
                "spring.rabbitmq.password=pw-of-the-app:%",
                "spring.rabbitmq.virtual-host=orders");
        assertThat(verdicts(one.withPropertyValues("spring.rabbitmq.port=" + rabbit.port("plain"))))
                .contains("PASSED rabbitmq")
                .noneMatch(verdict -> verdict.startsWith("FAILED"));
        assertThat(verdicts(one.withPropertyValues("spring.rabbitmq.port=" + closedPort())))
                .contains("FAILED rabbitmq backend.refused");
    }

    @Configuration(proxyBeanMethods = false)
    static class Taking {
        @Bean
        Consumer<String> take() {
            return order -> {};
        }
    }

    /** What Spring Cloud Stream finds on the class path. */
    @Configuration(proxyBeanMethods = false)
    static class StreamRegistry {
        @Bean
        BinderTypeRegistry binderTypeRegistry() {
            Map<String, BinderType> types = new LinkedHashMap<>();
            for (String type : List.of("kafka", "rabbit")) {
                types.put(type, new BinderType(type, new Class<?>[0]));
            }
            return new DefaultBinderTypeRegistry(types);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Sending {
        @Bean
        String sender(KafkaTemplate<?, ?> template) {
            return "sends";
        }
    }
}
