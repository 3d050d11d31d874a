package dev.preflight.backend;

import static dev.preflight.Checks.env;
import static dev.preflight.backend.Backends.jdbc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.check.Check;
import dev.preflight.check.EnvVar;
import dev.preflight.check.HostAndPort;
import dev.preflight.problem.Code;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** JDBC against the real MariaDB, where one is named. */
class JdbcMariaDbTest {
    private static final EnvVar<String> PASSWORD = env("DATABASE_PASSWORD").secret();

    private HostAndPort server;

    @BeforeEach
    void find() {
        server = LiveServer.named("PREFLIGHT_TEST_MARIADB");
    }

    private Jdbc orders() {
        return as("app", "orders");
    }

    private Jdbc as(String user, String database) {
        return jdbc("orders-db", "jdbc:mariadb://" + server + "/" + database)
                .login(user, PASSWORD)
                .timeout(Duration.ofSeconds(20));
    }

    private static CheckResult run(Check<?> check, String password) {
        Report report = Verdicts.report(check, Map.of("DATABASE_PASSWORD", password));
        return report.results().get(report.results().size() - 1);
    }

    private static CheckResult passes(Check<?> check) {
        CheckResult result = run(check, "pw-of-the-app");
        assertEquals(Outcome.PASSED, result.outcome(), () -> "problems: " + result.problems());
        return result;
    }

    private static String fails(Code code, Check<?> check, String password) {
        CheckResult result = run(check, password);
        assertEquals(code, result.problems().get(0).code(), () -> "problems: " + result.problems());
        return result.problems().toString();
    }

    private void asAdmin(String... statements) throws SQLException {
        try (Connection connection = connect("admin", "pw-of-admin");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private Connection connect(String user, String password) throws SQLException {
        return DriverManager.getConnection("jdbc:mariadb://" + server + "/orders", user, password);
    }

    @Test
    void demandsThatAreMetPass() throws SQLException {
        asAdmin("create table if not exists orders.orders (id int primary key)");

        CheckResult result =
                passes(orders().atLeast("10.5").writable().table("orders").query("select 1"));

        assertTrue(result.rungs().get(0).detail().startsWith("MariaDB 1"), result::toString);
    }

    @Test
    void wrongPasswordIsALoginAndAnUnknownDatabaseADatabase() {
        String text = fails(Code.BACKEND_LOGIN, orders(), "no-such-pw");
        assertTrue(text.contains("28000, vendor code 1045"), text);

        fails(Code.BACKEND_DATABASE, as("app", "other"), "pw-of-the-app");
        fails(Code.BACKEND_DATABASE, as("admin", "oders"), "pw-of-admin");
    }

    /** Within the timeout that holds where none is declared, whatever the first host does. */
    @ParameterizedTest
    @EnumSource(names = {"NOTHING_LISTENS", "FULL_BACKLOG", "NEVER_ANSWERS"})
    void firstOfSeveralHostsMayBeDead(FaultyServer.Fault fault) throws IOException {
        try (FaultyServer dead = new FaultyServer(fault)) {
            String url = "jdbc:mariadb://127.0.0.1:" + dead.port() + "," + server + "/orders";
            CheckResult result = run(jdbc("orders-db", url).login("app", PASSWORD), "pw-of-the-app");

            assertEquals(Outcome.PASSED, result.outcome(), () -> "problems: " + result.problems());
            assertEquals(1, result.problems().size());
            String summary = result.problems().get(0).summary();
            assertTrue(summary.startsWith("127.0.0.1:" + dead.port() + ": "), summary);
        }
    }

    @Test
    void readOnlyServerIsReadOnlyWhereWritingIsDemanded() throws SQLException {
        asAdmin("set global read_only = on");
        try {
            passes(orders());
            String text = fails(Code.BACKEND_READ_ONLY, orders().writable(), "pw-of-the-app");

            assertTrue(text.contains("read_only is on"), text);
        } finally {
            asAdmin("set global read_only = off");
        }
    }

    @Test
    void tableThatIsMissingOrMayNotBeReadIsToldApart() throws SQLException {
        asAdmin(
                "create table if not exists other.payments (id int)",
                "create table if not exists other.visible (id int)",
                "grant select on other.visible to app@'%'");

        String missing = fails(Code.BACKEND_QUERY, orders().table("invoices"), "pw-of-the-app");
        assertTrue(missing.contains("no table invoices"), missing);
        passes(orders().table("other.visible"));
        fails(Code.BACKEND_NOT_AUTHORISED, orders().table("other.payments"), "pw-of-the-app");
        asAdmin("revoke select on other.visible from app@'%'");
    }

    @Test
    void fullServerIsBusy() throws SQLException {
        List<Connection> all = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                all.add(connect("app", "pw-of-the-app"));
            }
            fails(Code.BACKEND_BUSY, orders(), "pw-of-the-app");
        } finally {
            for (Connection each : all) {
                each.close();
            }
        }
    }

    @Test
    void portWhereNothingListensIsRefused() {
        Jdbc nobody = jdbc("orders-db", "jdbc:mariadb://127.0.0.1:1/orders")
                .login("app", PASSWORD)
                .timeout(Duration.ofSeconds(20));

        String text = fails(Code.BACKEND_REFUSED, nobody, "pw-of-the-app");
        assertTrue(text.contains("TCP refused"), text);
    }

    @Test
    void flywayHistoryIsRead(@TempDir Path scripts) throws IOException, SQLException {
        Files.writeString(scripts.resolve("V7__test.sql"), "select 1;");
        Flyway.configure()
                .dataSource("jdbc:mariadb://" + server + "/orders", "app", "pw-of-the-app")
                .locations("filesystem:" + scripts)
                .baselineOnMigrate(true)
                .load()
                .migrate();
        try {
            passes(orders().migratedTo("7"));
            fails(Code.BACKEND_SCHEMA, orders().migratedTo("8"), "pw-of-the-app");
        } finally {
            asAdmin("drop table orders.flyway_schema_history");
        }
    }
}
