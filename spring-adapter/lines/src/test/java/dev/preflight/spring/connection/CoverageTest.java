package dev.preflight.spring.connection;

import static dev.preflight.spring.connection.Contexts.closedPort;
import static dev.preflight.spring.connection.Contexts.lateReport;
import static dev.preflight.spring.connection.Contexts.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.preflight.report.Report;
import dev.preflight.spring.Reports;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import redis.embedded.RedisServer;

/** What is verified by a check of the connection, what by the health contributor, and that nothing is verified twice. */
class CoverageTest {
    private static RedisServer redis;
    private static int port;

    private final ApplicationContextRunner runner = Contexts.with(
            "Redis",
            "DataRedis",
            "DataSource",
            "HealthEndpoint",
            "HealthContributor",
            "HealthContributorRegistry",
            "Endpoint",
            "RedisHealthContributor",
            "RedisReactiveHealthContributor",
            "DataRedisHealthContributor",
            "DataRedisReactiveHealthContributor",
            "DataSourceHealthContributor");

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

    private static List<List<String>> passes(ApplicationContextRunner runner) {
        List<List<String>> passes = new ArrayList<>();
        runner.run(context -> {
            for (Report report : context.getBean(Reports.class).all()) {
                passes.add(report.results().stream().map(Contexts::verdict).toList());
            }
        });
        return passes;
    }

    private ApplicationContextRunner embedded() {
        return runner.withPropertyValues("spring.datasource.url=jdbc:h2:mem:orders");
    }

    @Test
    void connectionThatWasVerifiedIsNotAskedAgain() {
        assertThat(passes(embedded().withPropertyValues("spring.data.redis.port=" + port)))
                .containsExactly(List.of("PASSED redis"), List.of("PASSED db"));
    }

    @Test
    void checkThatIsLeftOutTakesItsHealthContributorAlong() {
        assertThat(passes(embedded()
                        .withPropertyValues(
                                "spring.data.redis.port=" + closedPort(), "preflight.checks.redis.mode=off")))
                .containsExactly(List.of("PASSED db"));
    }

    @Test
    void clientOfTheApplicationIsAskedForItsHealth() {
        ApplicationContextRunner own = embedded()
                .withBean(RedisConnectionFactory.class, () -> new LettuceConnectionFactory("127.0.0.1", closedPort()));

        assertThat(lateReport(own).results()).extracting(Contexts::verdict).contains("FAILED redis backend.refused");
    }

    @Test
    void secondConnectionIsCalledAfterItsBean() {
        int down = closedPort();
        ApplicationContextRunner two = embedded()
                .withInitializer(context -> RedisDetails.register(context, "orders", port, true))
                .withInitializer(context -> RedisDetails.register(context, "sessions", down, false));

        assertThat(verdicts(two)).containsExactlyInAnyOrder("FAILED redis-sessions backend.refused", "PASSED redis");
    }

    @Test
    @Timeout(60)
    void hangingDataSourceDelaysTheVerdictByNoMoreThanTheDeadline() {
        Report report = lateReport(runner.withBean(DataSource.class, HangingDataSource::new)
                .withPropertyValues("spring.data.redis.port=" + port, "preflight.deadline=700ms"));

        assertThat(report.results()).extracting(Contexts::verdict).containsExactly("FAILED db check.timeout");
        assertThat(report.took()).isLessThan(Duration.ofSeconds(3));
    }
}
