package dev.preflight.spring.connection;

import static dev.preflight.backend.Backends.service;

import dev.preflight.backend.Service;
import dev.preflight.check.Probe;
import java.util.List;
import java.util.Locale;

/** Neo4j, with the handshake of Bolt. The login is left to the health contributor. */
final class Neo4jChecks {
    private static final String SECURITY = "spring.neo4j.security.";

    private Neo4jChecks() {}

    static List<Probe<?>> of(Connection connection) {
        String uri = connection.details().text("getUri");
        int end = uri.indexOf("://");
        if (end < 0) {
            throw new MalformedAddressException(uri, "Neo4j takes a URI that begins with bolt:// or neo4j://");
        }
        String scheme = end < 0 ? uri : uri.substring(0, end);
        boolean encrypted = !scheme.contains("+") && connection.flag(SECURITY + "encrypted", false);
        boolean unverified = scheme.endsWith("+ssc");
        String wanted = scheme.substring(0, scheme.indexOf('+') < 0 ? scheme.length() : scheme.indexOf('+'))
                + (scheme.contains("+") || encrypted ? "+s" : "");
        Service check = service(connection.name(), wanted + uri.substring(Math.max(0, end)));
        if (unverified
                || encrypted
                        && connection
                                .property(SECURITY + "trust-strategy")
                                .toUpperCase(Locale.ROOT)
                                .contains("ALL")) {
            return List.of(check.anyCertificate());
        }
        String authority = connection.property(SECURITY + "cert-file");
        check = encrypted && !authority.isEmpty() ? check.trusting(authority) : check;
        boolean anyHost = encrypted && !connection.flag(SECURITY + "hostname-verification-enabled", true);
        return List.of(anyHost ? check.anyHostName() : check);
    }
}
