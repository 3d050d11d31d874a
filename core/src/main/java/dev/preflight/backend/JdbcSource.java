package dev.preflight.backend;

import dev.preflight.ProbeContext;
import dev.preflight.Settings;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Connects by a data source, which knows by itself where to, and tells it as well as it can be told. */
final class JdbcSource {
    /** What has the URL: of HikariCP, and of nearly all others. */
    private static final List<String> GETTERS = List.of("getJdbcUrl", "getUrl", "getURL");

    private JdbcSource() {}

    /**
     * Takes a connection.
     *
     * @throws SQLException if there is none, and nothing to add to why
     * @throws InterruptedException if the attempt is abandoned
     */
    static Connection connect(DataSource source, ProbeContext context, Settings settings)
            throws SQLException, InterruptedException {
        String url = url(source);
        if (url.isEmpty()) {
            context.trying("connection");
            return source.getConnection();
        }
        context.secretsIn(url);
        context.target(JdbcUrl.withoutCredentials(url));
        context.trying("connection");
        try {
            return source.getConnection();
        } catch (SQLException | RuntimeException e) {
            throw new JdbcLadder(JdbcUrl.hosts(url), settings).explained(e, context);
        }
    }

    /** The URL that a data source has as a property, empty if it has none or does not tell it. */
    private static String url(DataSource source) {
        for (String getter : GETTERS) {
            try {
                Method method = source.getClass().getMethod(getter);
                if (method.getReturnType() == String.class
                        && method.invoke(source) instanceof String url
                        && url.startsWith("jdbc:")) {
                    return url;
                }
            } catch (ReflectiveOperationException | RuntimeException e) {
                // A class that is not public, or another one; it connects all the same.
                continue;
            }
        }
        return "";
    }
}
