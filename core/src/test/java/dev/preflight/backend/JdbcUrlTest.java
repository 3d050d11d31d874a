package dev.preflight.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
        "jdbc:h2:mem:orders;PASSWORD=x, jdbc:h2:mem:orders"
    })
    void credentialsAndParametersAreLeftOut(String url, String shown) {
        assertEquals(shown, JdbcUrl.withoutCredentials(url));
    }
}
