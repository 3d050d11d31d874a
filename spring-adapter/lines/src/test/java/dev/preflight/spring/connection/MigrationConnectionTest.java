package dev.preflight.spring.connection;

import static dev.preflight.spring.connection.Contexts.closedPort;
import static dev.preflight.spring.connection.Contexts.lazily;
import static dev.preflight.spring.connection.Contexts.report;
import static dev.preflight.spring.connection.Contexts.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.preflight.report.Report;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Databases that are migrated with a URL or a user of their own. */
class MigrationConnectionTest {
    private final String url = "jdbc:postgresql://127.0.0.1:" + closedPort() + "/orders";
    private final ApplicationContextRunner flyway = Contexts.with("DataSource", "Flyway");
    private final ApplicationContextRunner liquibase = Contexts.with("DataSource", "Liquibase");
    private final String[] embedded = {"spring.datasource.url=jdbc:h2:mem:orders"};

    @Test
    void urlOfItsOwnIsVerifiedWithItsLogin() {
        Report report = report(flyway.withPropertyValues(embedded)
                .withPropertyValues(
                        "spring.flyway.url=" + url, "spring.flyway.user=app", "spring.flyway.password=tr0mbone-solo"));

        assertThat(report.toString())
                .contains("FAIL  backend flyway  connection refused")
                .contains("tried   " + url)
                .contains("spring.flyway")
                .doesNotContain("tr0mbone");
        assertThat(verdicts(liquibase.withPropertyValues(embedded).withPropertyValues("spring.liquibase.url=" + url)))
                .containsExactly("FAILED liquibase backend.refused");
    }

    @Test
    void userOfItsOwnIsVerifiedAtTheDatabaseOfTheApplication() {
        assertThat(verdicts(flyway.withPropertyValues("spring.datasource.url=" + url, "spring.flyway.user=migrations")))
                .containsExactlyInAnyOrder("FAILED postgresql backend.refused", "FAILED flyway backend.refused");
        assertThat(verdicts(liquibase.withPropertyValues(
                        "spring.datasource.url=" + url, "spring.liquibase.user=migrations")))
                .containsExactlyInAnyOrder("FAILED postgresql backend.refused", "FAILED liquibase backend.refused");
    }

    @Test
    void withoutEitherTheDatabaseOfTheApplicationIsVerifiedOnce() {
        assertThat(verdicts(flyway.withPropertyValues("spring.datasource.url=" + url)))
                .containsExactly("FAILED postgresql backend.refused");
    }

    @Test
    void oneThatIsSwitchedOffConnectsToNothing() {
        flyway.withPropertyValues(embedded)
                .withPropertyValues("spring.flyway.url=" + url, "spring.flyway.enabled=false")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void dataSourceOfItsOwnCountsBeforeItsUrl() {
        flyway.withPropertyValues(embedded)
                .withPropertyValues("spring.flyway.url=" + url)
                .withUserConfiguration(FlywaySource.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void oneThatWaitsForItsDatabaseIsAWarning() {
        assertThat(verdicts(flyway.withPropertyValues(embedded)
                        .withPropertyValues("spring.flyway.url=" + url, "spring.flyway.connect-retries=3")
                        .withInitializer(context -> context.addBeanFactoryPostProcessor(lazily()))))
                .containsExactly("WARNED flyway backend.refused");
    }
}
