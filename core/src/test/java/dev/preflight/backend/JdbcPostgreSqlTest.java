package dev.preflight.backend;

import static dev.preflight.Checks.env;
import static dev.preflight.backend.Backends.jdbc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Check;
import dev.preflight.CheckResult;
import dev.preflight.Code;
import dev.preflight.EnvVar;
import dev.preflight.Outcome;
import dev.preflight.Report;
import dev.preflight.Timeless;
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
