package dev.preflight.backend;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A Kafka node in this process, broker and controller in one, with the listeners PLAINTEXT, SASL_PLAINTEXT and SSL. */
final class KafkaBroker implements AutoCloseable {
    private static final String STORE_PASSWORD = "changeit";

    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final KafkaRaftServer server;

    KafkaBroker(Path directory, TestAuthority.Identity identity) throws Exception {
        StringBuilder listeners = new StringBuilder();
        for (String listener : new String[] {"PLAINTEXT", "SASL_PLAINTEXT", "SSL", "CONTROLLER"}) {
            ports.put(listener, freePort());
            listeners.append(listeners.isEmpty() ? "" : ",").append(listener).append("://127.0.0.1:");
            listeners.append(ports.get(listener));
        }
        String logs = directory.resolve("kafka").toString();
        Properties properties = new Properties();
        properties.put("node.id", "1");
        properties.put("process.roles", "broker,controller");
        properties.put("controller.quorum.voters", "1@127.0.0.1:" + ports.get("CONTROLLER"));
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listeners", listeners.toString());
        properties.put(
                "listener.security.protocol.map",
                "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT,SSL:SSL");
        properties.put("sasl.enabled.mechanisms", "PLAIN");
        properties.put(
                "listener.name.sasl_plaintext.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required user_app=\"pw-of-the-app\";");
        properties.put("ssl.keystore.type", "PKCS12");
        properties.put("ssl.keystore.location", keyStore(directory, identity).toString());
        properties.put("ssl.keystore.password", STORE_PASSWORD);
        properties.put("ssl.key.password", STORE_PASSWORD);
        properties.put("log.dirs", logs);
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("broker.heartbeat.interval.ms", "100");
        properties.put("num.network.threads", "1");
        properties.put("num.io.threads", "1");
        properties.put("log.cleaner.enable", "false");
        properties.put("controlled.shutdown.enable", "false");
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(logs)
                .addDirectory(logs)
                .run();
        server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        server.startup();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Path keyStore(Path directory, TestAuthority.Identity identity)
            throws IOException, GeneralSecurityException {
        Path file = directory.resolve("kafka.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            identity.keyStore(STORE_PASSWORD).store(out, STORE_PASSWORD.toCharArray());
        }
        return file;
    }

    /** The port of a listener. */
    int port(String listener) {
        return ports.get(listener.toUpperCase(Locale.ROOT));
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
