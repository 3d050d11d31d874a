package dev.preflight.backend;

import com.datastax.oss.simulacron.common.cluster.NodeSpec;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.curator.test.TestingServer;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import redis.embedded.RedisSentinel;
import redis.embedded.RedisServer;

/**
 * A server for each protocol, and the URI that a check logs in with: the real one where a Maven artifact or a variable
 * of the environment has it, and else one that says what the real one does.
 */
final class HandshakeServers implements AutoCloseable {
    private static final String LOGIN = "app:pw-of-the-app@";

    private final Path directory;
    private final Path authority;
    private final TestAuthority.Identity identity;
    private final Map<String, String> uris = new TreeMap<>();
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    HandshakeServers(Path directory) throws Exception {
        this.directory = directory;
        TestAuthority certificates = new TestAuthority();
        authority = certificates.pem(directory.resolve("ca.pem"));
        identity = certificates.identity("localhost");
        startRedis();
        startBrokers();
        startDatabases();
        startMail();
        startDirectories();
        startHttp();
    }

    /** The URI of each scheme that has a server, in order. */
    Map<String, String> uris() {
        return uris;
    }

    /** Whom to trust where TLS is spoken. */
    Path authority() {
        return authority;
    }

    private void add(String scheme, String login, int port, String end, AutoCloseable server) {
        running.push(server);
        uris.put(scheme, scheme + "://" + login + "localhost:" + port + end);
    }

    private void startRedis() throws IOException {
        int port = ServerProcess.freePort();
        int tlsPort = ServerProcess.freePort();
        RedisServer redis = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("user app on >pw-of-the-app ~* +@all")
                .setting("tls-port " + tlsPort)
                .setting("tls-cert-file " + identity.certificatePem(directory.resolve("redis.crt")))
                .setting("tls-key-file " + identity.keyPem(directory.resolve("redis.key")))
                .setting("tls-ca-cert-file " + authority)
                .setting("tls-auth-clients no")
                .build();
        redis.start();
        add("redis", LOGIN, port, "/2", redis::stop);
        add("rediss", LOGIN, tlsPort, "/2", () -> {});
        int sentinelPort = ServerProcess.freePort();
        RedisSentinel sentinel = RedisSentinel.newRedisSentinel()
                .port(sentinelPort)
                .bind("127.0.0.1")
                .masterPort(port)
                .masterName("orders")
                .quorumSize(1)
                .build();
        sentinel.start();
        add("redis-sentinel", "", sentinelPort, "#orders", sentinel::stop);
    }

    private void startBrokers() throws Exception {
        QpidBroker qpid = new QpidBroker(directory, authority, identity);
        add("amqp", LOGIN, qpid.port("plain"), "/orders", qpid);
        KafkaBroker kafka = new KafkaBroker(directory, identity);
        add("kafka", "", kafka.port("PLAINTEXT"), "", kafka);

        Properties properties = new Properties();
        properties.put(IConfig.HOST_PROPERTY_NAME, "127.0.0.1");
        // It tells the port that the system chose only once it has noticed that it listens.
        int mqttPort = ServerProcess.freePort();
        properties.put(IConfig.PORT_PROPERTY_NAME, String.valueOf(mqttPort));
        properties.put(IConfig.ALLOW_ANONYMOUS_PROPERTY_NAME, "false");
        properties.put(IConfig.PERSISTENCE_ENABLED_PROPERTY_NAME, "false");
        properties.put(IConfig.DATA_PATH_PROPERTY_NAME, directory.toString());
        properties.put(IConfig.ENABLE_TELEMETRY_NAME, "false");
        io.moquette.broker.Server mqtt = new io.moquette.broker.Server();
        mqtt.startServer(new MemoryConfig(properties), List.of(), null, (client, user, password) -> true, null);
        add("mqtt", LOGIN, mqttPort, "", mqtt::stopServer);

        FakeNats nats = new FakeNats("\"auth_required\":true").accepting("\"pass\":\"pw-of-the-app\"");
        add("nats", LOGIN, nats.port(), "", nats);
    }

    private void startDatabases() throws IOException {
        Postgres postgres = Postgres.start(directory);
        add("postgresql", "postgres@", postgres.port(), "/postgres", postgres);
        MongoServer mongo = new MongoServer(new MemoryBackend());
        add("mongodb", "", mongo.bind().getPort(), "", mongo::shutdownNow);
        int port = ServerProcess.freePort();
        com.datastax.oss.simulacron.server.Server cassandra =
                com.datastax.oss.simulacron.server.Server.builder().build();
        cassandra.register(NodeSpec.builder()
                .withAddress(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port))
                .build());
        add("cassandra", "", port, "", cassandra);
        // Greets, hears who it is, and denies it access, as it does with a user that it does not know.
        RawServer mysql = new RawServer((in, out, socket) -> {
            TlsUpgrade.MYSQL.refuse(in, out);
            in.read(new byte[200]);
            out.write("\26\0\0\2\377\25\4#28000Access denied".getBytes(StandardCharsets.ISO_8859_1));
            RawServer.drain(in);
        });
        add("mysql", "", mysql.port(), "", mysql);
        ScriptedServer memcached = new ScriptedServer(client -> {
            client.answer("VERSION 1.6.18\r\n");
            client.line();
        });
        add("memcached", "", memcached.port(), "", memcached);
    }

    private void startMail() {
        GreenMail mail = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
        });
        mail.setUser("app@example.com", "app", "pw-of-the-app");
        mail.start();
        add("smtp", LOGIN, mail.getSmtp().getPort(), "", mail::stop);
        add("imap", LOGIN, mail.getImap().getPort(), "", mail::stop);
    }

    private void startDirectories() throws Exception {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=com");
        config.addAdditionalBindCredentials("cn=app,dc=example,dc=com", "pw-of-the-app");
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("plain", InetAddress.getByName("127.0.0.1"), 0, null));
        InMemoryDirectoryServer ldap = new InMemoryDirectoryServer(config);
        ldap.startListening();
        add("ldap", "cn=app,dc=example,dc=com:pw-of-the-app@", ldap.getListenPort(), "", () -> ldap.shutDown(true));
        // ZooKeeper puts a handler of its own in the place of the JVM's.
        Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
        TestingServer zooKeeper = new TestingServer(true);
        Thread.setDefaultUncaughtExceptionHandler(handler);
        add("zookeeper", "", zooKeeper.getPort(), "", zooKeeper);
        SshServer ssh = SshServer.setUpDefaultServer();
        ssh.setHost("127.0.0.1");
        ssh.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(directory.resolve("key")));
        ssh.start();
        add("ssh", "", ssh.getPort(), "", () -> ssh.stop(true));
    }

    private void startHttp() throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        http.createContext("/", exchange -> {
            byte[] body = "{\"status\":\"green\",\"number_of_nodes\":1,\"active_shards\":1}"
                    .getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        http.start();
        int port = http.getAddress().getPort();
        add("http", "", port, "/health", () -> http.stop(0));
        add("elasticsearch", LOGIN, port, "", () -> {});
        add("tcp", "", port, "", () -> {});
        HealthStatusManager health = new HealthStatusManager();
        Server grpc = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                .addService(health.getHealthService())
                .build()
                .start();
        add("grpc", "", grpc.getPort(), "", grpc::shutdownNow);
    }

    @Override
    public void close() throws IOException {
        for (AutoCloseable server : running) {
            try {
                server.close();
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }
}
