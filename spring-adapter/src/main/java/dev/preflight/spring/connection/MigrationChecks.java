package dev.preflight.spring.connection;

import static dev.preflight.backend.Backends.jdbc;

import dev.preflight.backend.Jdbc;
import dev.preflight.check.Probe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.util.ClassUtils;

/**
 * What migrates a database when beans are made, before anybody asks for the health of anything: logged in to as Flyway or
 * Liquibase will, where they have a URL or a user of their own. Where they use the data source of the application, that is
 * verified.
 */
final class MigrationChecks {
    /** A driver of which nothing is loaded yet takes seconds where a container has little of a processor. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final List<String> OWN_SOURCES = List.of(
            "org.springframework.boot.autoconfigure.flyway.FlywayDataSource",
            "org.springframework.boot.flyway.autoconfigure.FlywayDataSource",
            "org.springframework.boot.autoconfigure.liquibase.LiquibaseDataSource",
            "org.springframework.boot.liquibase.autoconfigure.LiquibaseDataSource");

    private MigrationChecks() {}

    static List<Probe<?>> of(Kind kind, Connection connection) {
        Definitions definitions = connection.definitions();
        List<String> sources = definitions.names("javax.sql.DataSource");
        for (String annotation : OWN_SOURCES) {
            if (annotation.contains(kind == Kind.FLYWAY ? ".Flyway" : ".Liquibase")
                    && definitions.isAnyAnnotated(sources, annotation)) {
                // Its data source counts before its properties.
                return List.of();
            }
        }
        Details details = connection.details();
        String user = details.text("getUsername");
        String url = details.text("getJdbcUrl");
        if (url.isEmpty() && !user.isEmpty()) {
            url = ofDataSource(definitions, sources);
        }
        if (url.isEmpty() || JdbcChecks.isEmbedded(url)) {
            return List.of();
        }
        String driver = details.text("getDriverClassName");
        if (!driver.isEmpty()) {
            // Whether it is there, the check will tell.
            ClassUtils.isPresent(driver, null);
        }
        Jdbc check = jdbc(connection.name(), url);
        if (!user.isEmpty()) {
            check = check.credentials(user, details.text("getPassword"));
        }
        if (kind == Kind.FLYWAY) {
            for (Map.Entry<String, String> each :
                    connection.properties("spring.flyway.jdbc-properties").entrySet()) {
                check = check.property(each.getKey(), each.getValue());
            }
        }
        Probe<?> timed = check.timeout(TIMEOUT);
        // Flyway is told to wait for its database, and whether it comes up in time is known only then.
        boolean waits = kind == Kind.FLYWAY && connection.number("spring.flyway.connect-retries") > 0;
        return List.of(waits ? timed.warnOnly() : timed);
    }

    /** The URL of the data source that is taken with another user, empty where nobody can tell. */
    private static String ofDataSource(Definitions definitions, List<String> sources) {
        List<String> details = definitions.names(Kind.JDBC.details());
        return sources.size() == 1 && definitions.isOfBoot(sources.get(0)) && details.size() == 1
                ? Details.of(definitions.bean(details.get(0))).text("getJdbcUrl")
                : "";
    }
}
