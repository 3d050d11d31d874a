package dev.preflight.spring.connection;

import dev.preflight.check.Probe;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Settings;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.util.List;
import org.springframework.util.ClassUtils;

/**
 * Warns of a database in memory that nobody chose: the URL is empty or absent, and beside the driver of the database there
 * is one for a server, which the application is likely to be meant for. What it stores is lost when it ends.
 */
final class UnchosenDatabase extends Probe<Void> {
    private static final List<String> OF_SERVERS = List.of(
            "org.postgresql.Driver",
            "com.mysql.cj.jdbc.Driver",
            "org.mariadb.jdbc.Driver",
            "com.microsoft.sqlserver.jdbc.SQLServerDriver",
            "oracle.jdbc.OracleDriver",
            "com.ibm.db2.jcc.DB2Driver");
    private static final List<String> CHOOSING = List.of("url", "hikari.jdbc-url", "embedded-database-connection");

    private final String url;
    private final String driver;

    private UnchosenDatabase(String name, String url, String driver, Settings settings) {
        super("backend", name, settings);
        this.url = url;
        this.driver = driver;
    }

    /** The warning, none where somebody chose the database or there is no other driver. */
    static List<Probe<?>> of(Connection connection, String url) {
        if (!connection.isOfProperties()) {
            return List.of();
        }
        for (String property : CHOOSING) {
            if (!connection.property("spring.datasource." + property).isEmpty()) {
                return List.of();
            }
        }
        for (String driver : OF_SERVERS) {
            if (ClassUtils.isPresent(driver, null)) {
                return List.of(new UnchosenDatabase(connection.name(), url, driver, Settings.online())
                        .offline()
                        .warnOnly());
            }
        }
        return List.of();
    }

    @Override
    protected Void verify(ProbeContext context) {
        int end = url.indexOf(':', "jdbc:".length());
        throw Problem.of(Code.CONFIG_ABSENT, "is one in memory that nobody chose")
                .found("spring.datasource.url is empty, so that " + url.substring(0, end < 0 ? url.length() : end)
                        + " is used; the driver " + driver + " is there too")
                .fix("set spring.datasource.url, or spring.datasource.embedded-database-connection if it is meant")
                .asException();
    }

    @Override
    public Probe<Void> with(Settings changed) {
        return new UnchosenDatabase(name(), url, driver, changed);
    }
}
