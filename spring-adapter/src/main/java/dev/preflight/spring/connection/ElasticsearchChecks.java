package dev.preflight.spring.connection;

import static dev.preflight.backend.Backends.anyOf;
import static dev.preflight.backend.Backends.http;
import static dev.preflight.backend.Backends.service;

import dev.preflight.backend.Http;
import dev.preflight.check.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.ssl.SslBundle;

/**
 * Elasticsearch: the health of the cluster, as the user of the connection. Behind a path, or with a key instead of a
 * user, that it answers. Of several nodes one is enough.
 */
final class ElasticsearchChecks {
    private ElasticsearchChecks() {}

    static List<Probe<?>> of(Connection connection) {
        Details details = connection.details();
        List<Details> nodes = details.parts("getNodes");
        List<Probe<?>> checks = new ArrayList<>();
        for (Details node : nodes) {
            String address = node.text("hostname") + ":" + port(node);
            checks.add(check(nodes.size() == 1 ? connection.name() : address, details, node, connection.bundle()));
        }
        return checks.size() < 2 ? checks : List.of(anyOf(connection.name(), checks.toArray(new Probe<?>[0])));
    }

    private static Probe<?> check(String name, Details details, Details node, SslBundle bundle) {
        boolean isTls = isTls(node);
        String path = details.text("getPathPrefix");
        String key = details.text("getApiKey");
        String user = node.text("username").isEmpty() ? details.text("getUsername") : node.text("username");
        String password = node.text("username").isEmpty() ? details.text("getPassword") : node.text("password");
        if (path.isEmpty() && key.isEmpty()) {
            ServiceUri uri = new ServiceUri(isTls ? "elasticsearch+https" : "elasticsearch")
                    .login(user, password)
                    .host(node.text("hostname"), port(node));
            return Connection.secured(service(name, uri.toString()), bundle);
        }
        ServiceUri uri = new ServiceUri(isTls ? "https" : "http");
        uri = (key.isEmpty() ? uri.login(user, password) : uri).host(node.text("hostname"), port(node));
        String prefix = path.isEmpty() || path.startsWith("/") ? path : "/" + path;
        Http check = secured(http(name, uri + (prefix.endsWith("/") ? prefix : prefix + "/")), bundle);
        return key.isEmpty() ? check : check.header("Authorization", "ApiKey " + key);
    }

    private static boolean isTls(Details node) {
        return node.text("protocol").toUpperCase(Locale.ROOT).equals("HTTPS");
    }

    /** The port, which is that of HTTP and not that of Elasticsearch where the URI has none, as its client has it. */
    private static int port(Details node) {
        int port = node.number("port");
        return port > 0 ? port : isTls(node) ? 443 : 80;
    }

    private static Http secured(Http check, SslBundle bundle) {
        if (bundle == null) {
            return check;
        }
        Http trusting = check.trusting(bundle.getManagers().getTrustManagerFactory());
        return bundle.getStores() == null || bundle.getStores().getKeyStore() == null
                ? trusting
                : trusting.clientCertificate(bundle.getManagers().getKeyManagerFactory());
    }
}
