package dev.preflight.backend;

import dev.preflight.Code;
import dev.preflight.ProbeContext;
import dev.preflight.Problem;
import dev.preflight.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;

/** What is declared of a database beyond the settings of every check; a null source means the URL. Immutable. */
record JdbcSpec(
        Input<String> url,
        DataSource source,
        Input<String> user,
        Input<String> password,
        Map<String, String> properties,
        List<JdbcDemand> demands) {
    JdbcSpec login(Input<String> who, Input<String> secret) {
        return new JdbcSpec(url, null, who, secret, properties, demands);
    }

    /**
     * Connects, and logs in.
     *
     * @throws SQLException if the driver or the data source cannot
     * @throws InterruptedException if the attempt is abandoned
     */
    Connection connect(ProbeContext context, Settings settings) throws SQLException, InterruptedException {
        if (source != null) {
            return JdbcSource.connect(source, context, settings);
        }
        String address = url.in(context);
        if (!address.startsWith("jdbc:")) {
            throw Problem.of(Code.BACKEND_DRIVER, "not a JDBC URL")
                    .fix("begin the URL with jdbc:, as in jdbc:postgresql://db:5432/orders")
                    .asException();
        }
        context.secretsIn(address);
        context.target(JdbcUrl.withoutCredentials(address));
        Properties given = given(context);
        JdbcVendor vendor = JdbcVendor.of(address);
        vendor.bound(given, address, vendor.share(context.remaining().toMillis()));
        requireDriver(address, vendor);
        context.trying("connection");
        try {
            return DriverManager.getConnection(address, given);
        } catch (SQLException e) {
            throw new JdbcLadder(JdbcUrl.hosts(address), settings).explained(e, context);
        }
    }

    /** What the driver is given beside the URL. */
    private Properties given(ProbeContext context) {
        Properties given = new Properties();
        for (Map.Entry<String, String> property : properties.entrySet()) {
            given.setProperty(property.getKey(), property.getValue());
            if (property.getKey().toLowerCase(Locale.ROOT).contains("password")) {
                context.secret(property.getValue());
            }
        }
        if (user != null) {
            String secret = password.in(context);
            context.secret(secret);
            given.setProperty("user", user.in(context));
            given.setProperty("password", secret);
        }
        return given;
    }

    private static void requireDriver(String url, JdbcVendor vendor) {
        try {
            DriverManager.getDriver(url);
        } catch (SQLException e) {
            Problem problem = Problem.of(Code.BACKEND_DRIVER, "no driver for the URL");
            throw (vendor.coordinates().isEmpty()
                            ? problem.fix("add the JDBC driver to the class path, or correct the URL")
                            : problem.fix("add the dependency " + vendor.coordinates()))
                    .asException();
        }
    }
}
