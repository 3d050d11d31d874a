package dev.preflight.spring.connection;

import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Backends.tcp;

import dev.preflight.check.Probe;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.util.List;
import java.util.Locale;

/**
 * Databases by R2DBC: PostgreSQL, MySQL and MariaDB are greeted, others are connected to. The login is left to the
 * health contributor.
 */
final class R2dbcChecks {
    private R2dbcChecks() {}

    static List<Probe<?>> of(Connection connection) {
        ConnectionFactoryOptions options =
                (ConnectionFactoryOptions) connection.details().value("getConnectionFactoryOptions");
        String driver = text(options, ConnectionFactoryOptions.DRIVER);
        String protocol = text(options, ConnectionFactoryOptions.PROTOCOL);
        // A pool or a proxy names the driver that it is for as its protocol.
        String vendor = driver.equals("pool") || driver.equals("proxy") ? protocol : driver;
        String host = text(options, ConnectionFactoryOptions.HOST);
        if (host.isEmpty() || vendor.startsWith("h2") && !protocol.startsWith("tcp")) {
            return List.of();
        }
        Object set = options.getValue(ConnectionFactoryOptions.PORT);
        int port = set == null ? 0 : Integer.parseInt(set.toString());
        return switch (vendor) {
            case "postgresql", "postgres" -> List.of(postgresql(connection, options, host, port));
            case "mysql", "mariadb" ->
                List.of(service(
                        connection.name(),
                        new ServiceUri(vendor).host(host, port).toString()));
            default -> port == 0 ? List.of() : List.of(tcp(connection.name(), host, port));
        };
    }

    private static Probe<?> postgresql(Connection connection, ConnectionFactoryOptions options, String host, int port) {
        ServiceUri uri = new ServiceUri("postgresql")
                .login(text(options, ConnectionFactoryOptions.USER), "")
                .host(host, port)
                .path(text(options, ConnectionFactoryOptions.DATABASE));
        String mode = text(options, Option.valueOf("sslMode"))
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
        boolean isTls = Boolean.parseBoolean(text(options, ConnectionFactoryOptions.SSL));
        mode = mode.isEmpty() && isTls ? "verify-full" : mode;
        return service(
                connection.name(),
                uri.query(mode.isEmpty() ? "" : "sslmode=" + mode).toString());
    }

    private static String text(ConnectionFactoryOptions options, Option<?> option) {
        Object value = options.getValue(option);
        return value == null ? "" : value.toString();
    }
}
