package dev.preflight.backend;

import static dev.preflight.backend.Backends.jdbc;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.fact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the drivers of the vendors answer to demands, for vendors that no build can start. */
class JdbcDemandTest {
    private final DataSource pool = mock(DataSource.class);
    private final DatabaseMetaData data = mock(DatabaseMetaData.class);
    private final Statement statement = mock(Statement.class);

    @BeforeEach
    void connectionWorks() throws SQLException {
        Connection connection = mock(Connection.class);
        when(pool.getConnection()).thenReturn(connection);
        when(connection.getMetaData()).thenReturn(data);
        when(connection.createStatement()).thenReturn(statement);
    }

    @ParameterizedTest
    @CsvSource({
        "42P01, 0",
        "42S02, 1146",
        "42S03, 0",
        "42S04, 42104",
        "42X05, 30000",
        "42501, -5501",
        "42704, -204",
        "42000, 942"
    })
    void tableThatIsMissingIsSaidToBeMissing(String state, int vendorCode) throws SQLException {
        when(statement.execute(any())).thenThrow(new SQLException("so it is", state, vendorCode));

        assertFails(
                Code.BACKEND_QUERY,
                "no table orders",
                "run the migrations that create it, or correct the database or schema in the URL",
                jdbc("db", pool).table("orders"));
    }

    @Test
    void tableThatCannotBeReadForAnotherReasonIsNotSaidToBeMissing() throws SQLException {
        when(statement.execute(any())).thenThrow(new SQLException("syntax error", "42601"));

        assertFails(
                Code.BACKEND_QUERY,
                "table orders cannot be read",
                "run the migrations that create it, or correct the database or schema in the URL",
                jdbc("db", pool).table("orders"));
    }

    @Test
    void tableThatMayNotBeReadNeedsAGrant() throws SQLException {
        when(statement.execute(any())).thenThrow(new SQLException("permission denied for table orders", "42501"));

        assertFails(
                Code.BACKEND_NOT_AUTHORISED,
                "table orders may not be read",
                "grant the user the right to select from it",
                jdbc("db", pool).table("orders"));
    }

    @Test
    void errorThatIsNotOfTheTableStaysWhatItIs() throws SQLException {
        when(statement.execute(any())).thenThrow(new SQLException("too many connections", "53300"));

        assertFails(Code.BACKEND_BUSY, jdbc("db", pool).table("orders"));
    }

    @ParameterizedTest
    @CsvSource({"off", "OFF", "f", "false", "0", "''", ","})
    void switchThatIsOffLetsWritesIn(String value) throws SQLException {
        answer("PostgreSQL", "show transaction_read_only", value);

        assertPasses(jdbc("db", pool).writable());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PostgreSQL | show transaction_read_only       | on | transaction_read_only is on for this user, database or server
            MySQL      | select @@global.read_only        | 1  | read_only is on: a replica, or a primary that was demoted
            MariaDB    | select @@global.innodb_read_only | 1  | innodb_read_only is on: a replica, or a primary that was demoted
            """)
    void switchThatIsOnIsNamed(String product, String query, String value, String found) throws SQLException {
        answer(product, query, value);

        Problem problem = assertFails(
                Code.BACKEND_READ_ONLY,
                "takes reads only",
                "point the URL at the primary",
                jdbc("db", pool).writable());
        assertEquals(found, fact("found", problem));
    }

    @ParameterizedTest
    @CsvSource({"5.5.5-10.6.1-MariaDB, 10.6", "5.5.5, 5.5", "Release nineteen, 19.3", ", 19.3"})
    void versionIsThatOfTheServerOrOfTheNumbersOfTheDriver(String text, String least) throws SQLException {
        when(data.getDatabaseProductVersion()).thenReturn(text);
        when(data.getDatabaseMajorVersion()).thenReturn(19);
        when(data.getDatabaseMinorVersion()).thenReturn(3);

        assertPasses(jdbc("db", pool).atLeast(least));
        assertFails(Code.BACKEND_VERSION, jdbc("db", pool).atLeast("20"));
    }

    /** One query gives this value, and all others give no row. */
    private void answer(String product, String query, String value) throws SQLException {
        ResultSet none = mock(ResultSet.class);
        ResultSet row = mock(ResultSet.class);
        when(row.next()).thenReturn(true);
        when(row.getString(1)).thenReturn(value);
        when(statement.executeQuery(any())).thenReturn(none);
        when(statement.executeQuery(query)).thenReturn(row);
        when(data.getDatabaseProductName()).thenReturn(product);
    }
}
