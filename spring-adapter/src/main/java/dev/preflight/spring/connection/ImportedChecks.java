package dev.preflight.spring.connection;

import static dev.preflight.backend.Backends.http;
import static dev.preflight.backend.Backends.tcp;

import dev.preflight.check.Probe;
import dev.preflight.spring.Location;
import java.net.URI;
import java.util.List;

/**
 * Vault and Consul where configuration is imported from them: the server is unsealed, and the cluster has a leader. An
 * import that is optional warns only. Behind trust of their own, it is the port that is reached.
 */
final class ImportedChecks {
    private static final String VAULT = "spring.cloud.vault.";
    private static final String CONSUL = "spring.cloud.consul.";

    private ImportedChecks() {}

    static List<Probe<?>> ofVault(Connection connection) {
        Location location = imported("vault:", connection);
        if (location == null
                || !connection.flag(VAULT + "enabled", true)
                || connection.flag(VAULT + "discovery.enabled", false)) {
            return List.of();
        }
        String uri = connection.property(VAULT + "uri");
        if (uri.isEmpty()) {
            uri = or(connection, VAULT + "scheme", "https") + "://" + or(connection, VAULT + "host", "localhost") + ":"
                    + or(connection, VAULT + "port", "8200");
        }
        boolean isTrusted = connection.property(VAULT + "ssl.trust-store").isEmpty();
        return List.of(softened(
                location, at(connection.name(), uri, "/v1/sys/health?standbyok=true&perfstandbyok=true", isTrusted)));
    }

    static List<Probe<?>> ofConsul(Connection connection) {
        Location location = imported("consul:", connection);
        if (location == null
                || !connection.flag(CONSUL + "enabled", true)
                || !connection.flag(CONSUL + "config.enabled", true)) {
            return List.of();
        }
        String where = location.path().substring("consul:".length());
        where = where.startsWith("//") ? where.substring(2) : where;
        String address = where.isEmpty()
                ? or(connection, CONSUL + "host", "localhost") + ":" + or(connection, CONSUL + "port", "8500")
                : where;
        String scheme = or(connection, CONSUL + "scheme", "http");
        boolean isTrusted = connection.properties(CONSUL + "tls").isEmpty();
        return List.of(
                softened(location, at(connection.name(), scheme + "://" + address, "/v1/status/leader", isTrusted)));
    }

    /** The import of a kind, the mandatory one before those that are optional; null where there is none. */
    private static Location imported(String scheme, Connection connection) {
        Location found = null;
        for (Location each : connection.imports()) {
            if (each.path().startsWith(scheme) && (found == null || found.isOptional())) {
                found = each;
            }
        }
        return found;
    }

    private static String or(Connection connection, String property, String orElse) {
        String value = connection.property(property);
        return value.isEmpty() ? orElse : value;
    }

    private static Probe<?> at(String name, String url, String path, boolean isTrusted) {
        Probe<?> reachable = Reachable.of(name, url, null);
        URI uri = URI.create(url);
        if (isTrusted) {
            return http(name, uri.getScheme() + "://" + uri.getRawAuthority()).path(path);
        }
        // What trusts a store of its own is asked for its port only.
        boolean isTls = "https".equalsIgnoreCase(uri.getScheme());
        return isTls ? tcp(name, uri.getHost(), uri.getPort() > 0 ? uri.getPort() : 443) : reachable;
    }

    private static Probe<?> softened(Location location, Probe<?> check) {
        return location.isOptional() ? check.warnOnly() : check;
    }
}
