package dev.preflight.diagnosis;

import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.text.Printable;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Locale;

/** Makes problems of SQL exceptions by their SQLState (ISO/IEC 9075-2, and the vendors' own) and vendor code. */
final class SqlDiagnosis {
    private SqlDiagnosis() {}

    static boolean isSql(Throwable thrown) {
        return ExceptionText.isA("java.sql.SQLException", thrown);
    }

    static Problem of(Throwable thrown, Diagnosis diagnosis) {
        SQLException sql = (SQLException) thrown;
        Code code = code(sql);
        return switch (code.id()) {
            case "backend.timeout" ->
                problem(code, "no answer in time", sql, diagnosis).fix(diagnosis.start());
            case "backend.database" ->
                problem(code, "no such database", sql, diagnosis)
                        .fix(diagnosis.correct("create the database", "correct the URL", code));
            case "backend.login" ->
                problem(
                                code,
                                state(sql).equals("08004")
                                        ? "a password is asked for, and there is none"
                                        : "login rejected",
                                sql,
                                diagnosis)
                        .fix(diagnosis.correctLogin());
            case "backend.not-authorised" ->
                problem(code, "not authorised", sql, diagnosis).fix("grant the user what the check asks for");
            case "backend.busy" ->
                problem(code, "no connection left", sql, diagnosis)
                        .fix("raise the limit of the server, or close what holds its connections");
            case "backend.starting" ->
                problem(code, "starting up or shutting down", sql, diagnosis)
                        .fix("wait until it has started, for instance with retryFor(...)");
            case "backend.read-only" ->
                problem(code, "takes reads only", sql, diagnosis).fix("point the URL at the primary");
            case "backend.driver" ->
                problem(code, "no driver for the URL", sql, diagnosis)
                        .fix(diagnosis.correct("add the JDBC driver to the class path", "correct the URL"));
            case "backend.query" ->
                problem(code, "query rejected", sql, diagnosis)
                        .fix("correct the query, or run the migrations that it needs");
            default -> problem(code, "failed", sql, diagnosis).fix(diagnosis.correct("mend what it says", ""));
        };
    }

    private static String state(SQLException sql) {
        return sql.getSQLState() == null ? "" : sql.getSQLState();
    }

    private static Code code(SQLException sql) {
        String state = state(sql);
        String message = ExceptionText.message(sql);
        if (sql instanceof SQLTimeoutException || state.equals("57014")) {
            return Code.BACKEND_TIMEOUT;
        }
        Code known = message.startsWith("ORA-") ? oracle(sql.getErrorCode()) : vendor(sql);
        if (known != null) {
            return known;
        }
        if (state.equals("08001") && message.startsWith("No suitable driver")) {
            return Code.BACKEND_DRIVER;
        }
        // pgjdbc, of a server that asks for a password where there is none, or an empty one.
        if (state.equals("08004")
                && ExceptionText.isA("org.postgresql.util.PSQLException", sql)
                && message.contains("password")) {
            return Code.BACKEND_LOGIN;
        }
        return switch (state) {
            case "3D000", "90146", "90149" -> Code.BACKEND_DATABASE;
            case "57P01", "57P02", "57P03" -> Code.BACKEND_STARTING;
            case "25006", "90097" -> Code.BACKEND_READ_ONLY;
            // Insufficient privilege; HSQLDB says it of a table that is not there too, under number -5501.
            case "42501" -> sql.getErrorCode() == -5501 ? Code.BACKEND_QUERY : Code.BACKEND_NOT_AUTHORISED;
            case "90096", "42502" -> Code.BACKEND_NOT_AUTHORISED;
            default -> byClass(state, message.toLowerCase(Locale.ROOT));
        };
    }

    /** By the first two characters, which are the class of the state. */
    private static Code byClass(String state, String message) {
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "28" -> Code.BACKEND_LOGIN;
            case "53" -> Code.BACKEND_BUSY;
            case "42", "22", "0A" -> Code.BACKEND_QUERY;
            case "08" -> message.contains("timed out") ? Code.BACKEND_TIMEOUT : Code.BACKEND_FAILED;
            default -> Code.BACKEND_FAILED;
        };
    }

    /** Numbers that MySQL, MariaDB and SQL Server give, and nobody else to something else. */
    private static Code vendor(SQLException sql) {
        if (sql.getClass().getName().startsWith("com.microsoft.sqlserver.")) {
            return switch (sql.getErrorCode()) {
                case 18456 -> Code.BACKEND_LOGIN;
                case 4060 -> Code.BACKEND_DATABASE;
                case 18401, 40613 -> Code.BACKEND_STARTING;
                case 229, 916 -> Code.BACKEND_NOT_AUTHORISED;
                case 208 -> Code.BACKEND_QUERY;
                case 3906 -> Code.BACKEND_READ_ONLY;
                default -> null;
            };
        }
        return switch (sql.getErrorCode()) {
            case 1044, 1049 -> Code.BACKEND_DATABASE;
            case 1040, 1203, 1226 -> Code.BACKEND_BUSY;
            case 1053 -> Code.BACKEND_STARTING;
            case 1129, 1130, 1142, 1143, 1227 -> Code.BACKEND_NOT_AUTHORISED;
            case 1290, 1792, 1836 -> Code.BACKEND_READ_ONLY;
            default -> null;
        };
    }

    /** Numbers of Oracle ("Database Error Messages"); its states say little. */
    private static Code oracle(int number) {
        return switch (number) {
            case 1005, 1017, 28000, 28001 -> Code.BACKEND_LOGIN;
            case 1031, 1045 -> Code.BACKEND_NOT_AUTHORISED;
            case 12154, 12505, 12514 -> Code.BACKEND_DATABASE;
            case 18, 20, 12516, 12519, 12520 -> Code.BACKEND_BUSY;
            case 1033, 1034, 1089, 12528 -> Code.BACKEND_STARTING;
            case 16000 -> Code.BACKEND_READ_ONLY;
            case 942 -> Code.BACKEND_QUERY;
            default -> null;
        };
    }

    private static Problem problem(Code code, String summary, SQLException sql, Diagnosis diagnosis) {
        Problem problem = Problem.of(code, summary)
                .fact("why", ExceptionText.inOneLine(sql, diagnosis.check().secrets()));
        if (sql.getSQLState() == null) {
            return problem;
        }
        String state = diagnosis.check().secrets().scrubPieces(sql.getSQLState());
        return problem.fact("state", Printable.line(state, 20) + ", vendor code " + sql.getErrorCode());
    }
}
