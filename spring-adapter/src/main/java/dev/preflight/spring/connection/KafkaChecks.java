package dev.preflight.spring.connection;

import static dev.preflight.backend.Backends.service;

import dev.preflight.backend.Service;
import dev.preflight.check.Probe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.ssl.SslBundle;

/**
 * Kafka, greeted at its bootstrap servers, of which one must answer. What the factories of producers and consumers were
 * given counts: Spring Boot puts the connection details there, and properties of Kafka itself.
 */
final class KafkaChecks {
    private KafkaChecks() {}

    static List<Probe<?>> of(Connection connection) {
        Map<String, Probe<?>> byServers = new LinkedHashMap<>();
        for (Details factory : connection.clients()) {
            if (factory.value("getConfigurationProperties") instanceof Map<?, ?> map) {
                KafkaSettings settings = new KafkaSettings(map, connection.asked());
                String uri = settings.uri();
                if (!uri.isEmpty() && !byServers.containsKey(uri)) {
                    String role = factory.type().contains("Consumer") ? "-consumer" : "-producer";
                    byServers.put(uri, check(connection.name() + (byServers.isEmpty() ? "" : role), settings));
                }
            }
        }
        return new ArrayList<>(byServers.values());
    }

    private static Service check(String name, KafkaSettings settings) {
        Service check = service(name, settings.uri());
        if (!settings.isTls()) {
            return check;
        }
        SslBundle bundle = settings.bundle();
        Service secured = Connection.secured(check, bundle);
        return settings.verifiesHost() ? secured : secured.anyHostName();
    }
}
