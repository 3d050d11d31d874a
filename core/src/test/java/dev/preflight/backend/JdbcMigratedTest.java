package dev.preflight.backend;

import static dev.preflight.backend.Backends.jdbc;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.DirectoryResourceAccessor;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories that Flyway and Liquibase themselves have written, in H2 and in PostgreSQL. */
@Tag("slow")
class JdbcMigratedTest {
    @TempDir
    static Path directory;

    /** Kept, since what nobody holds forgets its level. */
    private static final Logger TALK = Logger.getLogger("liquibase");

    private static final List<Connection> KEPT = new ArrayList<>();
    private static Postgres server;

    @BeforeAll
    static void start() throws IOException, SQLException {
        TALK.setLevel(Level.OFF);
        server = Postgres.start(Files.createDirectory(directory.resolve("main")));
        server.execute("create database flyway", "create database liquibase", "create database own_schema");
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        server.close();
        for (Connection each : KEPT) {
            each.close();
        }
    }

    /** A database in memory that lasts until the end of the tests. */
    private static String h2(String name) throws SQLException {
        String url = "jdbc:h2:mem:migrated-" + name;
        KEPT.add(DriverManager.getConnection(url));
        return url;
    }

    private static String postgresql(String database) {
        return server.jdbcUrl(database) + "?user=postgres";
    }

    /** Applies scripts, which are named as Flyway wants it. */
    private static void flyway(String url, String schema, String... scripts) throws IOException {
        Path files = Files.createTempDirectory(directory, "flyway");
        for (String script : scripts) {
            Files.writeString(files.resolve(script + "__test.sql"), "select 1;");
        }
        FluentConfiguration configuration = Flyway.configure()
                .dataSource(url, null, null)
                .locations("filesystem:" + files)
                .ignoreMigrationPatterns("*:missing");
        (schema.isEmpty() ? configuration : configuration.schemas(schema))
                .load()
                .migrate();
    }

    private static void liquibase(String url, String... changes) throws IOException, SQLException, LiquibaseException {
        Path files = Files.createTempDirectory(directory, "liquibase");
        StringBuilder log = new StringBuilder("--liquibase formatted sql\n");
        for (String change : changes) {
            log.append("\n--changeset test:").append(change).append("\nselect 1;\n");
        }
        Files.writeString(files.resolve("changes.sql"), log);
        try (Connection connection = DriverManager.getConnection(url, new Properties());
                Liquibase liquibase = new Liquibase(
                        "changes.sql",
                        new DirectoryResourceAccessor(files),
                        DatabaseFactory.getInstance()
                                .findCorrectDatabaseImplementation(new JdbcConnection(connection)))) {
            liquibase.update("release-7");
        }
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void flywayPassesWithThisVersionOrANewerOne() throws IOException, SQLException {
        for (String url : List.of(h2("flyway"), postgresql("flyway"))) {
            flyway(url, "", "V1", "V9", "V42.1", "R");

            CheckResult result = assertPasses(jdbc("orders-db", url).migratedTo("42"));
            assertEquals("Flyway 42.1", result.rungs().get(1).detail());
            assertPasses(jdbc("orders-db", url).migratedTo("42.1"));
            assertPasses(jdbc("orders-db", url).migratedTo("10"));
            assertFails(Code.BACKEND_SCHEMA, jdbc("orders-db", url).migratedTo("42.2"));
            assertFails(Code.BACKEND_SCHEMA, jdbc("orders-db", url).migratedTo("43"));
        }
    }

    @Test
    void historyThatIsBehindSaysHowFarItIs() throws IOException, SQLException {
        String url = h2("behind");
        flyway(url, "", "V41");

        String text = problems(jdbc("orders-db", url).migratedTo("42"))
                .replaceAll("\\d+ ms", "0 ms")
                .replaceAll("connection H2 .* in", "connection H2 in");
        assertEquals("""
                FAIL  backend orders-db  not migrated to 42                                    [backend.schema]
                      tried   jdbc:h2:mem:migrated-behind: connection H2 in 0 ms, migrations schema
                      found   version 41
                      fix     run the migrations of this release""", text);
    }

    @Test
    void baselineCountsAndRepeatableMigrationsDoNot() throws IOException, SQLException {
        String url = h2("baseline");
        Flyway.configure()
                .dataSource(url, null, null)
                .baselineVersion("40")
                .load()
                .baseline();
        flyway(url, "", "R");

        assertPasses(jdbc("orders-db", url).migratedTo("40"));
        assertFails(Code.BACKEND_SCHEMA, jdbc("orders-db", url).migratedTo("41"));
    }

    @Test
    void failedMigrationFailsWhateverElseWasApplied() throws IOException, SQLException {
        String url = h2("failed");
        flyway(url, "", "V1", "V2");
        execute(url, "update \"flyway_schema_history\" set \"success\" = false where \"version\" = '2'");

        CheckResult result =
                assertFails(Code.BACKEND_SCHEMA, jdbc("orders-db", url).migratedTo("1"));
        assertEquals("a migration has failed", result.problems().get(0).summary());
    }

    @Test
    void versionThatWasUndoneDoesNotCount() throws IOException, SQLException {
        String url = h2("undone");
        flyway(url, "", "V1", "V2");
        execute(
                url,
                "insert into \"flyway_schema_history\" values (9, '2', '', 'UNDO_SQL', 'U2', 0, '', now(), 0, true)");

        assertPasses(jdbc("orders-db", url).migratedTo("1"));
        assertFails(Code.BACKEND_SCHEMA, jdbc("orders-db", url).migratedTo("2"));
    }

    @Test
    void historyInTheSchemaOfTheConnectionComesFirst() throws IOException, SQLException {
        String url = postgresql("own_schema");
        flyway(url, "public", "V1");
        flyway(url, "shop", "V5");

        assertPasses(jdbc("orders-db", url + "&currentSchema=shop").migratedTo("5"));
        assertFails(
                Code.BACKEND_SCHEMA,
                jdbc("orders-db", url + "&currentSchema=public").migratedTo("5"));
    }

    @Test
    void liquibasePassesWithTheChangeSetOrTheTag() throws IOException, SQLException, LiquibaseException {
        for (String url : List.of(h2("liquibase"), postgresql("liquibase"))) {
            liquibase(url, "1", "42", "add-orders");

            CheckResult result = assertPasses(jdbc("orders-db", url).migratedTo("42"));
            assertEquals("Liquibase 42", result.rungs().get(1).detail());
            assertPasses(jdbc("orders-db", url).migratedTo("add-orders"));
            String text = problems(jdbc("orders-db", url).migratedTo("43"));
            assertTrue(text.contains("not migrated to 43") && text.contains("[backend.schema]"), text);
            execute(url, "update databasechangelog set tag = 'v7' where id = '42'");
            assertPasses(jdbc("orders-db", url).migratedTo("v7"));
        }
    }

    @Test
    void databaseWithoutAHistoryWasNotMigrated() throws SQLException {
        String text = problems(jdbc("orders-db", h2("none")).migratedTo("42"));

        assertTrue(text.contains("no history of migrations"), text);
        assertTrue(text.contains("neither flyway_schema_history nor DATABASECHANGELOG"), text);
    }

    /** A history that a tool would write, with what matters of its columns. */
    private static String history(String name, String table, String... rows) throws SQLException {
        String url = h2(name);
        execute(url, "create table " + table);
        for (String row : rows) {
            execute(url, "insert into " + table.substring(0, table.indexOf('(')) + " values (" + row + ")");
        }
        return url;
    }

    private static String flywayHistory(String name, String... rows) throws SQLException {
        return history(
                name,
                "\"flyway_schema_history\"(r int, \"version\" varchar(9), \"script\" varchar(9), \"type\" varchar(9),"
                        + " \"success\" boolean)",
                rows);
    }

    private static String liquibaseHistory(String name, String... rows) throws SQLException {
        return history(name, "databasechangelog(id varchar(9), tag varchar(9), exectype varchar(9))", rows);
    }

    private static void assertBehind(String found, String url, String wanted) {
        Problem problem = Verdicts.assertFails(
                Code.BACKEND_SCHEMA,
                "not migrated to " + wanted,
                "run the migrations of this release",
                jdbc("orders-db", url).migratedTo(wanted));
        assertEquals(found, Verdicts.fact("found", problem));
    }

    private static void assertFailed(String found, String url, String wanted) {
        Problem problem = Verdicts.assertFails(
                Code.BACKEND_SCHEMA,
                "a migration has failed",
                "mend what the migration left behind, repair the history, and run the migrations again",
                jdbc("orders-db", url).migratedTo(wanted));
        assertEquals(found, Verdicts.fact("found", problem));
    }

    @Test
    void historyOfFlywayInWhichNothingIsAppliedIsBehind() throws SQLException {
        assertBehind("no migration was applied", flywayHistory("flyway-empty"), "1");
        assertBehind(
                "no migration was applied",
                flywayHistory("flyway-gone", "1, '1', 'V1', 'SQL', true", "2, '1', 'V1', 'DELETE', true"),
                "1");
    }

    @Test
    void nameThatIsNoVersionOfFlywayIsSaidToBeNone() throws SQLException {
        assertBehind(
                "no version of Flyway is called that",
                flywayHistory("flyway-name", "1, '1', 'V1', 'SQL', true"),
                "add-orders");
    }

    @Test
    void repeatableMigrationThatFailedIsCalledByItsScript() throws SQLException {
        assertFailed("R_views", flywayHistory("flyway-repeatable", "1, null, 'R_views', 'SQL', false"), "1");
        assertFailed("null", flywayHistory("flyway-nameless", "1, null, null, 'SQL', false"), "1");
    }

    @Test
    void repeatableMigrationThatWasDeletedTakesNothingAway() throws SQLException {
        assertPasses(jdbc(
                        "orders-db",
                        flywayHistory(
                                "flyway-repeated", "1, '1', 'V1', null, true", "2, null, 'R_views', 'DELETE', true"))
                .migratedTo("1"));
    }

    @Test
    void historyOfLiquibaseWithoutTheChangeSetSaysWhichOneItHas() throws SQLException {
        assertBehind("no change set was executed", liquibaseHistory("liquibase-empty"), "42");
        assertBehind(
                "no change set or tag of this name; one is 41",
                liquibaseHistory("liquibase-behind", "'40', null, 'EXECUTED'", "'41', 'v7', null"),
                "42");
    }

    @Test
    void changeSetThatFailedOrWasSkippedWasNotExecuted() throws SQLException {
        for (String how : List.of("FAILED", "SKIPPED")) {
            String url = liquibaseHistory(
                    "liquibase-" + how,
                    "'41', 'v7', '" + how + "'",
                    "'42', null, '" + how + "'",
                    "'43', null, 'RERAN'");

            assertFailed("42", url, "42");
            assertBehind("no change set or tag of this name; one is 43", url, "v7");
            assertPasses(jdbc("orders-db", url).migratedTo("43"));
        }
    }
}
