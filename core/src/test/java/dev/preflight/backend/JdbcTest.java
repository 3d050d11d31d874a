package dev.preflight.backend;

import static dev.preflight.Checks.env;
import static dev.preflight.backend.Backends.jdbc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import dev.preflight.Timeless;
import dev.preflight.check.Check;
import dev.preflight.check.EnvVar;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.problem.Rung;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class JdbcTest {
    private static final EnvVar<String> URL = env("DATABASE_URL");
    private static final EnvVar<String> USER = env("DATABASE_USER");
    private static final EnvVar<String> PASSWORD = env("DATABASE_PASSWORD").secret();
    private static final Jdbc DATABASE =
            jdbc("orders-db", URL).login("orders", PASSWORD).timeout(Duration.ofSeconds(30));

    private static Server server;
    private static Connection owner;
    private static String url;

    @BeforeAll
    static void start() throws SQLException {
        owner = DriverManager.getConnection("jdbc:h2:mem:jdbc-test;DB_CLOSE_DELAY=-1", "orders", "tr0mbone-solo");
        try (Statement statement = owner.createStatement()) {
            statement.execute("create table orders (id int primary key)");
        }
        server = Server.createTcpServer("-tcpPort", "0").start();
        url = "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/mem:jdbc-test";
    }

    @AfterAll
    static void stop() throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("shutdown");
        }
        server.stop();
    }

    @Test
    void rightLoginPasses() {
        CheckResult result = last(run(DATABASE, url, "tr0mbone-solo"));
        assertEquals(Outcome.PASSED, result.outcome(), result::toString);
        assertEquals("connection", result.rungs().get(0).name());
        assertTrue(result.rungs().get(0).detail().startsWith("H2 2."), result::toString);
        assertEquals("validation", result.rungs().get(1).name());
    }

    @Test
    void queryThatIsAcceptedPasses() {
        CheckResult result = last(run(DATABASE.query("select 1 from orders"), url, "tr0mbone-solo"));
        assertEquals(Outcome.PASSED, result.outcome(), result::toString);
        assertEquals("query", result.rungs().get(1).name());
    }

    @Test
    void userMayBeAVariable() {
        Jdbc check = jdbc("orders-db", URL).login(USER, PASSWORD).timeout(Duration.ofSeconds(30));
        assertEquals(Outcome.PASSED, last(run(check, url, "tr0mbone-solo")).outcome());
    }

    @Test
    void urlMayBeWrittenInTheCode() {
        Jdbc check = jdbc("orders-db", url).login("orders", PASSWORD).timeout(Duration.ofSeconds(30));
        assertEquals(Outcome.PASSED, last(run(check, url, "tr0mbone-solo")).outcome());
    }

    @Test
    void urlMayHoldTheLogin() {
        Jdbc check = jdbc("orders-db", URL).timeout(Duration.ofSeconds(30));
        String withLogin = url + ";USER=orders;PASSWORD=tr0mbone-solo";
        assertEquals(Outcome.PASSED, last(run(check, withLogin, "x")).outcome());
    }

    @Test
    void wrongPasswordIsALogin() {
        Report report = run(DATABASE, url, "clarinet-duo");
        Problem problem = last(report).problems().get(0);
        assertEquals(Code.BACKEND_LOGIN, problem.code());
        assertEquals(url + ": connection rejected", problem.facts().get(0).text());
        assertEquals(
                "state   28000, vendor code 28000",
                report.toString()
                        .lines()
                        .filter(line -> line.contains("state"))
                        .findFirst()
                        .orElseThrow()
                        .strip());
        assertFalse(report.toString().contains("clarinet"));
        assertEquals(69, report.exitCode());
    }

    @Test
    void unknownDatabaseIsADatabase() {
        Report report = run(DATABASE, url.replace("jdbc-test", "no-such-db"), "tr0mbone-solo");
        assertEquals(Code.BACKEND_DATABASE, last(report).problems().get(0).code(), report::toString);
    }

    @Test
    void rejectedQueryIsAQuery() {
        Report report = run(DATABASE.query("select 1 from nowhere"), url, "tr0mbone-solo");
        Problem problem = last(report).problems().get(0);
        assertEquals(Code.BACKEND_QUERY, problem.code(), report::toString);
        assertTrue(problem.facts().get(0).text().endsWith(", query rejected"), problem::toString);
        assertTrue(report.toString().contains("NOWHERE"), report::toString);
    }

    @Test
    void demandsThatAreMetPass() {
        Jdbc check = DATABASE.atLeast("2.1").writable().table("orders").table("PUBLIC.ORDERS");
        CheckResult result = last(run(check, url, "tr0mbone-solo"));
        assertEquals(Outcome.PASSED, result.outcome(), result::toString);
        assertEquals(
                List.of("connection", "version", "writable", "table", "table"),
                result.rungs().stream().map(Rung::name).toList());
    }

    @Test
    void databaseThatIsOpenedForReadingIsReadOnly(@TempDir Path directory) throws SQLException {
        String file = "jdbc:h2:file:" + directory.resolve("orders");
        DriverManager.getConnection(file, "orders", "tr0mbone-solo").close();
        Problem problem = last(run(DATABASE.writable(), file + ";ACCESS_MODE_DATA=r", "tr0mbone-solo"))
                .problems()
                .get(0);
        assertEquals(Code.BACKEND_READ_ONLY, problem.code(), problem::toString);
        assertTrue(problem.toString().contains("the connection is set to read only"), problem::toString);
    }

    @Test
    void tableThatIsNotThereIsNamed() {
        Report report = run(DATABASE.table("invoices"), url, "tr0mbone-solo");
        Problem problem = last(report).problems().get(0);
        assertEquals(Code.BACKEND_QUERY, problem.code(), report::toString);
        assertEquals("no table invoices", problem.summary());
    }

    @Test
    void olderServerIsAVersion() {
        Report report = run(DATABASE.atLeast("3"), url, "tr0mbone-solo");
        assertEquals(Code.BACKEND_VERSION, last(report).problems().get(0).code(), report::toString);
    }

    @Test
    void demandsWithoutSenseAreRefusedWhenDeclared() {
        assertThrows(IllegalArgumentException.class, () -> DATABASE.atLeast("new"));
        assertThrows(IllegalArgumentException.class, () -> DATABASE.table(" "));
        assertThrows(IllegalArgumentException.class, () -> DATABASE.table("orders; drop table orders"));
        assertThrows(IllegalArgumentException.class, () -> DATABASE.migratedTo(""));
        assertThrows(NullPointerException.class, () -> DATABASE.table(null));
    }

    @Test
    void databaseThatIsDownIsRefused() throws SQLException {
        Server gone = Server.createTcpServer("-tcpPort", "0").start();
        int port = gone.getPort();
        gone.stop();
        String down = "jdbc:h2:tcp://127.0.0.1:" + port + "/mem:orders";
        assertEquals(("""
                PREFLIGHT FAILED  orders: 1 failed, 2 passed in <time>

                FAIL  backend orders-db  connection refused                                   [backend.refused]
                      tried   URL: DNS 127.0.0.1 in <time>, TCP refused
                      fix     start orders-db, or correct DATABASE_URL""").replace("URL: ", down + ": "), Timeless.text(run(DATABASE, down, "tr0mbone-solo")));
    }

    @Test
    void missingDriverNamesItsCoordinates() {
        assertEquals("""
                PREFLIGHT FAILED  orders: 1 failed, 2 passed in <time>

                FAIL  backend orders-db  no driver for the URL                                 [backend.driver]
                      tried   jdbc:db2://db:50000/orders
                      fix     add the dependency com.ibm.db2:jcc""", Timeless.text(run(DATABASE, "jdbc:db2://db:50000/orders", "tr0mbone-solo")));
    }

    @Test
    void missingDriverOfAnUnknownVendorIsToldAllTheSame() {
        assertEquals(
                "add the JDBC driver to the class path, or correct the URL",
                last(run(DATABASE, "jdbc:acme:orders", "x"))
                        .problems()
                        .get(0)
                        .facts()
                        .get(1)
                        .text());
    }

    @Test
    void urlOfAnotherKindIsNoJdbcUrl() {
        Problem problem = last(run(DATABASE, "postgresql://db:5432/orders", "tr0mbone-solo"))
                .problems()
                .get(0);
        assertEquals(Code.BACKEND_DRIVER, problem.code());
        assertEquals("not a JDBC URL", problem.summary());
        assertEquals(
                "begin the URL with jdbc:, as in jdbc:postgresql://db:5432/orders",
                problem.facts().get(0).text());
    }

    @Test
    void passwordsInUrlsAreNotShown() {
        for (String credentials : List.of(
                "jdbc:postgresql://orders:tuba-quartet@db:5432/orders",
                "jdbc:postgresql://orders:tuba?quartet@db:5432/orders",
                "jdbc:mysql://address=(host=db)(user=orders)(password=tuba-quartet)/orders",
                "jdbc:postgresql://db/orders?user=orders&password=tuba-quartet",
                "jdbc:sqlserver://db:1433;user=sa;password={tuba-quartet}",
                "jdbc:oracle:thin:orders/tuba-quartet@//db:1521/orders",
                url + ";USER=orders;PASSWORD=tuba-quartet",
                url + ";USER=orders;PASSWORD=tuba-quartet;NO_SUCH_SETTING=tuba-quartet")) {
            Jdbc variable = jdbc("orders-db", URL).timeout(Duration.ofSeconds(30));
            Jdbc literal = jdbc("orders-db", credentials).timeout(Duration.ofSeconds(30));
            for (Report report : List.of(run(variable, credentials, "x"), run(literal, credentials, "x"))) {
                assertEquals(Outcome.FAILED, last(report).outcome(), report::toString);
                assertFalse(report.toString().contains("tuba"), report::toString);
                assertFalse(report.toString().contains("quartet"), report::toString);
            }
        }
    }

    private static CheckResult last(Report report) {
        return report.results().get(report.results().size() - 1);
    }

    private static Report run(Check<?> check, String url, String password) {
        return Preflight.of("orders", check)
                .against(Deployment.of(
                        Map.of("DATABASE_URL", url, "DATABASE_USER", "orders", "DATABASE_PASSWORD", password)))
                .run();
    }
}
