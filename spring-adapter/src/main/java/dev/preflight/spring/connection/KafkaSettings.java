package dev.preflight.spring.connection;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/** What a client of Kafka was given (Kafka documentation, "Producer Configs"), as far as connecting needs it. */
final class KafkaSettings {
    private static final String SERVERS = "bootstrap.servers";

    private final Map<?, ?> settings;
    private final Clients clients;

    KafkaSettings(Map<?, ?> settings, Clients clients) {
        this.settings = settings;
        this.clients = clients;
    }

    private String text(String name) {
        Object value = settings.get(name);
        if (value instanceof Iterable<?> all) {
            StringBuilder out = new StringBuilder();
            for (Object each : all) {
                out.append(out.isEmpty() ? "" : ",").append(each);
            }
            return out.toString();
        }
        return value == null ? "" : value.toString().strip();
    }

    private String protocol() {
        return text("security.protocol").toUpperCase(Locale.ROOT);
    }

    boolean isTls() {
        return protocol().endsWith("SSL");
    }

    /**
     * The bootstrap servers as a URI, empty where nothing is said of them.
     *
     * @throws MalformedAddressException if the client refuses one of them
     */
    String uri() {
        ServiceUri uri = new ServiceUri(isTls() ? "kafka+ssl" : "kafka");
        if (protocol().startsWith("SASL")) {
            // Whoever reads the report is to see that there is a login, and that it was not tried.
            uri.login("sasl", "");
        }
        if (!settings.containsKey(SERVERS)) {
            return "";
        }
        clients.kafkaList(settings.get(SERVERS), text(SERVERS));
        boolean any = false;
        for (String server : text(SERVERS).split(",")) {
            String address = server.strip();
            if (!address.isEmpty()) {
                Object[] hostAndPort = clients.kafka(address);
                uri.host((String) hostAndPort[0], (Integer) hostAndPort[1]);
                any = true;
            }
        }
        if (!any) {
            throw new MalformedAddressException(text(SERVERS), "Kafka takes one server at the least");
        }
        return uri.toString();
    }

    /** Whether the name of the host is compared with that in the certificate: an empty algorithm says no. */
    boolean verifiesHost() {
        return settings.get("ssl.endpoint.identification.algorithm") == null
                || !text("ssl.endpoint.identification.algorithm").isEmpty();
    }

    /** What is trusted and shown; null is the default of the Java runtime. */
    SslBundle bundle() {
        // Spring Boot hands the bundle to its own engine factory under this name.
        if (settings.get(SslBundle.class.getName()) instanceof SslBundle bundle) {
            return bundle;
        }
        boolean pem = text("ssl.truststore.type").equals("PEM")
                || text("ssl.keystore.type").equals("PEM");
        boolean none = text("ssl.truststore.location").isEmpty()
                && text("ssl.keystore.location").isEmpty()
                && text("ssl.truststore.certificates").isEmpty()
                && text("ssl.keystore.key").isEmpty();
        if (none) {
            return null;
        }
        String keyPassword = text("ssl.key.password");
        SslBundleKey key = keyPassword.isEmpty() ? SslBundleKey.NONE : SslBundleKey.of(keyPassword);
        return SslBundle.of(pem ? new PemSslStoreBundle(pemKeys(), pemTrust()) : jks(), key);
    }

    private JksSslStoreBundle jks() {
        return new JksSslStoreBundle(store("ssl.keystore"), store("ssl.truststore"));
    }

    private JksSslStoreDetails store(String prefix) {
        String location = text(prefix + ".location");
        if (location.isEmpty()) {
            return null;
        }
        String type = text(prefix + ".type");
        return new JksSslStoreDetails(type.isEmpty() ? "JKS" : type, null, location, text(prefix + ".password"));
    }

    private PemSslStoreDetails pemTrust() {
        String certificates = first("ssl.truststore.certificates", "ssl.truststore.location");
        return certificates.isEmpty() ? null : PemSslStoreDetails.forCertificate(certificates);
    }

    private PemSslStoreDetails pemKeys() {
        String key = first("ssl.keystore.key", "ssl.keystore.location");
        if (key.isEmpty()) {
            return null;
        }
        return PemSslStoreDetails.forCertificate(first("ssl.keystore.certificate.chain", "ssl.keystore.location"))
                .withPrivateKey(key)
                .withPrivateKeyPassword(text("ssl.key.password"));
    }

    private String first(String... names) {
        for (String name : List.of(names)) {
            if (!text(name).isEmpty()) {
                return text(name);
            }
        }
        return "";
    }
}
