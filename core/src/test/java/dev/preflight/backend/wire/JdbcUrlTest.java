package dev.preflight.backend.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.preflight.check.HostAndPort;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcUrlTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db:5432/orders, jdbc:postgresql://db:5432/orders",
        "jdbc:postgresql://db:5432/orders?user=a&password=b@c, jdbc:postgresql://db:5432/orders",
        "jdbc:postgresql://bob:pw@db/orders, jdbc:postgresql://db/orders",
        "jdbc:postgresql://bob:p@w@db/orders?x=y, jdbc:postgresql://db/orders",
        "jdbc:postgresql://bob:p?w@db/orders?x=y, jdbc:postgresql://db/orders",
        "jdbc:postgresql://bob:p;w@db/orders, jdbc:postgresql://db/orders",
        "jdbc:postgresql://bob:123?w@db/orders, jdbc:postgresql://db/orders",
        "jdbc:postgresql://bob:?w@db/orders, jdbc:postgresql://db/orders",
        "jdbc:postgresql://[::1]:5432/orders?user=a@b, jdbc:postgresql://[::1]:5432/orders",
        "jdbc:postgresql://db?user=a@b, jdbc:postgresql://db",
        "jdbc:postgresql:orders?user=a@b, jdbc:postgresql:orders",
        "jdbc:sqlserver://db:1433;user=sa;password=a@b, jdbc:sqlserver://db:1433",
        "jdbc:sqlserver://db\\main;user=sa;password=a@b, jdbc:sqlserver://db\\main",
        "jdbc:oracle:thin:scott/tiger@//db:1521/orders, jdbc:oracle:thin:@//db:1521/orders",
        "jdbc:oracle:thin:@tcps://db:1521/orders, jdbc:oracle:thin:@tcps://db:1521/orders",
        "jdbc:acme:bob@db, @db",
        "jdbc:oracle:bob@db, @db",
        "jdbc:mysql://address=(host=db)(password=hunter2)/x, jdbc:mysql://address=(host=db)(password=)/x",
        "jdbc:postgresql://db:5432/x?user=a@b, jdbc:postgresql://db:5432/x",
        "jdbc:sqlserver://db:1433;user=a@b, jdbc:sqlserver://db:1433",
        "jdbc:postgresql://bob:12+3?w@db/orders, jdbc:postgresql://db/orders",
        "jdbc:h2:mem:orders;PASSWORD=x, jdbc:h2:mem:orders"
    })
    void credentialsAndParametersAreLeftOut(String url, String shown) {
        assertEquals(shown, JdbcUrl.withoutCredentials(url));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:postgresql://db/orders | db:5432",
                "jdbc:postgresql://bob:pw@db:5433/orders?x=y | db:5433",
                "jdbc:postgresql://a,b:5433/orders | a:5432, b:5433",
                "jdbc:postgresql://[::1]:5433/orders | ::1:5433",
                "jdbc:postgresql://[::1]/orders | ::1:5432",
                "jdbc:postgresql:orders | localhost:5432",
                "jdbc:postgresql:///orders | localhost:5432",
                "jdbc:mysql://db/orders | db:3306",
                "jdbc:mysql://a,b:3307/orders | a:3306, b:3307",
                "jdbc:mysql:loadbalance://a,b/orders | a:3306, b:3306",
                "jdbc:mysql://address=(host=db)(port=3306)/orders | db:3306",
                "jdbc:mysql://address=(host=a)(port=3307),address=(host=b)/orders | a:3307, b:3306",
                "jdbc:mysql://(host=a,port=3307),(port=3308, host=b)/orders | a:3307, b:3308",
                "jdbc:mariadb:sequential://address=(type=primary)(host=a),address=(host=::1)(port=1)/x | a:3306, ::1:1",
                "jdbc:mysql://address=(host=a)(port=x)/orders | ''",
                "jdbc:postgresql://db/orders?socketFactory=com.google.Factory | ''",
                "jdbc:mariadb://db/orders?localSocket=/run/mysqld.sock | ''",
                "jdbc:sqlserver://a:1434;databaseName=x;failoverPartner=b | a:1434, b:1433",
                "jdbc:sqlserver://a;failoverPartner=b\\main | ''",
                "jdbc:sqlserver://a;instanceName=main | ''",
                "jdbc:sqlserver://;server=a;port=1434 | a:1434",
                "jdbc:sqlserver:;serverName=a | ''",
                "jdbc:oracle:thin:@//a,b:1522/orders | a:1522, b:1522",
                "jdbc:oracle:thin:@tcps://a:1,b/orders | a:1, b:1521",
                "jdbc:mariadb://db:3307 | db:3307",
                "jdbc:mariadb:replication://a:3307,b/orders | a:3307, b:3306",
                "jdbc:sqlserver://db;databaseName=orders | db:1433",
                "jdbc:sqlserver://db:1434;databaseName=orders | db:1434",
                "jdbc:sqlserver://db\\main;databaseName=orders | ''",
                "jdbc:sqlserver://;serverName=db | db:1433",
                "jdbc:oracle:thin:@//db:1522/orders | db:1522",
                "jdbc:oracle:thin:@//db/orders | db:1521",
                "jdbc:oracle:thin:scott/tiger@db:1522:ORCL | db:1522",
                "jdbc:oracle:thin:@db:1522/orders | db:1522",
                "jdbc:oracle:thin:@tcps://db:2484/orders | db:2484",
                "jdbc:oracle:thin:@orders_high | ''",
                "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST = db)(PORT = 1522))(CONNECT_DATA=(SID=X))) | db:1522",
                "jdbc:h2:tcp://db/~/orders | db:9092",
                "jdbc:h2:ssl://db:9093/mem:orders;USER=x | db:9093",
                "jdbc:oracle:thin:@[::1]:1522/orders | ::1:1522",
                "jdbc:oracle:thin:@db/orders | db:1521",
                "jdbc:oracle:thin:orders | ''",
                "jdbc:oracle:thin:@(DESCRIPTION=(CONNECT_DATA=(SID=X))) | ''",
                "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(HOST=db))(CONNECT_DATA=(SID=X))) | ''",
                "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(HOST=a)(PORT=1521))(ADDRESS=(HOST=b)(PORT=1521))) | a:1521, b:1521",
                "jdbc:postgresql://db:x/orders | ''",
                "jdbc:mysql:///orders | localhost:3306",
                "jdbc:mariadb:///orders | localhost:3306",
                "jdbc:db2:orders | ''",
                "jdbc:hsqldb:hsqls://db/orders | db:9001",
                "jdbc:h2:mem:orders | ''",
                "jdbc:h2:file:/data/orders | ''",
                "jdbc:db2://db:50000/orders:user=bob; | db:50000",
                "jdbc:derby://db/orders;create=false | db:1527",
                "jdbc:derby:orders | ''",
                "jdbc:hsqldb:hsql://db/orders | db:9001",
                "jdbc:hsqldb:file:orders | ''",
                "jdbc:hsqldb:hsqls://db:554/orders | db:554",
                "jdbc:postgresql://db:many/orders | ''",
                "jdbc:postgresql://(host) | ''",
                "jdbc:postgresql://host=db | ''",
                "jdbc:oracle:thin:db | ''",
                "jdbc:oracle:thin:@db:1522 | db:1522",
                "jdbc:oracle:thin:@db/orders | db:1521",
                "jdbc:oracle:thin:@//[::1]:1522/orders | ::1:1522",
                "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PORT=1522))) | ''",
                "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(HOST=db))) | ''",
                "jdbc:oracle:thin:@(ADDRESS_LIST=(ADDRESS=(HOST=a)(PORT=1))(ADDRESS=(PORT=2)(HOST=b))) | a:1, b:2",
                "jdbc:sqlite:orders.db | ''",
                "jdbc:acme://db:77/orders | ''"
            })
    void hostsAreReadAsTheDriverOfEachVendorReadsThem(String url, String hosts) {
        StringBuilder found = new StringBuilder();
        for (HostAndPort host : JdbcUrl.hosts(url)) {
            found.append(found.isEmpty() ? "" : ", ")
                    .append(host.host())
                    .append(':')
                    .append(host.port());
        }
        assertEquals(hosts, found.toString());
    }

    @Test
    void someHostsOfAUrlTakeThePlaceOfAll() {
        List<HostAndPort> hosts = List.of(new HostAndPort("b", 2), new HostAndPort("::1", 3));

        assertEquals(
                "jdbc:postgresql://b:2,[::1]:3/orders?x=/", JdbcUrl.only(hosts, "jdbc:postgresql://a,b:2/orders?x=/"));
        assertEquals("jdbc:postgresql://b:2,[::1]:3?x", JdbcUrl.only(hosts, "jdbc:postgresql://a,b:2?x"));
        assertEquals("jdbc:postgresql://b:2,[::1]:3", JdbcUrl.only(hosts, "jdbc:postgresql://a,b:2"));
    }
}
