package dev.preflight.spring.connection;

import static dev.preflight.backend.Backends.service;

import dev.preflight.backend.Service;
import java.net.URI;
import org.springframework.boot.ssl.SslBundle;

/** Whether anything answers at an HTTP URL, and whether it can be trusted: what it says to a request is its own affair. */
final class Reachable {
    private Reachable() {}

    /**
     * A check of a URL.
     *
     * @param bundle what is trusted and shown, null for the default of the Java runtime
     * @throws MalformedAddressException if it is no URL of HTTP
     */
    static Service of(String name, String url, SslBundle bundle) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new MalformedAddressException(url, String.valueOf(e.getMessage()));
        }
        boolean isTls = "https".equalsIgnoreCase(uri.getScheme());
        if (uri.getHost() == null || !isTls && !"http".equalsIgnoreCase(uri.getScheme())) {
            throw new MalformedAddressException(url, "it is no URL that begins with http:// or https://");
        }
        int port = uri.getPort() > 0 ? uri.getPort() : isTls ? 443 : 80;
        ServiceUri where = new ServiceUri(isTls ? "tls" : "tcp").host(uri.getHost(), port);
        return Connection.secured(service(name, where.toString()), isTls ? bundle : null);
    }
}
