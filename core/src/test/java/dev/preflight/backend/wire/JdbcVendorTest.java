package dev.preflight.backend.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class JdbcVendorTest {
    @Test
    void timeoutsAreGivenInTheUnitOfTheDriver() {
        assertEquals(
                Map.of("loginTimeout", "3", "connectTimeout", "3", "socketTimeout", "3"),
                bound("jdbc:postgresql://db/orders", 2_001));
        assertEquals(Map.of("connectTimeout", "2001", "socketTimeout", "2001"), bound("jdbc:mysql://db/orders", 2_001));
        assertEquals(
                Map.of("connectTimeout", "2001", "socketTimeout", "2001"), bound("jdbc:mariadb://db/orders", 2_001));
        assertEquals(Map.of("loginTimeout", "3"), bound("jdbc:sqlserver://db", 2_001));
        assertEquals(
                Map.of("oracle.net.CONNECT_TIMEOUT", "2001", "oracle.jdbc.ReadTimeout", "2001"),
                bound("jdbc:oracle:thin:@db:1521", 2_001));
        assertEquals(
                Map.of("loginTimeout", "1", "blockingReadConnectionTimeout", "1"),
                bound("jdbc:db2://db:50000/orders", 1));
    }

    @Test
    void severalHostsShareTheTimeButForThatOfTheLogin() {
        Properties properties = new Properties();
        JdbcVendor.POSTGRESQL.bound(properties, "", 6_000, 2);
        assertEquals(Map.of("loginTimeout", "6", "connectTimeout", "3", "socketTimeout", "3"), properties);
        properties.clear();
        JdbcVendor.POSTGRESQL.bound(properties, "", 2_000, 3);
        assertEquals(Map.of("loginTimeout", "2", "connectTimeout", "1", "socketTimeout", "1"), properties);
        properties.clear();
        JdbcVendor.MYSQL.bound(properties, "", 2_000, 3);
        assertEquals(Map.of("connectTimeout", "666", "socketTimeout", "666"), properties);
    }

    @Test
    void driverLeavesSomeOfTheTimeForFindingOutWhy() {
        assertEquals(2_000, JdbcVendor.POSTGRESQL.share(2_990));
        assertEquals(1_000, JdbcVendor.POSTGRESQL.share(1_990));
        assertEquals(1_000, JdbcVendor.POSTGRESQL.share(300));
        assertEquals(2_242, JdbcVendor.MYSQL.share(2_990));
        assertEquals(1, JdbcVendor.MYSQL.share(1));
    }

    @Test
    void driversThatRefuseUnknownPropertiesGetNone() {
        for (String url :
                new String[] {"jdbc:h2:mem:x", "jdbc:hsqldb:mem:x", "jdbc:sqlite:x", "jdbc:derby:x", "jdbc:x:y"}) {
            assertEquals(Map.of(), bound(url, 3_000));
        }
    }

    @Test
    void timeoutOfTheUrlIsKept() {
        assertEquals(Map.of("connectTimeout", "3000"), bound("jdbc:mysql://db/orders?socketTimeout=9", 3_000));
    }

    @Test
    void driversAreNamedByTheirCoordinates() {
        assertEquals(
                "org.postgresql:postgresql", JdbcVendor.of("jdbc:postgresql:x").coordinates());
        assertEquals("com.h2database:h2", JdbcVendor.of("jdbc:h2:x").coordinates());
        assertEquals("", JdbcVendor.of("jdbc:acme:x").coordinates());
        assertEquals("", JdbcVendor.of("odd").coordinates());
    }

    private static Properties bound(String url, long millis) {
        Properties properties = new Properties();
        JdbcVendor.of(url).bound(properties, url, millis);
        return properties;
    }
}
