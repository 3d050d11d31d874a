package dev.preflight;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;

/** Makes problems of SQL exceptions by their SQLState (ISO/IEC 9075-2, and the vendors' own) and vendor code. */
final class SqlDiagnosis {
    private SqlDiagnosis() {}

    static boolean isSql(Throwable thrown) {
        return Thrown.isA("java.sql.SQLException", thrown);
    }

    static Problem of(Throwable thrown, Diagnosis diagnosis) {
        SQLException sql = (SQLException) thrown;
        String state = sql.getSQLState() == null ? "" : sql.getSQLState();
        int vendor = sql.getErrorCode();
        if (sql instanceof SQLTimeoutException
                || state.equals("57014")
                || state.startsWith("08") && Thrown.message(sql).contains("timed out")) {
            return problem(Code.BACKEND_TIMEOUT, "no answer in time", sql, diagnosis)
                    .fix(diagnosis.start());
        }
        if (vendor == 1049
                || vendor == 1044
                || state.equals("3D000")
                || state.equals("90146")
                || state.equals("90149")) {
            return problem(Code.BACKEND_DATABASE, "no such database", sql, diagnosis)
                    .fix(diagnosis.correct("create the database", "correct the URL"));
        }
        if (state.startsWith("28")) {
            return problem(Code.BACKEND_LOGIN, "login rejected", sql, diagnosis).fix(diagnosis.correctLogin());
        }
        if (vendor == 1040 || state.startsWith("53")) {
            return problem(Code.BACKEND_BUSY, "no connection left", sql, diagnosis)
                    .fix("raise the limit of the server, or close what holds its connections");
        }
        if (state.equals("57P03") || state.equals("57P01") || state.equals("57P02")) {
            return problem(Code.BACKEND_STARTING, "starting up or shutting down", sql, diagnosis)
                    .fix("wait until it has started, for instance with retryFor(...)");
        }
        if (state.equals("08001") && Thrown.message(sql).startsWith("No suitable driver")) {
            return problem(Code.BACKEND_DRIVER, "no driver for the URL", sql, diagnosis)
                    .fix(diagnosis.correct("add the JDBC driver to the class path", "correct the URL"));
        }
        if (state.startsWith("42") || state.startsWith("22") || state.startsWith("0A")) {
            return problem(Code.BACKEND_QUERY, "query rejected", sql, diagnosis)
                    .fix("correct the query, or run the migrations that it needs");
        }
        return problem(Code.BACKEND_FAILED, "failed", sql, diagnosis).fix(diagnosis.correct("mend what it says", ""));
    }

    private static Problem problem(Code code, String summary, SQLException sql, Diagnosis diagnosis) {
        Problem problem = Problem.of(code, summary).fact("why", Thrown.inOneLine(sql, diagnosis.context()));
        return sql.getSQLState() == null
                ? problem
                : problem.fact("state", Printable.line(sql.getSQLState(), 20) + ", vendor code " + sql.getErrorCode());
    }
}
