package dev.preflight.spring.connection;

import static dev.preflight.backend.Backends.jdbc;

import dev.preflight.backend.Jdbc;
import dev.preflight.check.Probe;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.util.ClassUtils;

/**
 * Databases, logged in to through their driver. No pool is started; what it would hand the driver is handed over too.
 */
final class JdbcChecks {
    private static final String PREFIX = "spring.datasource";
    private static final List<String> WRAPPERS = List.of(
            "p6spy", "otel", "opentelemetry", "aws-wrapper", "log4jdbc", "datadog", "tracing", "secretsmanager");

    /** A driver of which nothing is loaded yet takes seconds where a container has little of a processor. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private JdbcChecks() {}

    static List<Probe<?>> of(Connection connection) {
        Details details = connection.details();
        String url = own(connection, "hikari.jdbc-url", details.text("getJdbcUrl"));
        if (isEmbedded(url) && !url.startsWith("jdbc:tc:")) {
            return UnchosenDatabase.of(connection, url);
        }
        if (isEmbedded(url)
                || !connection
                        .property(PREFIX + ".hikari.data-source-class-name")
                        .isEmpty()) {
            return List.of();
        }
        loadDriver(own(connection, "hikari.driver-class-name", details.text("getDriverClassName")));
        Jdbc check = jdbc(connection.name(name(connection, url)), url);
        String user = own(connection, "hikari.username", details.text("getUsername"));
        if (!user.isEmpty()) {
            check = check.credentials(user, own(connection, "hikari.password", details.text("getPassword")));
        }
        for (Map.Entry<String, String> each :
                connection.properties(PREFIX + ".hikari.data-source-properties").entrySet()) {
            check = check.property(each.getKey(), each.getValue());
        }
        return List.of(check.timeout(TIMEOUT));
    }

    /** What the properties of the pool say, which count before those of the data source. */
    private static String own(Connection connection, String property, String value) {
        String own = connection.isOfProperties() ? connection.property(PREFIX + "." + property) : "";
        return own.isEmpty() ? value : own;
    }

    /** A driver that does not announce itself registers when it is loaded, as it does for the pool. */
    private static void loadDriver(String driver) {
        if (!driver.isEmpty()) {
            // Whether it is there, the check will tell.
            ClassUtils.isPresent(driver, null);
        }
    }

    /**
     * Whether there is no server behind a URL: the database lives in this process, in memory or in a file, and a second
     * connection could disturb the first. A database that a container is started for is not there yet.
     */
    static boolean isEmbedded(String url) {
        if (url.startsWith("jdbc:h2:")) {
            return !url.startsWith("jdbc:h2:tcp:") && !url.startsWith("jdbc:h2:ssl:");
        }
        if (url.startsWith("jdbc:hsqldb:")) {
            return !url.startsWith("jdbc:hsqldb:hsql") && !url.startsWith("jdbc:hsqldb:http");
        }
        return url.startsWith("jdbc:derby:") && !url.startsWith("jdbc:derby://")
                || url.startsWith("jdbc:sqlite:")
                || url.startsWith("jdbc:duckdb:")
                || url.startsWith("jdbc:tc:");
    }

    /**
     * The name of the product, as the property is written, so that it is the same whatever variables are set: of a
     * placeholder as a whole, its default counts.
     */
    private static String name(Connection connection, String url) {
        String written = connection.isOfProperties() ? connection.written(PREFIX + ".hikari.jdbc-url") : "";
        written = written.isEmpty() && connection.isOfProperties() ? connection.written(PREFIX + ".url") : written;
        if (!written.startsWith("${")) {
            return product(written.isEmpty() ? url : written);
        }
        int colon = written.indexOf(':');
        int end = written.indexOf('}');
        return colon > 0 && colon < end ? product(written.substring(colon + 1, end)) : Kind.JDBC.defaultName();
    }

    /** The name of the product, as the URL has it. */
    static String product(String url) {
        String[] parts = url.toLowerCase(Locale.ROOT).split(":", 4);
        int at = parts.length > 2 && WRAPPERS.contains(parts[1]) ? 2 : 1;
        String product = parts.length > at ? parts[at] : "";
        for (int i = 0; i < product.length(); i++) {
            char c = product.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')) {
                return Kind.JDBC.defaultName();
            }
        }
        return product.isEmpty() ? Kind.JDBC.defaultName() : product;
    }
}
