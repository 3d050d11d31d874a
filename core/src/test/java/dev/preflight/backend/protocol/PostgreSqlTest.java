package dev.preflight.backend.protocol;

import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.backend.Postgres;
import dev.preflight.backend.TestAuthority;
import dev.preflight.backend.Verdicts;
import dev.preflight.problem.Code;
import dev.preflight.report.CheckResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check of PostgreSQL against the real server: with passwords, without, with TLS, full and shutting down. */
@Tag("slow")
class PostgreSqlTest {
    @TempDir
    static Path directory;

    private static Postgres server;
    private static Path authority;

    @BeforeAll
    static void start() throws IOException, SQLException {
        TestAuthority certificates = new TestAuthority();
        authority = certificates.pem(directory.resolve("ca.pem"));
        server = Postgres.start(Files.createDirectory(directory.resolve("main")));
        server.execute(
                "create role app login password 'pw-of-the-app'",
                "create role open login",
                "create role secure login password 'pw-of-secure'",
                "create role plain login password 'pw-of-secure'",
                "create role cleartext login password 'pw'",
                "create role outsider login",
                "create database orders",
                "revoke connect on database orders from public",
                "grant connect on database orders to app, open");
        server.certificate(certificates.identity("localhost"));
        server.access(
                "host all app 127.0.0.1/32 scram-sha-256",
                "host all open 127.0.0.1/32 trust",
                "host all outsider 127.0.0.1/32 trust",
                "host all cleartext 127.0.0.1/32 password",
                "hostssl all secure 127.0.0.1/32 scram-sha-256",
                "hostnossl all plain 127.0.0.1/32 scram-sha-256");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static String at(String userInfo, String path) {
        return "postgresql://" + userInfo + "127.0.0.1:" + server.port() + "/" + path;
    }

    private static List<String> rungs(CheckResult result) {
        return result.rungs().stream()
                .map(rung -> (rung.name() + " " + rung.detail()).strip())
                .toList();
    }

    @Test
    void serverThatAsksForAPasswordPassesAndTheReportSaysThatNoneWasTried() throws IOException, SQLException {
        List<String> before = server.complaints();

        CheckResult result = assertPasses(service("orders", at("app:no-such-pw@", "orders")));

        assertEquals(
                List.of(
                        "DNS 127.0.0.1",
                        "TCP",
                        "TLS TLSv1.3, certificate not verified",
                        "greeting asks for a password (SASL), login not tried"),
                rungs(result));
        assertEquals(before, server.complaints());
    }

    @Test
    void serverThatAsksForAPasswordInPlainTextIsNotGivenIt() throws IOException, SQLException {
        List<String> before = server.complaints();

        CheckResult result = assertPasses(service("orders", at("cleartext:pw@", "postgres")));

        assertEquals(
                "asks for a password, login not tried", result.rungs().get(3).detail());
        assertEquals(before, server.complaints());
    }

    @Test
    void serverThatAsksForNoPasswordOpensTheDatabase() throws IOException, SQLException {
        List<String> before = server.complaints();

        CheckResult result = assertPasses(service("orders", at("open@", "orders")));

        assertEquals(
                List.of(
                        "DNS 127.0.0.1",
                        "TCP",
                        "TLS TLSv1.3, certificate not verified",
                        "greeting no password asked for",
                        "database PostgreSQL 18.6"),
                rungs(result));
        assertEquals(before, server.complaints());
    }

    @Test
    void loginThatIsRejectedIsWhatTheServerComplainsOf() throws IOException, SQLException {
        int before = server.complaints().size();

        assertFails(Code.BACKEND_LOGIN, service("orders", at("stranger@", "orders")));

        // Once with TLS and once without, as of every client that prefers it.
        assertEquals(before + 2, server.complaints().size());
    }

    @Test
    void databaseThatIsNotThereIsAProblemWhereTheServerSaysSo() {
        String text = problems(service("orders", at("open@", "oders"))).replaceAll("\\d+ ms", "0 ms");

        assertEquals("""
                FAIL  backend orders  no such database                                       [backend.database]
                      tried   127.0.0.1:%d: DNS 127.0.0.1 in 0 ms, TCP in 0 ms, TLS TLSv1.3, certificate not verified in 0 ms, greeting no password asked for in 0 ms, database rejected
                      why     database "oders" does not exist
                      state   3D000
                      fix     create the database, or correct its name in the URL""".formatted(server.port()), text);
    }

    @Test
    void userWhoMayNotConnectToTheDatabaseIsNotAuthorised() {
        assertFails(Code.BACKEND_NOT_AUTHORISED, service("orders", at("outsider@", "orders")));
    }

    @Test
    void userWhomNoRuleLetsInIsRejected() {
        String text = problems(service("orders", at("stranger@", "orders")));

        assertTrue(text.contains("[backend.login]"), text);
        assertTrue(text.contains("no pg_hba.conf entry for host"), text);
    }

    @Test
    void userWhoNeedsTlsIsToldSo() {
        String text = problems(service("orders", at("secure@", "postgres?sslmode=disable")));

        assertTrue(text.contains("[backend.login]"), text);
        assertTrue(text.contains("or connect with TLS: sslmode=require"), text);
    }

    /** As libpq and pgjdbc prefer it: one rule of pg_hba.conf is for TLS only, the other for what has none. */
    @Test
    void tlsIsPreferredAndNotDemandedWhereNoModeIsNamed() {
        assertEquals(
                "TLS TLSv1.3, certificate not verified",
                rungs(assertPasses(service("orders", at("secure@", "postgres"))))
                        .get(2));
        assertPasses(service("orders", at("secure@", "postgres?sslmode=prefer")));
        CheckResult result = assertPasses(service("orders", at("plain@", "postgres")));
        assertEquals(
                "greeting asks for a password (SASL), login not tried",
                rungs(result).get(5),
                result::toString);
        assertFails(Code.BACKEND_LOGIN, service("orders", at("plain@", "postgres?sslmode=require")));
        assertEquals(
                3,
                rungs(assertPasses(service("orders", at("app@", "postgres?sslmode=disable"))))
                        .size());
    }

    /** The driver of the application beside it. */
    @ParameterizedTest
    @CsvSource({
        "secure, '', true",
        "secure, ?sslmode=disable, false",
        "secure, ?sslmode=allow, true",
        "plain, ?sslmode=allow, true",
        "plain, '', true",
        "plain, ?sslmode=require, false"
    })
    void driverIsLetInWhereTheGreetingIs(String user, String mode, boolean in) {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", "pw-of-secure");
        boolean driver;
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl("postgres") + mode, login)) {
            driver = connection.isValid(5);
        } catch (SQLException e) {
            driver = false;
        }
        assertEquals(in, driver);
        assertEquals(
                in,
                Verdicts.report(service("orders", at(user + "@", "postgres" + mode)), Map.of())
                        .mayBoot());
    }

    @Test
    void uriWithoutAUserProvesThatTheServerTakesConnections() {
        assertPasses(service("orders", at("", "orders")));
    }

    @Test
    void shortNameOfTheSchemeIsKnown() {
        assertPasses(service("orders", at("app@", "orders").replace("postgresql:", "postgres:")));
    }

    @Test
    void tlsThatIsTrustedPasses() {
        CheckResult result =
                assertPasses(service("orders", "postgresql://secure@localhost:" + server.port() + "/orders")
                        .trusting(authority.toString()));

        assertEquals("TLS TLSv1.3", rungs(result).get(2));
    }

    @Test
    void tlsOfAnUnknownAuthorityIsNotTrustedWhereTheModeVerifies() {
        assertFails(Code.TLS_UNTRUSTED, service("orders", at("secure@", "orders?sslmode=verify-full")));
        assertFails(Code.TLS_UNTRUSTED, service("orders", at("secure@", "orders?sslmode=verify-ca")));
    }

    @Test
    void modeThatVerifiesNothingPassesAsItDoesWithTheDriver() {
        CheckResult result = assertPasses(service("orders", at("secure@", "orders?sslmode=require")));

        assertEquals("TLS TLSv1.3, certificate not verified", rungs(result).get(2));
    }

    @Test
    void hostNameCountsUnlessTheModeSaysThatItDoesNot() {
        String uri = at("secure@", "orders");

        assertFails(Code.TLS_WRONG_HOST, service("orders", uri).trusting(authority.toString()));
        assertPasses(service("orders", uri + "?sslmode=verify-ca").trusting(authority.toString()));
    }

    @Test
    void fullServerIsBusyAndOneThatShutsDownIsNotReady() throws IOException, SQLException {
        Path own = Files.createDirectory(directory.resolve("full"));
        List<Connection> all = new ArrayList<>();
        try (Postgres small =
                Postgres.start(own, "max_connections", "3", "superuser_reserved_connections", "0", "ssl", "off")) {
            String uri = "postgresql://postgres@127.0.0.1:" + small.port() + "/postgres";
            for (int i = 0; i < 3; i++) {
                all.add(small.connect());
            }
            assertFails(Code.BACKEND_BUSY, service("orders", uri));
            assertFails(Code.BACKEND_NO_TLS, service("orders", uri + "?sslmode=require"));

            small.stopWhenAlone();
            CheckResult result =
                    assertFails(Code.BACKEND_STARTING, service("orders", uri).timeout(Duration.ofSeconds(1)));
            assertTrue(result.problems().toString().contains("57P03"), () -> "problems: " + result.problems());
        }
        for (Connection each : all) {
            each.close();
        }
    }

    @Test
    void passwordInAParameterStaysSecret() {
        String text = problems(service("orders", at("", "oders?user=open&password=Zq7xW9kLm2Vb")));

        assertTrue(text.contains("[backend.database]"), text);
        assertFalse(text.contains("Zq7xW9kLm2Vb"), text);
    }
}
