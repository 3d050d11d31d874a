package dev.preflight.backend;

import static dev.preflight.backend.Backends.jdbc;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.preflight.problem.Code;
import dev.preflight.report.CheckResult;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pool that waits for its database, and says nothing meanwhile: HikariCP with {@code initializationFailTimeout=-1}. */
@Timeout(60)
class JdbcPoolTest {
    private static final String DATABASE = "/mem:pool-test;DB_CLOSE_DELAY=-1";

    private static Server server;
    private static Connection owner;

    private final List<HikariDataSource> pools = new ArrayList<>();

    @BeforeAll
    static void start() throws SQLException {
        server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists");
        server.start();
        owner = DriverManager.getConnection(url(server.getPort()), "orders", "tr0mbone-solo");
    }

    @AfterAll
    static void stop() throws SQLException {
        owner.close();
        server.stop();
    }

    @AfterEach
    void closePools() {
        pools.forEach(HikariDataSource::close);
    }

    private static String url(int port) {
        return "jdbc:h2:tcp://127.0.0.1:" + port + DATABASE;
    }

    private HikariDataSource pool(int port, String password) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url(port));
        pool.setUsername("orders");
        pool.setPassword(password);
        pool.setInitializationFailTimeout(-1);
        pool.setMaximumPoolSize(1);
        pools.add(pool);
        return pool;
    }

    private static void assertNoParking(CheckResult result) {
        String text = result.problems().toString();
        assertFalse(text.contains("Unsafe.park") || text.contains("LockSupport"), text);
    }

    @Test
    void portThatRefusesIsTheReason() throws IOException {
        try (FaultyServer nobody = new FaultyServer(FaultyServer.Fault.NOTHING_LISTENS)) {
            CheckResult result = assertFails(Code.BACKEND_REFUSED, jdbc("db", pool(nobody.port(), "x")));

            String beside = Verdicts.fact("beside", result.problems().get(0));
            assertTrue(beside.startsWith("jdbc:h2:tcp://127.0.0.1:" + nobody.port() + "/mem:pool-test: DNS "), beside);
            assertTrue(beside.endsWith(", TCP refused"), beside);
            assertNoParking(result);
        }
    }

    @Test
    void poolThatIsWornOutIsToldFromADatabaseThatIsDown() throws SQLException {
        HikariDataSource pool = pool(server.getPort(), "tr0mbone-solo");
        try (Connection last = pool.getConnection()) {
            assertTrue(last.isValid(1));
            CheckResult result =
                    assertFails(Code.CHECK_TIMEOUT, jdbc("db", pool).timeout(Duration.ofSeconds(1)));

            assertEquals(
                    "the pool gives no connection, and one beside it works",
                    result.problems().get(0).summary());
            assertNoParking(result);
        }
        assertPasses(jdbc("db", pool));
    }

    @Test
    void poolWhoseServerNeverAnswersShowsWhoWaits() throws IOException {
        try (FaultyServer mute = new FaultyServer(FaultyServer.Fault.NEVER_ANSWERS)) {
            CheckResult result = assertFails(
                    Code.CHECK_TIMEOUT, jdbc("db", pool(mute.port(), "x")).timeout(Duration.ofSeconds(1)));

            assertTrue(result.problems().toString().contains("com.zaxxer.hikari."), result::toString);
            assertNoParking(result);
        }
    }
}
