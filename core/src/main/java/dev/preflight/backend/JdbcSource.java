package dev.preflight.backend;

import dev.preflight.backend.wire.JdbcUrl;
import dev.preflight.backend.wire.JdbcVendor;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Settings;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;

/** Connects by a data source, which knows by itself where to, and tells it as well as it can be told. */
final class JdbcSource {
    /** What has the URL: of HikariCP, and of nearly all others. */
    private static final List<String> URLS = List.of("getJdbcUrl", "getUrl", "getURL");

    private static final List<String> USERS = List.of("getUsername", "getUser");
    private static final List<String> PASSWORDS = List.of("getPassword");
    private static final List<String> PROPERTIES = List.of("getDataSourceProperties");

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
            throw new JdbcLadder(url, user(source), settings).explained(e, context);
        }
    }

    /**
     * Looks why a data source gives no connection, as a pool does that waits for its database: climbs to the hosts of its
     * URL, then connects beside it with its own login.
     *
     * @return the problem, empty where it does not tell its URL or there is no driver for that
     * @throws IOException as the network says
     * @throws SQLException as the driver says
     * @throws InterruptedException if the attempt is over
     */
    static Optional<Problem> whyItIsLate(DataSource source, ProbeContext context, Settings settings)
            throws IOException, SQLException, InterruptedException {
        String url = url(source);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        context.target(JdbcUrl.withoutCredentials(url));
        new JdbcLadder(url, user(source), settings).climb(context);
        Properties login = login(source, context);
        JdbcVendor vendor = JdbcVendor.of(url);
        vendor.bound(login, url, vendor.share(context.remaining().toMillis()));
        context.trying("connection");
        try {
            DriverManager.getDriver(url);
        } catch (SQLException e) {
            return Optional.empty();
        }
        context.register(DriverManager.getConnection(url, login));
        context.held("");
        return Optional.of(Problem.of(Code.CHECK_TIMEOUT, "the pool gives no connection, and one beside it works")
                .fix("look for what holds its connections, or give the check more time"));
    }

    private static Properties login(DataSource source, ProbeContext context) {
        Properties login = new Properties();
        if (property(source, PROPERTIES) instanceof Properties own) {
            login.putAll(own);
        }
        if (!user(source).isEmpty()) {
            login.setProperty("user", user(source));
        }
        if (property(source, PASSWORDS) instanceof String password) {
            context.secret(password);
            login.setProperty("password", password);
        }
        return login;
    }

    private static String user(DataSource source) {
        return property(source, USERS) instanceof String user ? user : "";
    }

    /** The URL that a data source has as a property, empty if it has none or does not tell it. */
    private static String url(DataSource source) {
        return property(source, URLS) instanceof String url && url.startsWith("jdbc:") ? url : "";
    }

    /** The first of some properties that a data source has, null if it has none. */
    private static Object property(DataSource source, List<String> getters) {
        for (String getter : getters) {
            try {
                Object value = source.getClass().getMethod(getter).invoke(source);
                if (value != null) {
                    return value;
                }
            } catch (ReflectiveOperationException | RuntimeException e) {
                // A class that is not public, or another one; it connects all the same.
                continue;
            }
        }
        return null;
    }
}
