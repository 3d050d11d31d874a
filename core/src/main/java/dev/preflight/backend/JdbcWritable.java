package dev.preflight.backend;

import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * A database that takes writes. PostgreSQL: {@code transaction_read_only}, which is always on in recovery. MySQL and
 * MariaDB: {@code read_only}, and {@code innodb_read_only} of the readers of a cluster.
 */
record JdbcWritable() implements JdbcDemand {
    @Override
    public String inWords() {
        return "takes writes";
    }

    @Override
    public void verify(Connection connection, ProbeContext context) throws SQLException {
        context.trying("writable");
        String reason = connection.isReadOnly() ? "the connection is set to read only" : "";
        String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        if (reason.isEmpty() && product.contains("postgresql")) {
            reason = postgresql(connection, context);
        } else if (reason.isEmpty() && (product.contains("mysql") || product.contains("mariadb"))) {
            reason = mysql(connection, context);
        }
        if (!reason.isEmpty()) {
            throw Problem.of(Code.BACKEND_READ_ONLY, "takes reads only")
                    .found(reason)
                    .fix("point the URL at the primary")
                    .asException();
        }
        context.held("");
    }

    private static String postgresql(Connection connection, ProbeContext context) throws SQLException {
        if (!isOn(connection, context, "show transaction_read_only")) {
            return "";
        }
        return isOn(connection, context, "select pg_is_in_recovery()")
                ? "a replica: the server is in recovery"
                : "transaction_read_only is on for this user, database or server";
    }

    private static String mysql(Connection connection, ProbeContext context) throws SQLException {
        for (String variable : new String[] {"read_only", "innodb_read_only"}) {
            if (isOn(connection, context, "select @@global." + variable)) {
                return variable + " is on: a replica, or a primary that was demoted";
            }
        }
        return "";
    }

    private static boolean isOn(Connection connection, ProbeContext context, String query) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(Jdbc.seconds(context));
            try (ResultSet rows = statement.executeQuery(query)) {
                String value = rows.next() ? rows.getString(1) : null;
                // A truth value is on, t, true or 1; MariaDB 12 knows more ways to be on than to be off.
                return value != null
                        && switch (value.toLowerCase(Locale.ROOT)) {
                            case "off", "f", "false", "0", "" -> false;
                            default -> true;
                        };
            }
        }
    }
}
