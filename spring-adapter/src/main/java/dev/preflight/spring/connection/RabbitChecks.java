package dev.preflight.spring.connection;

import static dev.preflight.backend.Backends.service;

import dev.preflight.backend.Service;
import dev.preflight.check.Probe;
import java.util.List;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;
import org.springframework.core.io.DefaultResourceLoader;

/** RabbitMQ: logged in to, and opened on the virtual host. Of several addresses one must answer. */
final class RabbitChecks {
    private static final String SSL = "spring.rabbitmq.ssl";

    private RabbitChecks() {}

    static List<Probe<?>> of(Connection connection) {
        Details details = connection.details();
        SslBundle bundle = connection.bundle();
        boolean ofProperties = bundle == null && isEnabled(connection);
        ServiceUri uri = new ServiceUri(bundle != null || ofProperties ? "amqps" : "amqp")
                .login(details.text("getUsername"), details.text("getPassword"));
        for (Details address : details.parts("getAddresses")) {
            uri.host(address.text("host"), address.number("port"));
        }
        String virtualHost = details.text("getVirtualHost");
        Service check = service(
                connection.name(),
                uri.path(virtualHost.isEmpty() ? "/" : virtualHost).toString());
        check = Connection.secured(check, ofProperties ? stores(connection) : bundle);
        if (ofProperties && !connection.flag(SSL + ".validate-server-certificate", true)) {
            return List.of(check.anyCertificate());
        }
        return List.of(connection.flag(SSL + ".verify-hostname", true) ? check : check.anyHostName());
    }

    /** As {@code RabbitProperties.Ssl.determineEnabled()} has it: the scheme of the first address counts before the flag. */
    private static boolean isEnabled(Connection connection) {
        String addresses = connection.isOfProperties() ? connection.property("spring.rabbitmq.addresses") : "";
        if (addresses.startsWith("amqps://")) {
            return true;
        }
        return connection.flag(SSL + ".enabled", false) && !addresses.startsWith("amqp://");
    }

    /** Stores that are named without a bundle, null where none is. */
    private static SslBundle stores(Connection connection) {
        JksSslStoreDetails keys = store(connection, ".key-store", "PKCS12");
        JksSslStoreDetails trusted = store(connection, ".trust-store", "JKS");
        return keys == null && trusted == null
                ? null
                // Where Spring AMQP looks: a bare path is one of the class path.
                : SslBundle.of(new JksSslStoreBundle(keys, trusted, new DefaultResourceLoader()), SslBundleKey.NONE);
    }

    private static JksSslStoreDetails store(Connection connection, String name, String defaultType) {
        String location = connection.property(SSL + name);
        if (location.isEmpty()) {
            return null;
        }
        String type = connection.property(SSL + name + "-type");
        return new JksSslStoreDetails(
                type.isEmpty() ? defaultType : type, null, location, connection.property(SSL + name + "-password"));
    }
}
