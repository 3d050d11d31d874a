package dev.preflight.spring.connection;

import static dev.preflight.spring.connection.Contexts.closedPort;
import static dev.preflight.spring.connection.Contexts.only;
import static dev.preflight.spring.connection.Contexts.report;
import static dev.preflight.spring.connection.Contexts.verdicts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.preflight.report.Report;
import dev.preflight.spring.Reports;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.AmqpTemplate;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.util.ClassUtils;

/**
 * Clients that are there because their jar is. Somebody may listen on the port that is the default of one, so that most
 * tests look at whether a failure would count, which the settings of the check say.
 */
class UsageTest {
    private static final String[] REDIS = {"Redis", "DataRedis", "Ssl"};
    private static final String[] RABBIT = {"Rabbit", "Ssl"};

    private final ApplicationContextRunner redis = Contexts.with(REDIS);
    private final ApplicationContextRunner rabbit = Contexts.with(RABBIT);
    private final ApplicationContextRunner kafka = Contexts.with("Kafka", "Ssl");

    /** Whether the only check of a context would end the start. */
    private static boolean counts(ApplicationContextRunner runner) {
        return !only(runner).check().settings().warnOnly();
    }

    @Test
    void clientThatNobodyConfiguresAndNobodyUsesIsAWarning() {
        for (ApplicationContextRunner each : List.of(redis, rabbit, kafka)) {
            assertThat(counts(each)).isFalse();
        }
    }

    @Test
    void warningSaysThatTheAddressIsADefault() {
        Report report = report(Contexts.with("Neo4j").withBean("other", String.class, () -> "nothing"));
        assertThat(report.toString())
                .contains("WARN  backend neo4j  connection refused")
                .contains("doubt   nothing configures it; localhost:7687 is the default, and nothing here uses it\n")
                .contains("switch  preflight.checks.neo4j.mode=off leaves this check out\n")
                .contains("fix     start neo4j, or correct spring.neo4j");
        assertThat(report.mayBoot()).isTrue();
    }

    @Test
    void anyPropertyBelowItsPrefixConfiguresIt() {
        assertThat(counts(redis.withPropertyValues("spring.data.redis.timeout=1s")))
                .isTrue();
        assertThat(counts(redis.withSystemProperties("spring.data.redis.client-name=orders")))
                .isTrue();
    }

    @Test
    void detailsFromElsewhereConfigureIt() {
        int port = closedPort();
        assertThat(verdicts(redis.withInitializer(context -> RedisDetails.register(context, "details", port, true))))
                .containsExactly("FAILED redis backend.refused");
    }

    @Test
    void beanOfTheApplicationThatIsGivenAClientOrATemplateUsesIt() {
        for (Class<?> each : List.of(
                GivenAClient.class,
                GivenATemplate.class,
                GivenAProvider.class,
                GivenAField.class,
                MakesATemplate.class,
                ExtendsOne.class)) {
            assertThat(counts(redis.withUserConfiguration(each)))
                    .as(each.getSimpleName())
                    .isTrue();
        }
        assertThat(counts(rabbit.withUserConfiguration(GivenAnInterface.class))).isTrue();
        assertThat(counts(kafka.withUserConfiguration(GivenAKafkaTemplate.class)))
                .isTrue();
    }

    @Test
    void beanThatHasNothingToDoWithItDoesNot() {
        assertThat(counts(redis.withUserConfiguration(Unrelated.class))).isFalse();
        assertThat(counts(rabbit.withUserConfiguration(GivenATemplateMaybe.class)))
                .isFalse();
    }

    @Test
    void listenerUsesIt() {
        assertThat(counts(rabbit.withUserConfiguration(Listening.class))).isTrue();
        assertThat(counts(kafka.withUserConfiguration(ListeningToKafka.class))).isTrue();
    }

    @Test
    void whatTheApplicationDeclaresThereUsesIt() {
        assertThat(counts(rabbit.withBean(Queue.class, () -> new Queue("orders"))))
                .isTrue();
    }

    @Test
    void cacheUsesIt() {
        assumeTrue(
                ClassUtils.isPresent("org.springframework.boot.autoconfigure.cache.CacheAutoConfiguration", null),
                "caches have a module of their own in the lines 4, which is not here");
        assertThat(counts(Contexts.with("Redis", "DataRedis", "Ssl", "Cache").withUserConfiguration(Caching.class)))
                .isTrue();
    }

    @Test
    void contributorOfSpringBootIsNotAskedWhereNobodyUsesTheClient() {
        List<String> asked = new ArrayList<>();
        Contexts.with(
                        "Neo4j",
                        "HealthEndpoint",
                        "HealthContributor",
                        "HealthContributorRegistry",
                        "Endpoint",
                        "Neo4jHealthContributor")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    for (Report report : context.getBean(Reports.class).all()) {
                        Contexts.results(report).forEach(result -> asked.add(Contexts.verdict(result)));
                    }
                });
        assertThat(asked).containsExactly("WARNED neo4j backend.refused");
    }

    @Test
    void applicationMaySayThatItCanDoWithout() {
        String down = "spring.data.redis.port=" + closedPort();
        assertThat(verdicts(redis.withPropertyValues(down))).containsExactly("FAILED redis backend.refused");
        assertThat(verdicts(redis.withPropertyValues(down, "management.health.defaults.enabled=false")))
                .containsExactly("FAILED redis backend.refused");
        ApplicationContextRunner without = redis.withPropertyValues(down, "management.health.redis.enabled=false");
        assertThat(verdicts(without)).containsExactly("WARNED redis backend.refused");
        assertThat(report(without).toString())
                .contains("doubt   management.health.redis.enabled is false: the application can do without it\n");
    }

    @Test
    void databaseWhoseUrlIsSetIsNeededAllTheSame() {
        assertThat(verdicts(Contexts.with("DataSource")
                        .withPropertyValues(
                                "spring.datasource.url=jdbc:postgresql://127.0.0.1:" + closedPort() + "/orders",
                                "management.health.db.enabled=false")))
                .containsExactly("FAILED postgresql backend.refused");
    }

    /** So that a switch of an operator meets the same check on every machine. */
    @Test
    void databaseHasOneNameWhateverVariablesAreSet() {
        String url = "jdbc:postgresql://127.0.0.1:" + closedPort() + "/orders";
        ApplicationContextRunner database = Contexts.with("DataSource").withSystemProperties("DB_URL=" + url);
        assertThat(verdicts(database.withPropertyValues("spring.datasource.url=${DB_URL}")))
                .containsExactly("FAILED database backend.refused");
        assertThat(verdicts(database.withPropertyValues("spring.datasource.url=${DB_URL:jdbc:mariadb://db/orders}")))
                .containsExactly("FAILED mariadb backend.refused");
        assertThat(verdicts(database.withPropertyValues("spring.datasource.url=" + url)))
                .containsExactly("FAILED postgresql backend.refused");
    }

    @Test
    void mongoIsCalledDifferentlyInTheLines() {
        for (String name : List.of("mongo", "mongodb")) {
            String port = String.valueOf(closedPort());
            assertThat(verdicts(Contexts.with("Mongo")
                            .withPropertyValues(
                                    "spring.data.mongodb.port=" + port,
                                    "spring.mongodb.port=" + port,
                                    "management.health." + name + ".enabled=false")))
                    .containsExactly("WARNED mongodb backend.refused");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class GivenAClient {
        @Bean
        String orders(RedisConnectionFactory factory) {
            return "orders";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class GivenATemplate {
        GivenATemplate(StringRedisTemplate template) {}
    }

    @Configuration(proxyBeanMethods = false)
    static class GivenAProvider {
        @Bean
        String orders(ObjectProvider<RedisTemplate<Object, Object>> template) {
            return "orders";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class GivenAField {
        @Autowired
        private StringRedisTemplate template;
    }

    @Configuration(proxyBeanMethods = false)
    static class MakesATemplate {
        @Bean
        RedisTemplate<String, Long> counters(RedisConnectionFactory factory) {
            RedisTemplate<String, Long> template = new RedisTemplate<>();
            template.setConnectionFactory(factory);
            return template;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ExtendsOne extends GivenAField {}

    @Configuration(proxyBeanMethods = false)
    static class GivenAnInterface {
        @Bean
        String orders(AmqpTemplate template) {
            return "orders";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class GivenAKafkaTemplate {
        @Bean
        String orders(KafkaTemplate<?, ?> template) {
            return "orders";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Unrelated {
        @Bean
        String orders(ObjectProvider<Runnable> jobs, ObjectProvider<org.springframework.context.Lifecycle> all) {
            return "orders";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class GivenATemplateMaybe {
        @Bean
        String orders(List<AutoCloseable> closeables) {
            return "orders";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Listening {
        @Bean
        Object listener() {
            return "nothing";
        }

        @RabbitListener(queues = "orders", autoStartup = "false")
        void take(String order) {}
    }

    @Configuration(proxyBeanMethods = false)
    static class ListeningToKafka {
        @KafkaListener(topics = "orders", autoStartup = "false")
        void take(String order) {}
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching
    static class Caching {}
}
