package dev.preflight.backend;

import static dev.preflight.backend.Backends.jdbc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.preflight.Preflight;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockito.InOrder;

@Timeout(60)
class JdbcDataSourceTest {
    private final DataSource pool = mock(DataSource.class);
    private final Connection connection = mock(Connection.class);
    private final Statement statement = mock(Statement.class);

    @BeforeEach
    void connectionWorks() throws SQLException {
        when(pool.getConnection()).thenReturn(connection);
        when(connection.getMetaData()).thenReturn(mock(DatabaseMetaData.class));
        when(connection.getNetworkTimeout()).thenReturn(60_000);
        when(connection.isValid(anyInt())).thenReturn(true);
        when(connection.createStatement()).thenReturn(statement);
    }

    @Test
    void realDataSourceIsUsedAsItIs() {
        JdbcDataSource source = new JdbcDataSource();
        source.setUrl("jdbc:h2:mem:data-source-test");
        assertEquals(Outcome.PASSED, run(jdbc("db", source)).outcome());
        assertEquals(Outcome.PASSED, run(jdbc("db", source).query("select 1")).outcome());
        assertEquals(
                Code.BACKEND_QUERY,
                run(jdbc("db", source).query("selec 1")).problems().get(0).code());
    }

    @Test
    void connectionIsGivenBackAsItWas() throws SQLException {
        when(connection.isClosed()).thenReturn(true);
        assertEquals(Outcome.PASSED, run(jdbc("db", pool)).outcome());
        assertGivenBack();
        verify(connection, never()).abort(any());
    }

    @Test
    void connectionIsGivenBackAsItWasWhenTheQueryFails() throws SQLException {
        when(statement.execute(any())).thenThrow(new SQLException("no table", "42P01"));
        assertEquals(
                Code.BACKEND_QUERY,
                run(jdbc("db", pool).query("select 1 from orders"))
                        .problems()
                        .get(0)
                        .code());
        assertGivenBack();
    }

    @Test
    void queryIsBoundByTheDriverToo() throws SQLException {
        run(jdbc("db", pool).query("select 1").timeout(Duration.ofSeconds(20)));
        verify(statement).setQueryTimeout(20);
        verify(statement).setMaxRows(1);
        verify(statement).close();
    }

    @Test
    void connectionThatBreaksWhileGivenBackChangesNothing() throws SQLException {
        doThrow(new SQLException("broken")).when(connection).setNetworkTimeout(any(), eq(60_000));
        assertEquals(Outcome.PASSED, run(jdbc("db", pool)).outcome());
    }

    @Test
    void driverWithoutNetworkTimeoutsIsUsedWithout() throws SQLException {
        when(connection.getNetworkTimeout()).thenThrow(new SQLFeatureNotSupportedException("no"));
        assertEquals(Outcome.PASSED, run(jdbc("db", pool)).outcome());
        verify(connection, never()).setNetworkTimeout(any(), anyInt());
    }

    @Test
    void driverOlderThanNetworkTimeoutsIsUsedWithout() throws SQLException {
        when(connection.getNetworkTimeout()).thenThrow(new AbstractMethodError());
        assertEquals(Outcome.PASSED, run(jdbc("db", pool)).outcome());
    }

    @Test
    void invalidConnectionFails() throws SQLException {
        when(connection.isValid(anyInt())).thenReturn(false);
        CheckResult result = run(jdbc("db", pool));
        assertEquals(Code.BACKEND_FAILED, result.problems().get(0).code());
        assertEquals(
                "the driver calls the connection invalid",
                result.problems().get(0).summary());
    }

    @Test
    void poolThatHangsIsAbandonedAndItsConnectionGivenBackLater() throws Exception {
        CountDownLatch exhausted = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        when(pool.getConnection()).thenAnswer(call -> {
            while (true) {
                try {
                    exhausted.await();
                    return connection;
                } catch (InterruptedException e) {
                    // Pools of others may be as stubborn as this.
                    continue;
                }
            }
        });
        org.mockito.Mockito.doAnswer(call -> {
                    closed.countDown();
                    return null;
                })
                .when(connection)
                .close();
        CheckResult result = run(jdbc("db", pool).timeout(Duration.ofMillis(300)));
        assertEquals(Code.CHECK_TIMEOUT, result.problems().get(0).code());
        assertEquals(
                "connection timeout", result.problems().get(0).facts().get(0).text());
        assertTrue(result.took().compareTo(Duration.ofSeconds(5)) < 0);
        exhausted.countDown();
        assertTrue(closed.await(10, TimeUnit.SECONDS));
    }

    @Test
    void queryThatHangsIsCutOff() throws Exception {
        CountDownLatch aborted = new CountDownLatch(1);
        when(statement.execute(any())).thenAnswer(call -> {
            aborted.await();
            throw new SQLException("aborted");
        });
        org.mockito.Mockito.doAnswer(call -> {
                    aborted.countDown();
                    return null;
                })
                .when(connection)
                .abort(any());
        CheckResult result = run(jdbc("db", pool).query("select sleep(99)").timeout(Duration.ofMillis(300)));
        assertEquals(Code.CHECK_TIMEOUT, result.problems().get(0).code());
        assertTrue(aborted.await(10, TimeUnit.SECONDS));
        verify(connection, atLeastOnce()).abort(any());
    }

    @Test
    void exhaustedPoolIsClassifiedByItsState() throws SQLException {
        when(pool.getConnection()).thenThrow(new SQLException("too many clients", "53300"));
        assertEquals(Code.BACKEND_BUSY, run(jdbc("db", pool)).problems().get(0).code());
    }

    /** Most data sources have the URL as a property, by one of a few names. */
    @Test
    void addressIsShownWhereTheDataSourceTellsItsUrl() throws IOException {
        int port = closedPort();
        JdbcDataSource source = new JdbcDataSource();
        source.setUrl("jdbc:h2:tcp://127.0.0.1:" + port + "/orders;PASSWORD=tr0mbone-solo");
        Problem problem = run(jdbc("db", source)).problems().get(0);
        assertEquals(Code.BACKEND_REFUSED, problem.code());
        assertTried("jdbc:h2:tcp://127.0.0.1:" + port + "/orders", problem);
        assertFalse(problem.toString().contains("tr0mbone"));
    }

    /** HikariCP wraps what the driver throws for the first connection. */
    @Test
    void addressIsShownWhereThePoolThrowsSomethingOfItsOwn() throws IOException, SQLException {
        int port = closedPort();
        Pool pool = brokenPool();
        when(pool.getJdbcUrl()).thenReturn("jdbc:postgresql://app:tr0mbone-solo@127.0.0.1:" + port + "/orders");
        Problem problem = run(jdbc("db", pool)).problems().get(0);
        assertEquals(Code.BACKEND_REFUSED, problem.code());
        assertTried("jdbc:postgresql://127.0.0.1:" + port + "/orders", problem);
        assertFalse(problem.toString().contains("tr0mbone"));
    }

    @Test
    void whatIsNoUrlOrCannotBeReadIsNone() throws SQLException {
        Pool pool = brokenPool();
        Problem expected = run(jdbc("db", pool)).problems().get(0);
        assertEquals(Code.BACKEND_REFUSED, expected.code());
        when(pool.getJdbcUrl()).thenReturn("db.example/orders").thenThrow(new IllegalStateException("not yet"));
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    expected.toString(), run(jdbc("db", pool)).problems().get(0).toString());
        }
    }

    private static void assertTried(String address, Problem problem) {
        Fact tried = problem.facts().get(0);
        assertEquals("tried", tried.label());
        assertTrue(tried.text().startsWith(address + ": DNS 127.0.0.1 in "), tried.text());
        assertTrue(tried.text().endsWith(", TCP refused"), tried.text());
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** As pools are: it has a URL, and throws something of its own. */
    public interface Pool extends DataSource {
        String getJdbcUrl();
    }

    private static Pool brokenPool() throws SQLException {
        Pool pool = mock(Pool.class);
        SQLException refused = new SQLException("refused", "08001", new ConnectException("refused"));
        when(pool.getConnection()).thenThrow(new IllegalStateException("no pool", refused));
        return pool;
    }

    private void assertGivenBack() throws SQLException {
        InOrder order = inOrder(connection);
        order.verify(connection).setNetworkTimeout(any(), anyInt());
        order.verify(connection).setNetworkTimeout(any(), eq(60_000));
        order.verify(connection, atLeastOnce()).close();
    }

    private static CheckResult run(Jdbc check) {
        return Preflight.of("orders", check)
                .against(Deployment.of(Map.of()))
                .run()
                .results()
                .get(0);
    }
}
