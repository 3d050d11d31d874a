package dev.preflight.spring.connection;

import static dev.preflight.spring.connection.Contexts.closedPort;
import static dev.preflight.spring.connection.Contexts.report;
import static dev.preflight.spring.connection.Contexts.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.preflight.report.Report;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The data source of Spring Boot, checked through the driver before its pool is there. */
class JdbcConnectionTest {
    @TempDir
    static Path directory;

    private static EmbeddedPostgres server;

    private final ApplicationContextRunner runner = Contexts.with("DataSource");

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false)
                .start();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role app login password 'tr0mbone-solo'");
            Files.writeString(
                    directory.resolve("data/pg_hba.conf"),
                    "host all postgres 127.0.0.1/32 trust\nhost all app 127.0.0.1/32 scram-sha-256\n");
            String before = loaded(statement);
            statement.execute("select pg_reload_conf()");
            while (loaded(statement).equals(before)) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void databaseInMemoryThatNobodyChoseIsAWarning() {
        assertThat(verdicts(runner)).containsExactly("WARNED database config.absent");
        assertThat(report(runner).toString())
                .contains("is one in memory that nobody chose")
                .contains("spring.datasource.url is empty, so that jdbc:h2 is used; the driver org.postgresql.Driver")
                .contains("fix     set spring.datasource.url, or spring.datasource.embedded-database-connection");
        assertThat(verdicts(runner.withPropertyValues("spring.datasource.url=${DB_URL_OF_NOBODY:}")))
                .containsExactly("WARNED database config.absent");
    }

    @Test
    void databaseInMemoryThatSomebodyChoseIsNoMatter() {
        assertThat(verdicts(runner.withPropertyValues("spring.datasource.url=jdbc:h2:mem:chosen")))
                .isEmpty();
        assertThat(verdicts(runner.withPropertyValues("spring.datasource.embedded-database-connection=h2")))
                .isEmpty();
    }

    /** The server reads its files a moment after it is told to. */
    private static String loaded(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select pg_conf_load_time()")) {
            rows.next();
            return rows.getString(1);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private ApplicationContextRunner at(int port, String database) {
        return runner.withPropertyValues(
                "spring.datasource.url=jdbc:postgresql://127.0.0.1:" + port + "/" + database,
                "spring.datasource.username=app",
                "spring.datasource.password=tr0mbone-solo");
    }

    @Test
    void databaseThatTakesTheLoginPassesBeforeThePoolStarts() {
        at(server.getPort(), "postgres").run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(HikariDataSource.class).isRunning()).isFalse();
        });
        assertThat(verdicts(at(server.getPort(), "postgres"))).containsExactly("PASSED postgresql");
    }

    @Test
    void databaseThatIsNotThereOrDownFails() {
        assertThat(verdicts(at(server.getPort(), "oders"))).containsExactly("FAILED postgresql backend.database");
        assertThat(verdicts(at(closedPort(), "postgres"))).containsExactly("FAILED postgresql backend.refused");
        assertThat(report(at(closedPort(), "postgres")).toString())
                .contains("fix     start postgresql, or correct spring.datasource");
    }

    /** A container with little of a processor takes seconds to load the driver, and is healthy all the same. */
    @Test
    void databaseIsGivenMoreTimeThanOtherBackends() {
        Report report = report(at(server.getPort(), "postgres"));
        assertThat(report.results().get(0).check().settings().timeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void wrongPasswordFailsUnseen() {
        Report report =
                report(at(server.getPort(), "postgres").withPropertyValues("spring.datasource.password=clarinet-duo"));

        assertThat(report.toString())
                .contains("FAIL  backend postgresql  login rejected")
                .doesNotContain("clarinet");
        assertThat(report.exitCode()).isEqualTo(69);
    }

    @Test
    void propertiesOfThePoolCountAsThePoolCountsThem() {
        ApplicationContextRunner pooled = at(server.getPort(), "postgres")
                .withPropertyValues("spring.datasource.hikari.data-source-properties.sslmode=require");

        assertThat(verdicts(pooled)).hasSize(1).first().asString().startsWith("FAILED postgresql");
        assertThat(verdicts(at(closedPort(), "postgres")
                        .withPropertyValues("spring.datasource.hikari.jdbc-url=jdbc:postgresql://127.0.0.1:"
                                + server.getPort() + "/postgres")))
                .containsExactly("PASSED postgresql");
    }

    @Test
    void embeddedDatabaseNeedsNoCheck() {
        assertThat(verdicts(runner.withPropertyValues("spring.datasource.url=jdbc:h2:mem:orders")))
                .isEmpty();
    }

    @Test
    void dataSourceOfTheApplicationIsNoneOfTheDetails() {
        JdbcDataSource own = new JdbcDataSource();
        own.setUrl("jdbc:h2:mem:orders");
        assertThat(verdicts(at(closedPort(), "postgres").withBean(DataSource.class, () -> own)))
                .isEmpty();
    }

    @Test
    void unresolvedPlaceholderIsTheOneFailureAndTheDatabaseIsSkipped() {
        ApplicationContextRunner unresolved = runner.withInitializer(context -> context.getEnvironment()
                .getPropertySources()
                .addFirst(new OriginTrackedMapPropertySource(
                        "Config resource 'file [application.yml]' via location 'test'",
                        Map.of("spring.datasource.url", "jdbc:postgresql://${DATABASE_HOST}:5432/orders"))));

        assertThat(verdicts(unresolved))
                .containsExactly("FAILED DATABASE_HOST placeholder.unresolved", "SKIPPED postgresql");
    }

    @Test
    void detailsThatNobodyCanReadFailAsConfigurationWithoutTheirSecrets() {
        Report report = report(
                runner.withPropertyValues("spring.datasource.url=jdb:postgresql://app:sw0rdfish-4@127.0.0.1/orders"));

        assertThat(report.exitCode()).isEqualTo(78);
        assertThat(report.toString())
                .contains("FAIL  backend database  nobody can tell where it is")
                .contains("fix     correct spring.datasource")
                .doesNotContain("sw0rdfish");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/orders, postgresql",
        "jdbc:mysql://db/orders, mysql",
        "jdbc:sqlserver://db;databaseName=orders, sqlserver",
        "jdbc:oracle:thin:@db:1521/orders, oracle",
        "jdbc:p6spy:mariadb://db/orders, mariadb",
        "jdbc:aws-wrapper:postgresql://db/orders, postgresql",
        "jdbc:${VENDOR}://db, database",
        "orders, database"
    })
    void checkIsCalledAsTheProduct(String url, String product) {
        assertThat(JdbcChecks.product(url)).isEqualTo(product);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:mem:orders, true",
        "jdbc:h2:./orders, true",
        "jdbc:h2:tcp://db/orders, false",
        "jdbc:hsqldb:mem:orders, true",
        "jdbc:hsqldb:hsql://db/orders, false",
        "jdbc:derby:orders;create=true, true",
        "jdbc:derby://db/orders, false",
        "jdbc:sqlite:orders.db, true",
        "jdbc:tc:postgresql:16:///orders, true",
        "jdbc:postgresql://db/orders, false"
    })
    void databaseInTheProcessIsEmbedded(String url, boolean embedded) {
        assertThat(JdbcChecks.isEmbedded(url)).isEqualTo(embedded);
    }
}
