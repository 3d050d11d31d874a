package dev.preflight.backend;

import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.TreeSet;

/**
 * A schema that has been migrated, by the history table of Flyway (Flyway documentation, "Schema History Table") or
 * Liquibase ("DATABASECHANGELOG table").
 */
record JdbcMigrated(String wanted) implements JdbcDemand {
    private static final String FLYWAY = "flyway_schema_history";
    private static final String LIQUIBASE = "databasechangelog";

    @Override
    public String inWords() {
        return "is migrated to " + wanted;
    }

    @Override
    public void verify(Connection connection, ProbeContext context) throws SQLException {
        context.trying("migrations");
        String table = find(FLYWAY, connection);
        if (!table.isEmpty()) {
            flyway(table, connection, context);
            return;
        }
        table = find(LIQUIBASE, connection);
        if (table.isEmpty()) {
            throw Problem.of(Code.BACKEND_SCHEMA, "no history of migrations")
                    .found("neither " + FLYWAY + " nor " + LIQUIBASE.toUpperCase(Locale.ROOT))
                    .fix("run the migrations, or correct the database or schema in the URL")
                    .asException();
        }
        liquibase(table, connection, context);
    }

    private void flyway(String table, Connection connection, ProbeContext context) throws SQLException {
        TreeSet<Version> applied = new TreeSet<>();
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(Jdbc.seconds(context));
            // The rank comes first; the other columns have quotes in some databases, and only there.
            try (ResultSet rows = statement.executeQuery("select * from " + table + " order by 1")) {
                while (rows.next()) {
                    String text = rows.getString("version");
                    if (!rows.getBoolean("success")) {
                        throw failed(text == null ? rows.getString("script") : text, context)
                                .asException();
                    }
                    Version version = text == null ? null : Version.startOf(text);
                    String type = String.valueOf(rows.getString("type"));
                    if (version != null && (type.startsWith("UNDO") || type.equals("DELETE"))) {
                        applied.remove(version);
                    } else if (version != null) {
                        applied.add(version);
                    }
                }
            }
        }
        Version least = Version.startOf(wanted);
        if (least == null) {
            throw behind("no version of Flyway is called that").asException();
        }
        if (applied.isEmpty() || applied.last().compareTo(least) < 0) {
            throw behind(applied.isEmpty() ? "no migration was applied" : "version " + applied.last())
                    .asException();
        }
        context.held("Flyway " + applied.last());
    }

    private void liquibase(String table, Connection connection, ProbeContext context) throws SQLException {
        String last = "";
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(Jdbc.seconds(context));
            try (ResultSet rows = statement.executeQuery("select * from " + table)) {
                while (rows.next()) {
                    String how = String.valueOf(rows.getString("exectype"));
                    boolean done = !how.equals("FAILED") && !how.equals("SKIPPED");
                    if (wanted.equals(rows.getString("id")) && !done) {
                        throw failed(wanted, context).asException();
                    }
                    if (done && (wanted.equals(rows.getString("id")) || wanted.equals(rows.getString("tag")))) {
                        context.held("Liquibase " + wanted);
                        return;
                    }
                    last = String.valueOf(rows.getString("id"));
                }
            }
        }
        throw behind(
                        last.isEmpty()
                                ? "no change set was executed"
                                : "no change set or tag of this name; one is " + last)
                .asException();
    }

    private Problem behind(String found) {
        return Problem.of(Code.BACKEND_SCHEMA, "not migrated to " + wanted)
                .found(found)
                .fix("run the migrations of this release");
    }

    private static Problem failed(String migration, ProbeContext context) {
        return Problem.of(Code.BACKEND_SCHEMA, "a migration has failed")
                .found(context.outside(String.valueOf(migration)))
                .fix("mend what the migration left behind, repair the history, and run the migrations again");
    }

    /** The table as SQL names it, best in the schema of the connection; empty if it is nowhere. */
    private static String find(String name, Connection connection) throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        String own = schema(connection);
        String found = "";
        for (String variant : new String[] {name, name.toUpperCase(Locale.ROOT)}) {
            try (ResultSet tables = data.getTables(connection.getCatalog(), null, variant, null)) {
                while (tables.next()) {
                    String schema = tables.getString("TABLE_SCHEM");
                    String table = tables.getString("TABLE_NAME");
                    if (table.equalsIgnoreCase(name) && (found.isEmpty() || schema != null && schema.equals(own))) {
                        found = (schema == null ? "" : quoted(schema, data) + ".") + quoted(table, data);
                    }
                }
            }
        }
        return found;
    }

    private static String schema(Connection connection) throws SQLException {
        try {
            return connection.getSchema();
        } catch (SQLException | AbstractMethodError e) {
            // Drivers of before JDBC 4.1 do not tell.
            return null;
        }
    }

    private static String quoted(String name, DatabaseMetaData data) throws SQLException {
        String quote = data.getIdentifierQuoteString();
        return quote == null || quote.isBlank() ? name : quote + name + quote;
    }
}
