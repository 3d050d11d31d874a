package dev.preflight.spring.connection;

import static dev.preflight.backend.Backends.service;

import dev.preflight.check.Probe;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.springframework.boot.ssl.SslBundle;

/** MongoDB, greeted. Of several hosts one must answer. The login is left to the health contributor. */
final class MongoChecks {
    private MongoChecks() {}

    static List<Probe<?>> of(Connection connection) {
        Definitions definitions = connection.definitions();
        for (String settings : definitions.names("com.mongodb.MongoClientSettings")) {
            if (!definitions.isOfBoot(settings)) {
                // The client is Spring Boot's, and where it connects to is the application's.
                return List.of();
            }
        }
        if (connection.isOfProperties() && isService(uri(connection))) {
            return List.of();
        }
        SslBundle bundle = connection.bundle();
        Details parsed = connection.details().part("getConnectionString");
        String uri = parsed.text("getConnectionString");
        if (isService(uri)) {
            return List.of();
        }
        try {
            new URI(uri);
        } catch (URISyntaxException e) {
            // The driver takes more than a URI may hold; nothing but the hosts and the options is needed here.
            uri = hosts(parsed, uri.indexOf('?') < 0 ? "" : uri.substring(uri.indexOf('?') + 1));
        }
        return List.of(Connection.secured(service(connection.name(), uri), bundle));
    }

    /** As a property has it, read before the driver reads it, which looks into the DNS when it does. */
    private static String uri(Connection connection) {
        for (String prefix : Kind.MONGO.prefixes()) {
            String uri = connection.property(prefix + ".uri");
            if (!uri.isEmpty()) {
                return uri;
            }
        }
        return "";
    }

    /** Whether the hosts stand in the DNS, which only the client looks up: its health contributor is asked. */
    private static boolean isService(String uri) {
        return uri.startsWith("mongodb+srv:");
    }

    private static String hosts(Details parsed, String options) {
        StringBuilder out = new StringBuilder("mongodb://");
        String separator = "";
        for (Object host : (Iterable<?>) parsed.value("getHosts")) {
            out.append(separator).append(host);
            separator = ",";
        }
        return out.append(options.isEmpty() ? "/" : "/?").append(options).toString();
    }
}
