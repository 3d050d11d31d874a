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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka node in this process, broker and controller in one, with the listeners PLAINTEXT, SASL_PLAINTEXT (PLAIN alone)
 * and SSL, SSL_ADDRESS, which is advertised by its address, SCRAM (all mechanisms with passwords), INSIDE, which is advertised under a name that nobody knows, and MOVED,
 * which is advertised at a port where nothing listens.
 */
public final class KafkaBroker implements AutoCloseable {
    private static final String STORE_PASSWORD = "changeit";

    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final KafkaRaftServer server;

    public KafkaBroker(Path directory, TestAuthority.Identity identity) throws Exception {
        StringBuilder listeners = new StringBuilder();
        StringBuilder advertised = new StringBuilder();
        for (String listener : new String[] {
            "PLAINTEXT", "SASL_PLAINTEXT", "SSL", "SSL_ADDRESS", "SCRAM", "INSIDE", "MOVED", "CONTROLLER"
        }) {
            ports.put(listener, freePort());
            listeners.append(listeners.isEmpty() ? "" : ",").append(listener).append("://127.0.0.1:");
            listeners.append(ports.get(listener));
            if (!listener.equals("CONTROLLER")) {
                advertised.append(advertised.isEmpty() ? "" : ",").append(listener);
                String host = listener.equals("SSL") ? "localhost" : "127.0.0.1";
                advertised
                        .append("://")
                        .append(listener.equals("INSIDE") ? "kafka.invalid" : host)
                        .append(':');
                advertised.append(listener.equals("MOVED") ? freePort() : ports.get(listener));
            }
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
                "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT,SSL:SSL,"
                        + "SSL_ADDRESS:SSL,SCRAM:SASL_PLAINTEXT,INSIDE:PLAINTEXT,MOVED:PLAINTEXT");
        properties.put("advertised.listeners", advertised.toString());
        properties.put("sasl.enabled.mechanisms", "PLAIN");
        properties.put("listener.name.scram.sasl.enabled.mechanisms", "SCRAM-SHA-256,SCRAM-SHA-512,PLAIN");
        properties.put(
                "listener.name.scram.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required user_plain=\"pw-of-plain\";");
        for (String mechanism : new String[] {"scram-sha-256", "scram-sha-512"}) {
            properties.put(
                    "listener.name.scram." + mechanism + ".sasl.jaas.config",
                    "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        }
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
                .setScramArguments(List.of(
                        "SCRAM-SHA-512=[name=app,password=pw-of-the-app]",
                        "SCRAM-SHA-256=[name=narrow,password=pw-of-narrow]"))
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
    public int port(String listener) {
        return ports.get(listener.toUpperCase(Locale.ROOT));
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
