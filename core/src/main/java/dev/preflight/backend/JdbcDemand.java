package dev.preflight.backend;

import dev.preflight.check.ProbeContext;
import java.sql.Connection;
import java.sql.SQLException;

/** Something that is demanded of a database beyond a connection. An implementation says which rung it tries and holds. */
interface JdbcDemand {
    /**
     * Looks whether it is met, and changes nothing.
     *
     * @throws SQLException if the database says no
     */
    void verify(Connection connection, ProbeContext context) throws SQLException;

    /** What is demanded, for the documentation. */
    String inWords();
}
