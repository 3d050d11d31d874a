package dev.preflight.spring.connection;

import static dev.preflight.spring.connection.Contexts.closedPort;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import dev.preflight.report.Report;
import dev.preflight.spring.PreflightFailedException;
import dev.preflight.spring.Reports;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.pulsar.core.PulsarClientBuilderCustomizer;
import org.springframework.util.ClassUtils;
import redis.embedded.RedisServer;

/** Beans of the application that change what a client of Spring Boot does. */
class CustomizersTest {
    private static final String[] HEALTH = {
        "HealthEndpoint", "HealthContributor", "HealthContributorRegistry", "Endpoint"
    };

    private static RedisServer redis;
    private static int port;

    private final ApplicationContextRunner runner = Contexts.with("Redis", "DataRedis", "Ssl");

    @BeforeAll
    static void start() throws IOException {
        port = closedPort();
        redis = RedisServer.newRedisServer().port(port).bind("127.0.0.1").build();
        redis.start();
    }

    @AfterAll
    static void stop() throws IOException {
        redis.stop();
    }

    /** All verdicts of a context, whether it starts or not. */
    static List<String> verdicts(ApplicationContextRunner runner) {
        List<String> verdicts = new ArrayList<>();
        runner.run(context -> {
            if (context.getStartupFailure() == null) {
                for (Report report : context.getBean(Reports.class).all()) {
                    report.results().forEach(result -> verdicts.add(Contexts.verdict(result)));
                }
                return;
            }
            for (Throwable each = context.getStartupFailure(); each != null; each = each.getCause()) {
                if (each instanceof PreflightFailedException failed) {
                    failed.report().results().forEach(result -> verdicts.add(Contexts.verdict(result)));
                    return;
                }
            }
            throw new AssertionError("the context failed for something else", context.getStartupFailure());
        });
        return verdicts;
    }

    /** Defines a bean of a type that has another package in each line, which does nothing. */
    private static ApplicationContextInitializer<ConfigurableApplicationContext> ofRedis(String name, String type) {
        return context -> {
            for (String details : Kind.REDIS.details()) {
                String candidate = ClassUtils.getPackageName(details) + "." + type;
                if (ClassUtils.isPresent(candidate, null)) {
                    Class<?> found = ClassUtils.resolveClassName(candidate, null);
                    register((GenericApplicationContext) context, name, found);
                }
            }
        };
    }

    private static <T> void register(GenericApplicationContext context, String name, Class<T> type) {
        context.registerBean(name, type, () -> mock(type));
    }

    @Test
    void addressThatTheApplicationSetsItselfCountsAndNotTheDetails() {
        RedisStandaloneConfiguration there = new RedisStandaloneConfiguration("127.0.0.1", port);
        assertThat(verdicts(runner.withPropertyValues("spring.data.redis.port=" + closedPort())
                        .withBean("there", RedisStandaloneConfiguration.class, () -> there)))
                .containsExactly("PASSED redis");

        RedisStandaloneConfiguration nowhere = new RedisStandaloneConfiguration("127.0.0.1", closedPort());
        assertThat(verdicts(runner.withPropertyValues("spring.data.redis.port=" + port)
                        .withBean("nowhere", RedisStandaloneConfiguration.class, () -> nowhere)))
                .containsExactly("FAILED redis backend.refused");
    }

    @Test
    void customizerLeavesItToTheClient() {
        assertThat(verdicts(runner.withPropertyValues("spring.data.redis.port=" + port)
                        .withInitializer(ofRedis("tuned", "LettuceClientConfigurationBuilderCustomizer"))))
                .containsExactly("PASSED redis");
    }

    @Test
    void contributorOfTheClientIsAskedWhereThereIsOne() {
        List<String> names = new ArrayList<>(List.of(HEALTH));
        names.addAll(List.of(
                "Redis",
                "DataRedis",
                "Ssl",
                "RedisHealthContributor",
                "RedisReactiveHealthContributor",
                "DataRedisHealthContributor",
                "DataRedisReactiveHealthContributor"));
        ApplicationContextRunner asked = Contexts.with(names.toArray(new String[0]))
                .withBean(
                        "there",
                        RedisStandaloneConfiguration.class,
                        () -> new RedisStandaloneConfiguration("127.0.0.1", port));
        assertThat(verdicts(asked)).containsExactly("PASSED redis");
        assertThat(verdicts(asked.withPropertyValues("management.health.redis.enabled=false")))
                .containsExactly("PASSED redis");
    }

    @Test
    void factoriesOfKafkaOfTheApplicationAreAskedWhereTheyConnectTo() throws IOException {
        ApplicationContextRunner kafka = Contexts.with("Kafka", "Ssl");
        try (FakeKafka broker = FakeKafka.plain()) {
            assertThat(verdicts(
                            kafka.withBean("own", ProducerFactory.class, () -> factory("127.0.0.1:" + broker.port()))))
                    .contains("PASSED kafka-own")
                    .noneMatch(verdict -> verdict.startsWith("FAILED"));
        }
        assertThat(verdicts(kafka.withBean("own", ProducerFactory.class, () -> factory("127.0.0.1:" + closedPort()))))
                .contains("FAILED kafka-own backend.refused");
        assertThat(verdicts(kafka.withBean("own", ProducerFactory.class, () -> factory("localhost"))))
                .contains("FAILED kafka-own config.invalid");
    }

    private static ProducerFactory<?, ?> factory(String servers) {
        return new DefaultKafkaProducerFactory<>(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers));
    }

    @Test
    void clientThatNobodyHereCanUseIsAWarning() {
        PulsarClientBuilderCustomizer tuned = builder -> {};
        assertThat(verdicts(Contexts.with("Pulsar", "Ssl")
                        .withPropertyValues("spring.pulsar.client.service-url=pulsar://127.0.0.1:" + closedPort())
                        .withBean("tuned", PulsarClientBuilderCustomizer.class, () -> tuned)))
                .containsExactly("WARNED pulsar backend.not-asked");
    }
}
