package dev.preflight.spring.connection;

import static dev.preflight.backend.Backends.service;

import dev.preflight.backend.Service;
import dev.preflight.check.Probe;
import java.util.List;
import java.util.Map;
import org.springframework.boot.ssl.SslBundle;

/** Mail: logged in to where there is a user, over TLS as the properties of Jakarta Mail say. */
final class MailChecks {
    private static final String PREFIX = "spring.mail.";

    private MailChecks() {}

    static List<Probe<?>> of(Connection connection) {
        String host = connection.property(PREFIX + "host");
        if (host.isEmpty()) {
            return List.of();
        }
        return List.of(of(host, connection));
    }

    private static Probe<?> of(String host, Connection connection) {
        String protocol = connection.property(PREFIX + "protocol").equals("smtps") ? "smtps" : "smtp";
        Map<String, String> properties = connection.properties(PREFIX + "properties");
        String prefix = "mail." + protocol + ".";
        boolean hasBundle = !connection.property(PREFIX + "ssl.bundle").isEmpty();
        boolean isTls = protocol.equals("smtps")
                || is(properties, prefix + "ssl.enable")
                || hasBundle
                || connection.flag(PREFIX + "ssl.enabled", false);
        boolean startsTls = is(properties, prefix + "starttls.enable") || is(properties, prefix + "starttls.required");
        String port = connection.property(PREFIX + "port");
        ServiceUri uri = new ServiceUri(isTls ? "smtps" : "smtp")
                .login(connection.property(PREFIX + "username"), connection.property(PREFIX + "password"))
                .host(host, port.isEmpty() ? 0 : Integer.parseInt(port));
        if (!isTls && is(properties, prefix + "starttls.required")) {
            uri.path("").query("starttls=required");
        }
        SslBundle bundle = connection.bundle(connection.property(PREFIX + "ssl.bundle"));
        Service check = Connection.secured(service(connection.name(), uri.toString()), bundle);
        String trusted = properties.getOrDefault(prefix + "ssl.trust", "");
        if (!isTls && !startsTls
                || trusted.equals("*")
                || List.of(trusted.split("\\s+")).contains(host)) {
            // It would send its password in the clear, so a certificate that nobody vouches for is no reason to stop
            // it.
            return check.anyCertificate();
        }
        boolean anyHost = properties
                .getOrDefault(prefix + "ssl.checkserveridentity", "true")
                .equals("false");
        return anyHost ? check.anyHostName() : check;
    }

    private static boolean is(Map<String, String> properties, String name) {
        return properties.getOrDefault(name, "").equals("true");
    }
}
