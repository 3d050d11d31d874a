package dev.preflight;

import java.io.IOException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;

/** A driver for every vendor that says all it was told: in its message, in causes, in what it suppressed, in what follows. */
final class TellingDriver implements Driver {
    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        String all = url + " with " + info;
        SQLException told = new SQLException("no way to " + all, "08001", new IOException("socket of " + all));
        told.getCause().addSuppressed(new IllegalStateException("while closing " + all));
        told.addSuppressed(new IOException(info.getProperty("password", "")));
        told.setNextException(new SQLException("and then " + info.getProperty("password", url)));
        throw told;
    }

    @Override
    public boolean acceptsURL(String url) {
        return !url.startsWith("jdbc:h2:");
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }
}
