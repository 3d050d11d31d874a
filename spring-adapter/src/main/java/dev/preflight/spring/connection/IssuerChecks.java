package dev.preflight.spring.connection;

import dev.preflight.check.Probe;
import java.util.List;

/** The issuer of the tokens that a resource server takes: its metadata is there, or the keys where those are named. */
final class IssuerChecks {
    private static final String JWT = "spring.security.oauth2.resourceserver.jwt.";

    private IssuerChecks() {}

    static List<Probe<?>> of(Connection connection) {
        String keys = connection.property(JWT + "jwk-set-uri");
        if (!keys.isEmpty()) {
            return List.of(Issuer.keys(connection.name(), keys));
        }
        String issuer = connection.property(JWT + "issuer-uri");
        boolean ownKey = !connection.property(JWT + "public-key-location").isEmpty();
        return issuer.isEmpty() || ownKey ? List.of() : List.of(new Issuer(connection.name(), issuer));
    }
}
