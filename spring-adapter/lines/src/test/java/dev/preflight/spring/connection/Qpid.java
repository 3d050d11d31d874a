package dev.preflight.spring.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.Port;
import org.apache.qpid.server.model.SystemConfig;

/** A Qpid broker in this process, with the user app, the virtual host orders, a plain port and one with TLS. */
final class Qpid implements AutoCloseable {
    private static final String PORT = """
            {"name": "%s", "port": "0", "bindingAddress": "127.0.0.1", "protocols": ["AMQP_0_9_1"],
             "authenticationProvider": "plain", "transports": ["%s"], %s
             "virtualhostaliases": [{"name": "nameAlias", "type": "nameAlias"}]}""";

    private final SystemLauncher launcher;
    private Broker<?> broker;

    Qpid(Path directory, Authority authority) throws IOException {
        Path config = Files.writeString(directory.resolve("qpid.json"), """
                {"name": "broker", "modelVersion": "9.1",
                 "authenticationproviders": [
                   {"name": "plain", "type": "Plain", "secureOnlyMechanisms": [],
                    "users": [{"name": "app", "type": "managed", "password": "pw-of-the-app:%%"}]}],
                 "keystores": [{"name": "keys", "type": "FileKeyStore", "storeUrl": "%s", "password": "%s",
                                "keyStoreType": "PKCS12"}],
                 "ports": [%s, %s],
                 "virtualhostnodes": [{"name": "orders", "type": "Memory", "defaultVirtualHostNode": "true",
                    "virtualHostInitialConfiguration": "{\\"type\\": \\"Memory\\"}"}]}
                """.formatted(
                        authority.store("localhost"),
                        authority.password(),
                        PORT.formatted("plain", "TCP", ""),
                        PORT.formatted("tls", "SSL", "\"keyStore\": \"keys\",")));
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
        try {
            launcher.startup(attributes);
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    /** The port that has a name. */
    int port(String name) {
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
