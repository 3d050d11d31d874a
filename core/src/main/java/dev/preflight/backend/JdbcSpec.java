package dev.preflight.backend;

import dev.preflight.backend.wire.Argument;
import dev.preflight.backend.wire.JdbcUrl;
import dev.preflight.backend.wire.JdbcVendor;
import dev.preflight.check.HostAndPort;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Settings;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;

/** What is declared of a database beyond the settings of every check; a null source means the URL. Immutable. */
record JdbcSpec(
        Argument<String> url,
        DataSource source,
        Argument<String> user,
        Argument<String> password,
        Map<String, String> properties,
        List<JdbcDemand> demands) {
    private static final String RECHECK = "hostRecheckSeconds";

    JdbcSpec login(Argument<String> who, Argument<String> secret) {
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
        if (vendor == JdbcVendor.POSTGRESQL) {
            requireHosts(address);
        }
        requireReadable(address, vendor);
        requireDriver(address, vendor);
        JdbcLadder ladder = new JdbcLadder(address, given.getProperty("user", ""), settings);
        String used = ladder.look(address, context);
        if (ladder.hosts() > 1 && vendor == JdbcVendor.POSTGRESQL && !address.contains(RECHECK)) {
            // The driver passes over a host that has failed a moment before, if only for a wrong password.
            given.putIfAbsent(RECHECK, "0");
        }
        vendor.bound(given, used, vendor.share(context.remaining().toMillis()), ladder.hosts());
        context.trying("connection");
        try {
            Connection connection = DriverManager.getConnection(used, given);
            ladder.warn(context);
            return connection;
        } catch (SQLException e) {
            throw ladder.explained(e, context);
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
            given.setProperty("user", user.openIn(context));
            given.setProperty("password", secret);
        }
        return given;
    }

    /** Of PostgreSQL: its driver logs a URL that it cannot read, with all that is in it. */
    private static void requireHosts(String url) {
        int start = url.indexOf("://") + 3;
        if (start < 3) {
            return;
        }
        int end = start;
        while (end < url.length() && "/?".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        for (String host :
                end == start ? new String[0] : url.substring(start, end).split(",", -1)) {
            boolean hasPort = host.lastIndexOf(':') > host.lastIndexOf(']');
            try {
                HostAndPort.parse(hasPort ? host : host + ":5432");
            } catch (IllegalArgumentException e) {
                boolean login = url.indexOf('@', start) >= 0;
                throw Problem.of(Code.BACKEND_URL, "its URL cannot be used")
                        .fact(
                                "why",
                                login
                                        ? "the driver reads no user and no password before the host"
                                        : String.valueOf(e.getMessage()))
                        .fix(login ? "take them out of the URL, and use login(user, password)" : "correct the URL")
                        .asException();
            }
        }
    }

    /** A URL that cannot be taken apart is given to no driver: it may log all that is in it. */
    private static void requireReadable(String url, JdbcVendor vendor) {
        String why = JdbcUrl.whyUnreadable(url, vendor);
        if (!why.isEmpty()) {
            throw Problem.of(Code.BACKEND_URL, "its URL cannot be used")
                    .fact("why", why)
                    .fix(
                            url.indexOf('@') < 0
                                    ? "correct the URL"
                                    : "correct the URL; use login(user, password) for what is in it before the '@'")
                    .asException();
        }
    }

    private static void requireDriver(String url, JdbcVendor vendor) {
        try {
            DriverManager.getDriver(url);
        } catch (SQLException e) {
            Problem problem = Problem.of(Code.BACKEND_DRIVER, "no driver for the URL");
            String drivers = drivers();
            if (vendor != JdbcVendor.OTHER && drivers.contains(vendor.driverPackage())) {
                throw Problem.of(Code.BACKEND_URL, "its URL cannot be used")
                        .fact("why", "its driver is there, and does not take the URL")
                        .fix("correct the URL")
                        .asException();
            }
            if (vendor == JdbcVendor.MYSQL && drivers.contains("org.mariadb.jdbc.")) {
                throw problem.found("the driver of MariaDB")
                        .fix("add the dependency " + vendor.coordinates()
                                + "; MariaDB's driver takes URLs that begin with jdbc:mariadb:, and this one with"
                                + " permitMysqlScheme in it")
                        .asException();
            }
            if (vendor == JdbcVendor.MARIADB && drivers.contains("com.mysql.")) {
                throw problem.found("the driver of MySQL")
                        .fix("add the dependency " + vendor.coordinates()
                                + "; the driver of MySQL takes URLs that begin with jdbc:mysql:")
                        .asException();
            }
            throw (vendor.coordinates().isEmpty()
                            ? problem.fix("add the JDBC driver to the class path, or correct the URL")
                            : problem.fix("add the dependency " + vendor.coordinates()))
                    .asException();
        }
    }

    /** The classes of the drivers that there are. */
    private static String drivers() {
        StringBuilder out = new StringBuilder();
        Enumeration<Driver> all = DriverManager.getDrivers();
        while (all.hasMoreElements()) {
            out.append(out.isEmpty() ? "" : ", ")
                    .append(all.nextElement().getClass().getName());
        }
        return out.toString();
    }
}
