package dev.preflight.backend;

import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import java.sql.Connection;
import java.sql.SQLException;

/** A table or view that exists and may be read. */
record JdbcTable(String table) implements JdbcDemand {
    @Override
    public String inWords() {
        return "has the table " + table + ", which may be read";
    }

    @Override
    public void verify(Connection connection, ProbeContext context) throws SQLException {
        context.trying("table");
        try {
            JdbcQuery.run("select * from " + table + " where 1 = 0", connection, context);
        } catch (SQLException e) {
            Problem problem = context.problem(e);
            throw switch (problem.code().id()) {
                case "backend.query" ->
                    said(problem, isMissing(e) ? "no table " + table : "table " + table + " cannot be read")
                            .fix("run the migrations that create it, or correct the database or schema in the URL")
                            .asException();
                case "backend.not-authorised" ->
                    said(problem, "table " + table + " may not be read")
                            .fix("grant the user the right to select from it")
                            .asException();
                default -> problem.asException();
            };
        }
        context.held(table);
    }

    /** The problem in other words, and without its remedy. */
    private static Problem said(Problem problem, String summary) {
        Problem said = Problem.of(problem.code(), summary);
        for (Fact fact : problem.facts()) {
            said = fact.label().equals("fix") ? said : said.fact(fact.label(), fact.text());
        }
        return said;
    }

    /** PostgreSQL; MySQL and H2; Derby; HSQLDB and Db2; Oracle and SQL Server by their numbers. */
    private static boolean isMissing(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return switch (state) {
            case "42P01", "42S02", "42S03", "42S04", "42X05", "42501", "42704" -> true;
            default -> e.getErrorCode() == 942 || e.getErrorCode() == 208;
        };
    }
}
