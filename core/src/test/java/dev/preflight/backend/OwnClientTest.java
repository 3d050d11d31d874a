package dev.preflight.backend;

import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.rabbitmq.client.ConnectionFactory;
import dev.preflight.Preflight;
import dev.preflight.backend.FaultyServer.Fault;
import dev.preflight.check.Action;
import dev.preflight.check.Check;
import dev.preflight.deploy.Deployment;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Report;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import javax.naming.Context;
import javax.naming.directory.InitialDirContext;
import org.apache.kafka.clients.admin.AdminClient;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

/** Clients of applications in a probe: what they throw is told apart as well as what the library's own checks meet. */
class OwnClientTest {
    private static final int MILLIS = 2000;
    private static final Duration LIMIT = Duration.ofMillis(MILLIS);

    /** Each client, at some host and port. */
    private static Map<String, Action> clients(String host, int port) {
        String address = host + ":" + port;
        Map<String, Action> clients = new TreeMap<>();
        clients.put("amqp", () -> {
            ConnectionFactory factory = new ConnectionFactory();
            factory.setHost(host);
            factory.setPort(port);
            factory.setConnectionTimeout(MILLIS);
            factory.setHandshakeTimeout(MILLIS);
            factory.newConnection().close();
        });
        clients.put(
                "http",
                () -> HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create("http://" + address + "/"))
                                        .timeout(LIMIT)
                                        .build(),
                                BodyHandlers.discarding()));
        clients.put("jedis", () -> {
            try (Jedis jedis = new Jedis(host, port, MILLIS)) {
                jedis.ping();
            }
        });
        clients.put("jndi", () -> {
            Hashtable<String, String> environment = new Hashtable<>();
            environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
            environment.put(Context.PROVIDER_URL, "ldap://" + address);
            environment.put("com.sun.jndi.ldap.connect.timeout", Integer.toString(MILLIS));
            environment.put("com.sun.jndi.ldap.read.timeout", Integer.toString(MILLIS));
            new InitialDirContext(environment).close();
        });
        clients.put("kafka", () -> {
            Properties properties = new Properties();
            properties.put("bootstrap.servers", address);
            properties.put("request.timeout.ms", MILLIS / 2);
            properties.put("default.api.timeout.ms", MILLIS);
            try (AdminClient client = AdminClient.create(properties)) {
                client.describeCluster().clusterId().get();
            }
        });
        clients.put("mongodb", () -> {
            String options = "/?serverSelectionTimeoutMS=" + MILLIS + "&connectTimeoutMS=" + MILLIS / 2;
            try (MongoClient client = MongoClients.create("mongodb://" + address + options)) {
                client.getDatabase("orders").runCommand(new Document("ping", 1));
            }
        });
        clients.put(
                "nats",
                () -> Nats.connect(Options.builder()
                                .server("nats://app:hunter2-hunter2@" + address)
                                .connectionTimeout(LIMIT)
                                .maxReconnects(0)
                                .errorListener(new ErrorListener() {})
                                .build())
                        .close());
        return clients;
    }

    /** The codes that the clients get, by their names. */
    private static Map<String, String> codes(String host, int port) {
        List<Check<?>> checks = new ArrayList<>();
        clients(host, port)
                .forEach((name, client) -> checks.add(probe(name, client).timeout(Duration.ofSeconds(12))));
        Report report = Preflight.of("test", checks.toArray(new Check<?>[0]))
                .against(Deployment.of(Map.of()))
                .run();
        Map<String, String> codes = new TreeMap<>();
        for (CheckResult result : report.results()) {
            codes.put(result.check().name(), result.problems().get(0).code().id());
        }
        assertFalse(report.toString().contains("hunter2"), report::toString);
        return codes;
    }

    @Test
    void refusedIsRefusedWhereTheClientSaysSo() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = socket.getLocalPort();
        }

        assertEquals(
                "{amqp=backend.refused, http=backend.refused, jedis=backend.refused, jndi=backend.refused,"
                        + " kafka=backend.timeout, mongodb=backend.refused, nats=backend.unreachable}",
                codes("127.0.0.1", port).toString());
    }

    @Test
    void hostWithoutAnAddressIsUnresolvedWhereTheClientSaysSo() {
        assertEquals(
                "{amqp=backend.unresolved, http=backend.unresolved, jedis=backend.unresolved,"
                        + " jndi=backend.unresolved, kafka=backend.unresolved, mongodb=backend.unresolved,"
                        + " nats=backend.unreachable}",
                codes("no-such-host.invalid", 4222).toString());
    }

    @Test
    void silenceIsATimeoutWhereTheClientSaysSo() throws IOException {
        try (FaultyServer server = new FaultyServer(Fault.NEVER_ANSWERS)) {
            assertEquals(
                    "{amqp=backend.timeout, http=backend.timeout, jedis=backend.timeout, jndi=backend.timeout,"
                            + " kafka=backend.timeout, mongodb=backend.timeout, nats=backend.unreachable}",
                    codes("127.0.0.1", server.port()).toString());
        }
    }

    @Test
    void wrongPasswordIsALogin(@TempDir Path directory) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        RedisServer server = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("requirepass right-right")
                .setting("dir " + directory)
                .build();
        server.start();
        try {
            String wrong = Verdicts.problems(probe("cache", () -> {
                try (Jedis jedis = new Jedis("127.0.0.1", port)) {
                    jedis.auth("wrong-wrong");
                }
            }));
            String none = Verdicts.problems(probe("cache", () -> {
                try (Jedis jedis = new Jedis("127.0.0.1", port)) {
                    jedis.ping();
                }
            }));

            assertTrue(none.contains("[backend.login]"), none);
            assertEquals("""
                    FAIL  probe cache  login rejected                                               [backend.login]
                          why     JedisAccessControlException: WRONGPASS invalid username-password pair or user is disabled.
                          fix     correct the user or the password""", wrong);
        } finally {
            server.stop();
        }
    }

    @Test
    void channelThatIsClosedOrHasNoAddressIsToldApart() {
        String closed = Verdicts.problems(probe("queue", () -> {
            SocketChannel channel = SocketChannel.open();
            channel.close();
            channel.write(ByteBuffer.allocate(1));
        }));
        String unresolved = Verdicts.problems(probe(
                "queue",
                () -> SocketChannel.open(InetSocketAddress.createUnresolved("no-such-host.invalid", 1))
                        .close()));

        assertTrue(closed.contains("[backend.closed]"), closed);
        assertTrue(unresolved.contains("[backend.unresolved]"), unresolved);
    }
}
