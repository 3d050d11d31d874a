package dev.preflight.spring.connection;

import dev.preflight.check.Probe;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The providers that users log in at: the metadata of each that is named by its issuer, as Spring Boot reads it. */
final class ProviderChecks {
    private static final String PROVIDER = "spring.security.oauth2.client.provider";
    private static final String REGISTRATION = "spring.security.oauth2.client.registration";
    private static final String ISSUER = ".issuer-uri";

    private ProviderChecks() {}

    static List<Probe<?>> of(Connection connection) {
        Set<String> used = used(connection.properties(REGISTRATION));
        List<Probe<?>> checks = new ArrayList<>();
        for (Map.Entry<String, String> each : connection.properties(PROVIDER).entrySet()) {
            String name = each.getKey().replace("issuerUri", "issuer-uri");
            if (name.endsWith(ISSUER)) {
                String provider = name.substring(0, name.length() - ISSUER.length());
                if (used.contains(provider)) {
                    checks.add(
                            new Issuer("oauth2-" + provider, each.getValue()).configuredBy(PROVIDER + "." + provider));
                }
            }
        }
        return checks;
    }

    /** The providers of the registrations, each of which is called like its provider unless it names another. */
    private static Set<String> used(Map<String, String> registrations) {
        Set<String> used = new HashSet<>();
        for (String property : registrations.keySet()) {
            String id = property.indexOf('.') < 0 ? property : property.substring(0, property.indexOf('.'));
            used.add(registrations.getOrDefault(id + ".provider", id));
        }
        return used;
    }
}
