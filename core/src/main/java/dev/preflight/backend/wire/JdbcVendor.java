package dev.preflight.backend.wire;

import java.util.Properties;

/**
 * What has to be known of a driver before it is loaded: where to get it, and which connection properties bound its
 * waiting. A driver that none of the rows names is used without such properties.
 */
public enum JdbcVendor {
    /** pgjdbc: seconds, rounded up. */
    POSTGRESQL(
            "jdbc:postgresql:", "org.postgresql:postgresql", 1000, "loginTimeout", "connectTimeout", "socketTimeout"),
    /** Connector/J: milliseconds. */
    MYSQL("jdbc:mysql:", "com.mysql:mysql-connector-j", 1, "connectTimeout", "socketTimeout"),
    /** MariaDB Connector/J: milliseconds. */
    MARIADB("jdbc:mariadb:", "org.mariadb.jdbc:mariadb-java-client", 1, "connectTimeout", "socketTimeout"),
    /** SQL Server: the login in seconds, the socket in milliseconds, so only the first is set. */
    SQLSERVER("jdbc:sqlserver:", "com.microsoft.sqlserver:mssql-jdbc", 1000, "loginTimeout"),
    /** Oracle thin: milliseconds. */
    ORACLE(
            "jdbc:oracle:",
            "com.oracle.database.jdbc:ojdbc11",
            1,
            "oracle.net.CONNECT_TIMEOUT",
            "oracle.jdbc.ReadTimeout"),
    /** H2 refuses properties that it does not know. */
    H2("jdbc:h2:", "com.h2database:h2", 1),
    /** HSQLDB. */
    HSQLDB("jdbc:hsqldb:", "org.hsqldb:hsqldb", 1),
    /** SQLite. */
    SQLITE("jdbc:sqlite:", "org.xerial:sqlite-jdbc", 1),
    /** Derby's network client. */
    DERBY("jdbc:derby:", "org.apache.derby:derbyclient", 1),
    /** Db2. */
    DB2("jdbc:db2:", "com.ibm.db2:jcc", 1000, "loginTimeout", "blockingReadConnectionTimeout"),
    /** Any other. */
    OTHER("jdbc:", "", 1);

    private final String prefix;
    private final String coordinates;
    private final int unitMillis;
    private final String[] timeouts;

    JdbcVendor(String prefix, String coordinates, int unitMillis, String... timeouts) {
        this.prefix = prefix;
        this.coordinates = coordinates;
        this.unitMillis = unitMillis;
        this.timeouts = timeouts;
    }

    public static JdbcVendor of(String url) {
        for (JdbcVendor vendor : values()) {
            if (url.startsWith(vendor.prefix)) {
                return vendor;
            }
        }
        return OTHER;
    }

    /** What the name of the driver's class begins with, empty if it is not known. */
    public String driverPackage() {
        return switch (this) {
            case POSTGRESQL -> "org.postgresql.";
            case MYSQL -> "com.mysql.";
            case MARIADB -> "org.mariadb.jdbc.";
            case SQLSERVER -> "com.microsoft.sqlserver.";
            case ORACLE -> "oracle.jdbc.";
            case H2 -> "org.h2.";
            case HSQLDB -> "org.hsqldb.";
            case SQLITE -> "org.sqlite.";
            case DERBY -> "org.apache.derby.";
            case DB2 -> "com.ibm.db2.";
            case OTHER -> "";
        };
    }

    /** The Maven coordinates of the driver, empty if they are not known. */
    public String coordinates() {
        return coordinates;
    }

    /** The port where a URL names none, 0 if it is not known or the database is no server. */
    int port() {
        return switch (this) {
            case POSTGRESQL -> 5432;
            case MYSQL, MARIADB -> 3306;
            case SQLSERVER -> 1433;
            case ORACLE -> 1521;
            case H2 -> 9092;
            case HSQLDB -> 9001;
            case DERBY -> 1527;
            case DB2 -> 446;
            case SQLITE, OTHER -> 0;
        };
    }

    /** Three quarters of the time in whole units of the driver, one at the least: the rest is for finding out why. */
    public long share(long millis) {
        return Math.max(1, millis * 3 / 4 / unitMillis) * unitMillis;
    }

    /** Bounds the driver's waiting, unless the URL or the properties already do. */
    public void bound(Properties properties, String url, long millis) {
        bound(properties, url, millis, 1);
    }

    /** The same for a driver that tries several hosts one after the other, each of which gets an equal part. */
    public void bound(Properties properties, String url, long millis, int hosts) {
        for (String timeout : timeouts) {
            if (!url.contains(timeout) && !properties.containsKey(timeout)) {
                // The one of the login is for all hosts together, in each driver that has it.
                long limit = hosts < 2 || timeout.equals("loginTimeout")
                        ? (millis + unitMillis - 1) / unitMillis
                        : Math.max(1, millis / hosts / unitMillis);
                properties.setProperty(timeout, Long.toString(limit));
            }
        }
    }
}
