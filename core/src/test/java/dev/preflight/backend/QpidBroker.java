package dev.preflight.backend;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.Port;
import org.apache.qpid.server.model.SystemConfig;

/**
 * A Qpid broker in this process: the users app and guest, the virtual host orders (which is the default one too), a
 * plain port, one with TLS, one that takes no PLAIN, and one that takes certificates of clients only.
 */
public final class QpidBroker implements AutoCloseable {
    private static final String STORE_PASSWORD = "changeit";
    private static final String PORT = """
            {"name": "%s", "port": "0", "bindingAddress": "127.0.0.1", "protocols": ["AMQP_0_9_1"],
             "authenticationProvider": "%s", "transports": ["%s"], %s
             "virtualhostaliases": [{"name": "nameAlias", "type": "nameAlias"},
                                    {"name": "defaultAlias", "type": "defaultAlias"}]}""";

    private final SystemLauncher launcher;
    private Broker<?> broker;

    public QpidBroker(Path directory, Path authority, TestAuthority.Identity identity) throws Exception {
        Path config = Files.writeString(
                directory.resolve("qpid.json"),
                """
                {"name": "broker", "modelVersion": "9.1",
                 "authenticationproviders": [
                   {"name": "plain", "type": "Plain", "secureOnlyMechanisms": [],
                    "users": [{"name": "app", "type": "managed", "password": "pw-of-the-app"},
                              {"name": "guest", "type": "managed", "password": "guest"}]},
                   {"name": "careful", "type": "Plain",
                    "users": [{"name": "app", "type": "managed", "password": "pw-of-the-app"}]},
                   {"name": "certificates", "type": "External"}],
                 "truststores": [{"name": "authority", "type": "NonJavaTrustStore", "certificatesUrl": "%s"}],
                 "keystores": [{"name": "keys", "type": "FileKeyStore", "storeUrl": "%s", "password": "%s",
                                "keyStoreType": "PKCS12"}],
                 "ports": [%s, %s, %s, %s],
                 "virtualhostnodes": [{"name": "orders", "type": "Memory", "defaultVirtualHostNode": "true",
                    "virtualHostInitialConfiguration": "{\\"type\\": \\"Memory\\"}"}]}
                """.formatted(
                                authority.toUri(),
                                keyStore(directory, identity),
                                STORE_PASSWORD,
                                PORT.formatted("plain", "plain", "TCP", ""),
                                PORT.formatted("tls", "plain", "SSL", "\"keyStore\": \"keys\","),
                                PORT.formatted("careful", "careful", "TCP", ""),
                                PORT.formatted(
                                        "mutual",
                                        "certificates",
                                        "SSL",
                                        "\"keyStore\": \"keys\", \"trustStores\": [\"authority\"], \"needClientAuth\": true,")));
        launcher = new SystemLauncher(new SystemLauncherListener.DefaultSystemLauncherListener() {
            @Override
            public void onContainerResolve(SystemConfig<?> system) {
                broker = (Broker<?>) system.getContainer();
            }
        });
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(SystemConfig.TYPE, "Memory");
        attributes.put(
                SystemConfig.INITIAL_CONFIGURATION_LOCATION, config.toUri().toString());
        attributes.put(SystemConfig.STARTUP_LOGGED_TO_SYSTEM_OUT, false);
        attributes.put(SystemConfig.CONTEXT, Map.of(SystemConfig.QPID_WORK_DIR, directory.toString()));
        launcher.startup(attributes);
    }

    private static Path keyStore(Path directory, TestAuthority.Identity identity)
            throws IOException, GeneralSecurityException {
        Path file = directory.resolve("qpid.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            identity.keyStore(STORE_PASSWORD).store(out, STORE_PASSWORD.toCharArray());
        }
        return file;
    }

    /** The port that has a name. */
    public int port(String name) {
        for (Port<?> port : broker.getPorts()) {
            if (port.getName().equals(name)) {
                return port.getBoundPort();
            }
        }
        throw new IllegalStateException("no port " + name);
    }

    @Override
    public void close() {
        launcher.shutdown();
    }
}
