package dev.preflight.spring.connection;

import static dev.preflight.backend.Backends.service;

import dev.preflight.check.Probe;
import java.util.List;
import org.springframework.boot.ssl.SslBundle;

/** Couchbase, greeted at its data service; of several hosts one must answer. The login is left to the health contributor. */
final class CouchbaseChecks {
    private CouchbaseChecks() {}

    static List<Probe<?>> of(Connection connection) {
        String text = connection.details().text("getConnectionString");
        connection.asked().couchbase(text);
        int start = text.indexOf("://");
        SslBundle bundle = connection.bundle();
        boolean isTls = text.startsWith("couchbases://") || bundle != null;
        String hosts = text.substring(start < 0 ? 0 : start + 3);
        int end = hosts.indexOf('?') < 0 ? hosts.length() : hosts.indexOf('?');
        hosts = hosts.substring(0, end);
        hosts = hosts.indexOf('/') < 0 ? hosts : hosts.substring(0, hosts.indexOf('/'));
        boolean mayBeService = hosts.indexOf(',') < 0
                && hosts.lastIndexOf(':') <= hosts.lastIndexOf(']')
                && !hosts.equals("localhost")
                && !hosts.matches("[0-9.]+|\\[.*\\]");
        if (mayBeService || hosts.isEmpty() || hosts.contains("=")) {
            // One name without a port may be that of a service in the DNS, which only the client resolves.
            return List.of();
        }
        return List.of(Connection.secured(
                service(connection.name(), (isTls ? "couchbases://" : "couchbase://") + hosts), bundle));
    }
}
