package dev.preflight;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLTimeoutException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlDiagnosisTest {
    @ParameterizedTest
    @CsvSource({
        // PostgreSQL
        "57014, 0, BACKEND_TIMEOUT, no answer in time",
        "3D000, 0, BACKEND_DATABASE, no such database",
        "28P01, 0, BACKEND_LOGIN, login rejected",
        "28000, 0, BACKEND_LOGIN, login rejected",
        "53300, 0, BACKEND_BUSY, no connection left",
        "57P01, 0, BACKEND_STARTING, starting up or shutting down",
        "57P02, 0, BACKEND_STARTING, starting up or shutting down",
        "57P03, 0, BACKEND_STARTING, starting up or shutting down",
        "42P01, 0, BACKEND_QUERY, query rejected",
        "22012, 0, BACKEND_QUERY, query rejected",
        "0A000, 0, BACKEND_QUERY, query rejected",
        // MySQL and MariaDB
        "42000, 1049, BACKEND_DATABASE, no such database",
        "42000, 1044, BACKEND_DATABASE, no such database",
        "28000, 1045, BACKEND_LOGIN, login rejected",
        "08004, 1040, BACKEND_BUSY, no connection left",
        "42S02, 1146, BACKEND_QUERY, query rejected",
        // H2
        "90146, 90146, BACKEND_DATABASE, no such database",
        "90149, 90149, BACKEND_DATABASE, no such database",
        // what is not known
        "08001, 0, BACKEND_FAILED, failed",
        "XX000, 0, BACKEND_FAILED, failed",
        ", 0, BACKEND_FAILED, failed"
    })
    void stateTellsWhatIsWrong(String state, int vendorCode, Code code, String summary) {
        Problem problem = problem(new SQLException("as the server says", state, vendorCode));
        assertEquals(code, problem.code());
        assertEquals(summary, problem.summary());
    }

    @Test
    void stateAndVendorCodeAreShown() {
        Problem problem = problem(new SQLException("no such role", "28P01", 7));
        assertEquals(
                List.of(
                        new Fact("why", "SQLException: no such role"),
                        new Fact("state", "28P01, vendor code 7"),
                        new Fact("fix", "correct the user or the password, or correct DATABASE_URL")),
                problem.facts());
    }

    @Test
    void stateOfOthersIsEscapedAndBounded() {
        Problem problem = problem(new SQLException("x", "\u001b" + "9".repeat(100), 7));
        assertEquals(
                "\\u001b9999999999999999999..., vendor code 7",
                problem.facts().get(1).text());
    }

    @Test
    void timeoutIsKnownByItsClass() {
        assertEquals(
                Code.BACKEND_TIMEOUT, problem(new SQLTimeoutException("slow")).code());
    }

    @Test
    void subclassesAndCausesAreKnown() {
        Exception login = new SQLInvalidAuthorizationSpecException("no", "28000");
        assertEquals(
                Code.BACKEND_LOGIN,
                problem(new IllegalStateException("pool is empty", login)).code());
    }

    @Test
    void networkBelowADriverIsTheRootCause() {
        SQLException sql = new SQLException("The connection attempt failed.", "08001", new ConnectException("no"));
        assertEquals(Code.BACKEND_REFUSED, problem(sql).code());
    }

    @Test
    void missingDriverIsKnownByItsMessage() {
        Problem problem = problem(new SQLException("No suitable driver found for x", "08001"));
        assertEquals(Code.BACKEND_DRIVER, problem.code());
        assertEquals(
                "add the JDBC driver to the class path, or correct DATABASE_URL",
                problem.facts().get(2).text());
    }

    private static Problem problem(Exception thrown) {
        return Preflight.of(
                        "orders",
                        probe("db", () -> {
                                    throw thrown;
                                })
                                .needs(env("DATABASE_URL")))
                .in(Deployment.of(Map.of("DATABASE_URL", "x")))
                .run()
                .results()
                .get(1)
                .problems()
                .get(0);
    }
}
