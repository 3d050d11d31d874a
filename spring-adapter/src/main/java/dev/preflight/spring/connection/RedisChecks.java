package dev.preflight.spring.connection;

import static dev.preflight.backend.Backends.service;

import dev.preflight.check.Probe;
import java.util.List;
import org.springframework.boot.ssl.SslBundle;

/**
 * Redis: one server, logged in to; the sentinels, asked for the master; the nodes of a cluster or of a static
 * master/replica setup, of which one must answer.
 */
final class RedisChecks {
    private RedisChecks() {}

    static List<Probe<?>> of(Connection connection) {
        Details details = connection.details();
        if (connection.isOfProperties()) {
            requireNodes(connection);
        }
        Details sentinel = details.part("getSentinel");
        Details cluster = details.part("getCluster");
        Details replicated = details.part("getMasterReplica");
        String user = details.text("getUsername");
        String password = details.text("getPassword");
        if (sentinel.isPresent()) {
            SslBundle bundle = bundle(details, sentinel);
            ServiceUri uri = new ServiceUri(isTls(connection, bundle) ? "rediss-sentinel" : "redis-sentinel")
                    .login(sentinel.text("getUsername"), sentinel.text("getPassword"));
            return checks(connection, nodes(uri, sentinel).fragment(sentinel.text("getMaster")), bundle);
        }
        for (Details several : List.of(cluster, replicated)) {
            if (several.isPresent()) {
                SslBundle bundle = bundle(details, several);
                ServiceUri uri = new ServiceUri(isTls(connection, bundle) ? "rediss" : "redis").login(user, password);
                return checks(connection, nodes(uri, several), bundle);
            }
        }
        Details standalone = details.part("getStandalone");
        SslBundle bundle = bundle(details, standalone);
        ServiceUri uri = new ServiceUri(isTls(connection, bundle) ? "rediss" : "redis")
                .login(user, password)
                .host(standalone.text("getHost"), standalone.number("getPort"));
        int database = standalone.number("getDatabase");
        // A user may lack the right to select, and clients do not select the first.
        return checks(connection, database == 0 ? uri : uri.path(Integer.toString(database)), bundle);
    }

    /** Spring Boot takes what stands behind the last colon of a node for its port, and there must be one. */
    private static void requireNodes(Connection connection) {
        for (String setup : List.of("cluster", "sentinel", "masterreplica")) {
            for (String node : connection.list("spring.data.redis." + setup + ".nodes")) {
                int colon = node.lastIndexOf(':');
                try {
                    Integer.parseInt(node.substring(colon + 1));
                } catch (NumberFormatException e) {
                    colon = -1;
                }
                if (colon < 0) {
                    throw new MalformedAddressException(node, "Spring Boot takes host:port for a node, and it is none");
                }
            }
        }
    }

    private static List<Probe<?>> checks(Connection connection, ServiceUri uri, SslBundle bundle) {
        return List.of(Connection.secured(service(connection.name(), uri.toString()), bundle));
    }

    private static ServiceUri nodes(ServiceUri uri, Details several) {
        for (Details node : several.parts("getNodes")) {
            uri.host(node.text("host"), node.number("port"));
        }
        return uri;
    }

    /** The line 3.5 has it with each kind of setup, the lines 4 with the whole. */
    private static SslBundle bundle(Details details, Details part) {
        Object bundle = part.value("getSslBundle") == null ? details.value("getSslBundle") : part.value("getSslBundle");
        return bundle instanceof SslBundle ssl ? ssl : null;
    }

    /** A URL that begins with rediss counts too, though the details do not show it. */
    private static boolean isTls(Connection connection, SslBundle bundle) {
        return bundle != null
                || connection.isOfProperties()
                        && connection.property("spring.data.redis.url").startsWith("rediss://");
    }
}
