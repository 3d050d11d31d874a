package dev.preflight.diagnosis;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.preflight.Preflight;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.CodeByName;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLTimeoutException;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
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
        "42501, 0, BACKEND_NOT_AUTHORISED, not authorised",
        "25006, 0, BACKEND_READ_ONLY, takes reads only",
        // HSQLDB
        "42501, -5501, BACKEND_QUERY, query rejected",
        // MySQL and MariaDB
        "42000, 1203, BACKEND_BUSY, no connection left",
        "42000, 1226, BACKEND_BUSY, no connection left",
        "HY000, 1130, BACKEND_NOT_AUTHORISED, not authorised",
        "42000, 1142, BACKEND_NOT_AUTHORISED, not authorised",
        "HY000, 1290, BACKEND_READ_ONLY, takes reads only",
        "08S01, 1053, BACKEND_STARTING, starting up or shutting down",
        "42000, 1049, BACKEND_DATABASE, no such database",
        "42000, 1044, BACKEND_DATABASE, no such database",
        "28000, 1045, BACKEND_LOGIN, login rejected",
        "08004, 1040, BACKEND_BUSY, no connection left",
        "42S02, 1146, BACKEND_QUERY, query rejected",
        // H2
        "90146, 90146, BACKEND_DATABASE, no such database",
        "90149, 90149, BACKEND_DATABASE, no such database",
        "90096, 90096, BACKEND_NOT_AUTHORISED, not authorised",
        "90097, 90097, BACKEND_READ_ONLY, takes reads only",
        // what is not known
        "08001, 0, BACKEND_FAILED, failed",
        "XX000, 0, BACKEND_FAILED, failed",
        ", 0, BACKEND_FAILED, failed"
    })
    void stateTellsWhatIsWrong(String state, int vendorCode, @ConvertWith(CodeByName.class) Code code, String summary) {
        Problem problem = problem(new SQLException("as the server says", state, vendorCode));
        assertEquals(code, problem.code());
        assertEquals(summary, problem.summary());
    }

    @ParameterizedTest
    @CsvSource({
        "1017, BACKEND_LOGIN",
        "28000, BACKEND_LOGIN",
        "1045, BACKEND_NOT_AUTHORISED",
        "12514, BACKEND_DATABASE",
        "12519, BACKEND_BUSY",
        "1033, BACKEND_STARTING",
        "16000, BACKEND_READ_ONLY",
        "942, BACKEND_QUERY"
    })
    void numbersOfOracleMeanWhatOracleMeans(int number, @ConvertWith(CodeByName.class) Code code) {
        assertEquals(
                code,
                problem(new SQLException("ORA-" + number + ": x", "72000", number))
                        .code());
    }

    @Test
    void numberOfOracleThatIsNotKnownLeavesItToTheState() {
        assertEquals(
                Code.BACKEND_QUERY,
                problem(new SQLException("ORA-00904: x", "42000", 904)).code());
    }

    @ParameterizedTest
    @CsvSource({
        "18456, BACKEND_LOGIN, login rejected",
        "4060, BACKEND_DATABASE, no such database",
        "18401, BACKEND_STARTING, starting up or shutting down",
        "40613, BACKEND_STARTING, starting up or shutting down",
        "229, BACKEND_NOT_AUTHORISED, not authorised",
        "916, BACKEND_NOT_AUTHORISED, not authorised",
        "208, BACKEND_QUERY, query rejected",
        "3906, BACKEND_READ_ONLY, takes reads only",
        "1049, BACKEND_FAILED, failed"
    })
    void numbersOfSqlServerMeanWhatSqlServerMeans(int number, @ConvertWith(CodeByName.class) Code code, String summary)
            throws ReflectiveOperationException {
        SQLException thrown = new ByteBuddy()
                .subclass(SQLException.class)
                .name("com.microsoft.sqlserver.jdbc.SQLServerException")
                .make()
                .load(ClassLoader.getPlatformClassLoader(), ClassLoadingStrategy.Default.WRAPPER)
                .getLoaded()
                .getConstructor(String.class, String.class, int.class)
                .newInstance("as the server says", "S0001", number);
        Problem problem = problem(thrown);
        assertEquals(code, problem.code());
        assertEquals(summary, problem.summary());
    }

    @Test
    void connectionThatTimedOutIsATimeout() {
        assertEquals(
                Code.BACKEND_TIMEOUT,
                problem(new SQLException("Connection attempt timed out.", "08001"))
                        .code());
    }

    @Test
    void whatTlsSaysGoesBeforeWhatTheDriverMakesOfIt() {
        SQLException sql = new SQLException(
                "SSL error", "08006", new SSLHandshakeException("Received fatal alert: certificate_required"));
        assertEquals(Code.TLS_CLIENT_CERTIFICATE, problem(sql).code());
    }

    @Test
    void stateAndVendorCodeAreShown() {
        Problem problem = problem(new SQLException("no such role", "28P01", 7));
        assertEquals(
                List.of(
                        Fact.of("why", "SQLException: no such role"),
                        Fact.of("state", "28P01, vendor code 7"),
                        Fact.of("fix", "correct the user or the password, or correct DATABASE_URL")),
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
                .against(Deployment.of(Map.of("DATABASE_URL", "x")))
                .run()
                .results()
                .get(1)
                .problems()
                .get(0);
    }
}
