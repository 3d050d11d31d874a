package dev.preflight.backend;

import static dev.preflight.Checks.env;
import static dev.preflight.backend.Backends.jdbc;
import static dev.preflight.backend.Backends.url;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.preflight.Timeless;
import dev.preflight.check.Check;
import dev.preflight.check.EnvVar;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JDBC against the real PostgreSQL: what its driver says, and what is demanded beyond a connection. */
@Tag("slow")
class JdbcPostgreSqlTest {
    private static final EnvVar<String> PASSWORD = env("DATABASE_PASSWORD").secret();

    @TempDir
    static Path directory;

    private static Postgres server;
    private static TestAuthority certificates;

    @BeforeAll
    static void start() throws IOException, SQLException {
        certificates = new TestAuthority();
        server = Postgres.start(Files.createDirectory(directory.resolve("main")), "max_connections", "15");
        server.execute(
                "create role app login password 'tr0mbone-solo'",
                "create role reporter login password 'tr0mbone-solo'",
                "create role secure login password 'tr0mbone-solo'",
                "alter role reporter set default_transaction_read_only = on",
                "create database orders owner app");
        server.certificate(certificates.identity("localhost"));
        server.access(
                "host all app,reporter 127.0.0.1/32 scram-sha-256", "hostssl all secure 127.0.0.1/32 scram-sha-256");
        try (Connection connection = server.connect("orders");
                Statement statement = connection.createStatement()) {
            statement.execute("create table orders (id int primary key)");
            statement.execute("create schema hidden create table payments (id int)");
            statement.execute("grant select on orders to app");
            statement.execute("grant usage on schema hidden to app");
        }
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static Jdbc orders() {
        return as("app", "orders");
    }

    private static Jdbc as(String user, String database) {
        return jdbc("orders-db", server.jdbcUrl(database)).login(user, PASSWORD).timeout(Duration.ofSeconds(20));
    }

    private static Report run(Check<?> check, String password) {
        return Verdicts.report(check, Map.of("DATABASE_PASSWORD", password));
    }

    private static CheckResult last(Report report) {
        return report.results().get(report.results().size() - 1);
    }

    private static void passes(Check<?> check) {
        CheckResult result = last(run(check, "tr0mbone-solo"));
        assertEquals(Outcome.PASSED, result.outcome(), () -> "problems: " + result.problems());
    }

    private static String fails(Code code, Check<?> check) {
        Report report = run(check, "tr0mbone-solo");
        assertEquals(code, last(report).problems().get(0).code(), report::toString);
        return report.toString();
    }

    @Test
    void whatIsDemandedIsHeldRungByRung() {
        CheckResult result = last(run(
                orders().atLeast("15")
                        .writable()
                        .table("orders")
                        .table("public.orders")
                        .query("select 1"),
                "tr0mbone-solo"));

        assertEquals(
                List.of(
                        "connection PostgreSQL 18.6",
                        "version 18.6",
                        "writable ",
                        "table orders",
                        "table public.orders",
                        "query "),
                result.rungs().stream()
                        .map(rung -> rung.name() + " " + rung.detail())
                        .toList(),
                () -> "problems: " + result.problems());
    }

    @Test
    void wrongPasswordIsALogin() {
        Report report = run(orders(), "clarinet-duo");

        assertEquals("""
                PREFLIGHT FAILED  test: 1 failed, 1 passed in <time>

                FAIL  backend orders-db  login rejected                                         [backend.login]
                      tried   jdbc:postgresql://127.0.0.1:%d/orders: connection rejected
                      why     PSQLException: FATAL: password authentication failed for user "app"
                      state   28P01, vendor code 0
                      fix     correct the user or the password, or correct DATABASE_PASSWORD""".formatted(server.port()), Timeless.text(report));
        assertFalse(report.toString().contains("clarinet"));
    }

    @Test
    void passwordThatTheApplicationHasAlreadyIsASecret() {
        Jdbc check = jdbc("orders-db", server.jdbcUrl("orders")).timeout(Duration.ofSeconds(20));

        Verdicts.assertPasses(check.credentials("app", "tr0mbone-solo"));
        Report report =
                Verdicts.report(check.credentials("app", "clarinet-duo").query("select 'clarinet-duo'"), Map.of());
        assertEquals(Code.BACKEND_LOGIN, last(report).problems().get(0).code());
        report = Verdicts.report(
                check.credentials("app", "tr0mbone-solo").query("select 1 from \"tr0mbone-solo\""), Map.of());
        assertTrue(report.toString().contains("relation \"[secret]\" does not exist"), report::toString);
    }

    @Test
    void propertiesOfTheConnectionReachTheDriver() {
        Jdbc check = orders().query("select 1 / (current_setting('application_name') = 'checkout')::int");

        fails(Code.BACKEND_QUERY, check);
        passes(check.property("ApplicationName", "checkout"));
        assertThrows(IllegalArgumentException.class, () -> check.property(" ", "checkout"));
    }

    @Test
    void unknownDatabaseIsADatabase() {
        fails(Code.BACKEND_DATABASE, as("app", "oders"));
    }

    @Test
    void tableThatIsNotThereIsNamed() {
        String text = fails(Code.BACKEND_QUERY, orders().table("invoices"));

        assertTrue(text.contains("no table invoices"), text);
        assertEquals(1, text.lines().filter(line -> line.contains("fix ")).count(), text);
    }

    @Test
    void tableThatMayNotBeReadIsNotAuthorised() {
        String text = fails(Code.BACKEND_NOT_AUTHORISED, orders().table("hidden.payments"));

        assertTrue(text.contains("table hidden.payments may not be read"), text);
    }

    @Test
    void readOnlyUserIsReadOnlyWhereWritingIsDemanded() {
        passes(as("reporter", "orders"));
        String text = fails(Code.BACKEND_READ_ONLY, as("reporter", "orders").writable());

        assertTrue(text.contains("transaction_read_only is on"), text);
    }

    @Test
    void replicaIsReadOnlyWhereWritingIsDemanded() throws IOException {
        Path own = Files.createDirectory(directory.resolve("replica"));
        Postgres.start(own).close();
        Files.createFile(own.resolve("data/standby.signal"));
        try (Postgres replica = Postgres.start(own)) {
            Jdbc check = jdbc("orders-db", replica.jdbcUrl("postgres"))
                    .login("postgres", PASSWORD)
                    .timeout(Duration.ofSeconds(20));

            passes(check);
            String text = fails(Code.BACKEND_READ_ONLY, check.writable());
            assertTrue(text.contains("a replica: the server is in recovery"), text);
        }
    }

    @Test
    void olderServerIsAVersion() {
        String text = fails(Code.BACKEND_VERSION, orders().atLeast("99.1"));

        assertTrue(text.contains("the server is older than 99.1"), text);
        assertTrue(text.contains("found   PostgreSQL 18.6"), text);
    }

    @Test
    void hostThatIsNotThereIsNotALogin() {
        Jdbc nowhere = jdbc("orders-db", "jdbc:postgresql://no-such-host.invalid:5432/orders")
                .login("app", PASSWORD)
                .timeout(Duration.ofSeconds(20));

        String text = fails(Code.BACKEND_UNRESOLVED, nowhere);
        assertTrue(text.contains("no-such-host.invalid:5432/orders: DNS unresolved"), text);
    }

    @Test
    void portWhereNothingListensIsRefused() {
        Jdbc nobody = jdbc("orders-db", "jdbc:postgresql://127.0.0.1:1/orders")
                .login("app", PASSWORD)
                .timeout(Duration.ofSeconds(20));

        String text = Timeless.text(run(nobody, "tr0mbone-solo"));
        assertTrue(text.contains("orders: DNS 127.0.0.1 in <time>, TCP refused"), text);
    }

    @Test
    void eachOfSeveralHostsIsNamed() {
        Jdbc nobody = jdbc("orders-db", "jdbc:postgresql://127.0.0.1:1,127.0.0.1:2/orders")
                .login("app", PASSWORD)
                .timeout(Duration.ofSeconds(20));

        String text = fails(Code.BACKEND_REFUSED, nobody);
        assertTrue(text.contains("0 of 2 answer"), text);
        assertTrue(text.contains("127.0.0.1:2: connection refused"), text);
    }

    @Test
    void poolThatWaitsIsAskedForItsLogin() {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(server.jdbcUrl("orders"));
            pool.setUsername("app");
            pool.setPassword("clarinet-duo");
            pool.setInitializationFailTimeout(-1);
            Report report = Verdicts.report(jdbc("orders-db", pool), Map.of());

            assertEquals(Code.BACKEND_LOGIN, last(report).problems().get(0).code(), report::toString);
            assertFalse(report.toString().contains("clarinet"), report::toString);
            assertFalse(report.toString().contains("LockSupport"), report::toString);
        }
    }

    private static final EnvVar<String> HOST = env("DB_HOST");
    private static final EnvVar<Integer> PORT = env("DB_PORT").port();
    private static final EnvVar<String> NAME = env("DB_NAME");
    private static final EnvVar<String> USER = env("DB_USER");
    private static final Jdbc SPLIT = jdbc("orders-db", url("jdbc:postgresql://{}:{}/{}", HOST, PORT, NAME))
            .login(USER, PASSWORD)
            .timeout(Duration.ofSeconds(20));

    private static Report runSplit(Check<?> check, int port, String database, String password) {
        return Verdicts.report(
                check,
                Map.of(
                        "DB_HOST",
                        "127.0.0.1",
                        "DB_PORT",
                        String.valueOf(port),
                        "DB_NAME",
                        database,
                        "DB_USER",
                        "app",
                        "DATABASE_PASSWORD",
                        password));
    }

    @Test
    void urlIsPutTogetherOfVariables() {
        Report report = runSplit(SPLIT, server.port(), "orders", "tr0mbone-solo");

        assertEquals(Outcome.PASSED, last(report).outcome(), report::toString);
        assertEquals(6, report.results().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "50%", "a+b c", "who?what=x&y#z", "Über{}", "%41"})
    void nameOfTheDatabaseIsEncodedAsTheDriverReadsIt(String database) throws SQLException {
        server.execute("create database \"" + database.replace("\"", "\"\"") + "\" owner app");

        Report report = runSplit(
                SPLIT.query("select 1 / (current_database() = '" + database + "')::int"),
                server.port(),
                database,
                "tr0mbone-solo");

        assertEquals(Outcome.PASSED, last(report).outcome(), report::toString);
    }

    @Test
    void portThatRefusesNamesHostAndPort() throws IOException {
        try (FaultyServer dead = new FaultyServer(FaultyServer.Fault.NOTHING_LISTENS)) {
            Report report = runSplit(SPLIT, dead.port(), "orders", "tr0mbone-solo");

            assertEquals("""
                    PREFLIGHT FAILED  test: 1 failed, 5 passed in <time>

                    FAIL  backend orders-db  connection refused                                   [backend.refused]
                          tried   jdbc:postgresql://127.0.0.1:%d/orders: DNS 127.0.0.1 in <time>, TCP refused
                          fix     start orders-db, or correct DB_HOST or DB_PORT""".formatted(dead.port()), Timeless.text(report));
        }
    }

    @Test
    void loginThatIsRejectedNamesUserAndPassword() {
        String text = runSplit(SPLIT, server.port(), "orders", "clarinet/duo#").toString();

        assertTrue(text.contains("[backend.login]"), text);
        assertTrue(
                text.contains("fix     correct the user or the password, or correct DB_USER or DATABASE_PASSWORD"),
                text);
        assertFalse(text.contains("clarinet"), text);
    }

    @Test
    void databaseThatIsNotThereNamesItsVariable() {
        String text = runSplit(SPLIT, server.port(), "oders", "tr0mbone-solo").toString();

        assertTrue(text.contains("[backend.database]"), text);
        assertTrue(text.contains("fix     create the database, or correct DB_NAME"), text);
    }

    @Test
    void passwordThatIsMissingOrEmptyIsALogin() {
        Jdbc nobody = jdbc("orders-db", server.jdbcUrl("orders") + "?user=app").timeout(Duration.ofSeconds(20));

        for (Jdbc each : List.of(nobody, nobody.credentials("app", ""))) {
            Report report = Verdicts.report(each, Map.of());
            assertEquals(Code.BACKEND_LOGIN, last(report).problems().get(0).code(), report::toString);
            assertEquals(
                    "a password is asked for, and there is none",
                    last(report).problems().get(0).summary());
        }
    }

    /** With the timeout that holds where none is declared, which the driver alone would spend on the first host. */
    @ParameterizedTest
    @EnumSource(names = {"NOTHING_LISTENS", "FULL_BACKLOG"})
    void firstOfSeveralHostsMayBeDead(FaultyServer.Fault fault) throws IOException {
        try (FaultyServer dead = new FaultyServer(fault);
                FaultyServer deadToo = new FaultyServer(fault)) {
            String url = "jdbc:postgresql://127.0.0.1:" + dead.port() + ",127.0.0.1:" + deadToo.port() + ",127.0.0.1:"
                    + server.port() + "/orders";
            CheckResult result = last(run(jdbc("orders-db", url).login("app", PASSWORD), "tr0mbone-solo"));

            assertEquals(Outcome.PASSED, result.outcome(), result::toString);
            String why = fault == FaultyServer.Fault.FULL_BACKLOG ? "no answer in time" : "connection refused";
            assertEquals(
                    List.of("127.0.0.1:" + dead.port() + ": " + why, "127.0.0.1:" + deadToo.port() + ": " + why),
                    result.problems().stream().map(Problem::summary).toList());
        }
    }

    @Test
    void firstOfSeveralHostsMayHaveStoppedAnswering() throws IOException {
        try (FaultyServer mute = new FaultyServer(FaultyServer.Fault.NEVER_ANSWERS)) {
            String url = "jdbc:postgresql://127.0.0.1:" + mute.port() + ",127.0.0.1:" + server.port() + "/orders";

            passes(jdbc("orders-db", url).login("app", PASSWORD));
        }
    }

    @Test
    void whatRejectsTheLoginIsToldWithALineForEachHost() throws IOException {
        try (FaultyServer dead = new FaultyServer(FaultyServer.Fault.NOTHING_LISTENS)) {
            String hosts = "127.0.0.1:" + dead.port() + ",127.0.0.1:" + server.port();
            Report report = run(
                    jdbc("orders-db", "jdbc:postgresql://" + hosts + "/orders").login("app", PASSWORD), "flute");

            String text = report.toString();
            assertTrue(text.contains("[backend.login]"), text);
            assertTrue(text.contains("hosts   127.0.0.1:" + dead.port() + ": connection refused; "), text);
            assertTrue(text.contains("\n              127.0.0.1:" + server.port() + ": answers\n"), text);
        }
    }

    @Test
    void serverThatTakesNoConnectionsInIsATimeoutOfTcp() throws IOException {
        try (FaultyServer hole = new FaultyServer(FaultyServer.Fault.FULL_BACKLOG)) {
            Jdbc silent = jdbc("orders-db", "jdbc:postgresql://127.0.0.1:" + hole.port() + "/orders")
                    .login("app", PASSWORD)
                    .timeout(Duration.ofSeconds(2));

            String text = fails(Code.BACKEND_TIMEOUT, silent);
            assertTrue(text.contains("TCP timeout"), text);
        }
    }

    @Test
    void serverThatNeverAnswersIsATimeoutOfTheConnection() throws IOException {
        try (FaultyServer mute = new FaultyServer(FaultyServer.Fault.NEVER_ANSWERS)) {
            Jdbc silent = jdbc("orders-db", "jdbc:postgresql://127.0.0.1:" + mute.port() + "/orders")
                    .login("app", PASSWORD)
                    .timeout(Duration.ofSeconds(2));

            String text = Timeless.text(run(silent, "tr0mbone-solo"));
            assertTrue(text.contains("[backend.timeout]"), text);
            assertTrue(text.contains("TCP in <time>, connection timeout"), text);
        }
    }

    @Test
    void tlsThatIsNotTrustedIsSaidAsSuch() {
        String text = fails(
                Code.TLS_UNTRUSTED,
                as("secure", "orders?sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory"));

        assertTrue(text.contains("[tls.untrusted]"), text);
        passes(as("secure", "orders?sslmode=require"));
    }

    @Test
    void fullServerIsBusyAndOneThatShutsDownIsStarting() throws IOException, SQLException {
        Path own = Files.createDirectory(directory.resolve("full"));
        List<Connection> all = new ArrayList<>();
        try (Postgres small = Postgres.start(own, "max_connections", "3", "superuser_reserved_connections", "0")) {
            for (int i = 0; i < 3; i++) {
                all.add(small.connect());
            }
            Jdbc check = jdbc("orders-db", small.jdbcUrl("postgres"))
                    .login("postgres", PASSWORD)
                    .timeout(Duration.ofSeconds(20));
            fails(Code.BACKEND_BUSY, check);
            small.stopWhenAlone();
            fails(Code.BACKEND_STARTING, check);
        }
        for (Connection each : all) {
            each.close();
        }
    }
}
