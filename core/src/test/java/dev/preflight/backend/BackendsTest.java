package dev.preflight.backend;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.envSet;
import static dev.preflight.backend.Backends.jdbc;
import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Backends.tcp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.check.EnvVar;
import dev.preflight.check.HostAndPort;
import dev.preflight.check.Phase;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class BackendsTest {
    private static final EnvVar<String> URL = env("URL");
    private static final EnvVar<String> USER = env("USER");
    private static final EnvVar<String> PASSWORD = env("PASSWORD").secret();

    @Test
    void backendsAreOnlineAndNeedTheirVariables() {
        EnvVar<HostAndPort> address = env("ADDRESS").hostAndPort();
        assertEquals("backend mq", tcp("mq", address).id());
        assertEquals(List.of(address), tcp("mq", address).settings().needs());
        assertEquals(Phase.ONLINE, tcp("mq", "localhost", 1).settings().phase());
        assertEquals(List.of(), jdbc("db", "jdbc:h2:mem:x").settings().needs());
        assertEquals(
                List.of(URL, USER, PASSWORD),
                jdbc("db", URL).login(USER, PASSWORD).settings().needs());
        assertEquals(List.of(), jdbc("db", new JdbcDataSource()).settings().needs());
    }

    @Test
    void jdbcStaysJdbcWhateverIsDeclared() {
        Jdbc full = jdbc("db", URL)
                .timeout(Duration.ofSeconds(1))
                .retryFor(Duration.ofSeconds(2))
                .describedAs("orders")
                .warnOnly()
                .onlyIf(envSet("X"))
                .needs(USER)
                .login("orders", PASSWORD)
                .query("select 1");
        assertEquals(List.of(URL, USER, PASSWORD), full.settings().needs());
        assertEquals("orders", full.settings().description());
        assertTrue(full.settings().warnOnly());
    }

    @Test
    void tcpKeepsItsAddressWhateverIsDeclared() {
        assertEquals(
                Duration.ofSeconds(1),
                tcp("mq", "localhost", 1)
                        .timeout(Duration.ofSeconds(1))
                        .settings()
                        .timeout());
    }

    @Test
    void badArgumentsAreRefusedByName() {
        assertEquals("name of the backend is blank", refused(() -> tcp(" ", "localhost", 1)));
        assertEquals("host is blank", refused(() -> tcp("mq", "", 1)));
        assertEquals("port must be 1 to 65535, not 0", refused(() -> tcp("mq", "localhost", 0)));
        assertEquals("port must be 1 to 65535, not 65536", refused(() -> tcp("mq", "localhost", 65536)));
        assertEquals("url does not begin with jdbc:", refused(() -> jdbc("db", "postgresql://db/orders")));
        assertEquals("uri has no host; begin it with redis://", refused(() -> service("x", "redis:6379")));
        assertEquals("uri has no host; begin it with db://", refused(() -> service("x", "db:5432/orders")));
        assertEquals("uri has no host; begin it with redis://", refused(() -> service("x", "redis:/cache")));
        assertEquals("uri has no scheme; begin it with one, such as redis://", refused(() -> service("x", "cache")));
        assertEquals(
                "uri has no scheme; begin it with one, such as redis://", refused(() -> service("x", "//cache:6379")));
        assertEquals("sql is blank", refused(() -> jdbc("db", URL).query(" ")));
        assertEquals("name of the backend is blank", refused(() -> jdbc("", URL)));
    }

    @Test
    void nullsAreRefused() {
        assertThrows(NullPointerException.class, () -> tcp("mq", null, 1));
        assertThrows(NullPointerException.class, () -> tcp("mq", (EnvVar<HostAndPort>) null));
        assertThrows(NullPointerException.class, () -> jdbc("db", (String) null));
        assertThrows(NullPointerException.class, () -> jdbc("db", (EnvVar<String>) null));
        assertThrows(NullPointerException.class, () -> jdbc("db", (DataSource) null));
        assertThrows(NullPointerException.class, () -> jdbc("db", URL).login("orders", null));
        assertThrows(NullPointerException.class, () -> jdbc("db", URL).query(null));
    }

    @Test
    void dataSourceLogsInByItself() {
        assertEquals(
                "backend db: a data source logs in by itself, so login() has no effect",
                assertThrows(
                                IllegalStateException.class,
                                () -> jdbc("db", new JdbcDataSource()).login("orders", PASSWORD))
                        .getMessage());
    }

    private static String refused(Runnable declaration) {
        return assertThrows(IllegalArgumentException.class, declaration::run).getMessage();
    }
}
