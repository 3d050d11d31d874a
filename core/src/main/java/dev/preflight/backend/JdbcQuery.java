package dev.preflight.backend;

import dev.preflight.check.ProbeContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A query that the database accepts. */
record JdbcQuery(String sql) implements JdbcDemand {
    @Override
    public String inWords() {
        return "accepts the query '" + sql + "'";
    }

    @Override
    public void verify(Connection connection, ProbeContext context) throws SQLException {
        context.trying("query");
        run(sql, connection, context);
        context.held("");
    }

    static void run(String sql, Connection connection, ProbeContext context) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(Jdbc.seconds(context));
            statement.setMaxRows(1);
            statement.execute(sql);
        }
    }
}
