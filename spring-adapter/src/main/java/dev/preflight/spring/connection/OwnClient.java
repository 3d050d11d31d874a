package dev.preflight.spring.connection;

import static dev.preflight.backend.Backends.jdbc;

import com.mongodb.client.MongoClient;
import dev.preflight.check.Probe;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Settings;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.amqp.rabbit.connection.Connection;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Uses a client of the application once: a database gives a valid connection, Redis answers {@code PING}, RabbitMQ opens
 * a connection, MongoDB lists what the user may see. Each logs in as the client does.
 */
final class OwnClient extends Probe<Void> {
    /** Its pool, its driver and what else it needs is loaded here for the first time. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Kind kind;
    private final Object client;
    private final Taint taint;

    private OwnClient(Kind kind, String name, Object client, Taint taint, Settings settings) {
        super("backend", name, settings);
        this.kind = kind;
        this.client = client;
        this.taint = taint;
    }

    static Probe<Void> of(Kind kind, String name, Object client, Taint taint) {
        return new OwnClient(kind, name, client, taint, Settings.online()).timeout(TIMEOUT);
    }

    @Override
    protected Void verify(ProbeContext context) throws Exception {
        taint.tell(context);
        if (kind == Kind.JDBC) {
            context.run(jdbc(name(), (DataSource) client));
            return null;
        }
        context.trying("client");
        Details used = Details.of(client);
        switch (kind) {
            case R2DBC -> validate((io.r2dbc.spi.ConnectionFactory) client, context.remaining());
            case ELASTICSEARCH -> request(client);
            case CASSANDRA -> used.call("execute", "SELECT release_version FROM system.local");
            case NEO4J -> used.call("verifyConnectivity");
            case ACTIVEMQ, ARTEMIS -> close(used.call("createConnection"));
            case LDAP -> close(used.call("getReadOnlyContext"));
            case MAIL -> used.call("testConnection");
            case REDIS -> ping((RedisConnectionFactory) client);
            case RABBIT -> open((ConnectionFactory) client);
            case MONGO -> list((MongoClient) client);
            default -> throw new IllegalStateException(kind + " is not used");
        }
        context.held("");
        return null;
    }

    private static void ping(RedisConnectionFactory factory) {
        try (RedisConnection connection = factory.getConnection()) {
            connection.ping();
        }
    }

    private static void open(ConnectionFactory factory) {
        try (Connection connection = factory.createConnection()) {
            connection.isOpen();
        }
    }

    private static void validate(io.r2dbc.spi.ConnectionFactory factory, Duration limit) throws Exception {
        io.r2dbc.spi.Connection connection = (io.r2dbc.spi.Connection) FirstOnly.of(factory.create(), limit);
        try {
            FirstOnly.of(connection.validate(ValidationDepth.REMOTE), limit);
        } finally {
            FirstOnly.of(connection.close(), limit);
        }
    }

    /** Asks for the root, in whichever generation of the client it is. */
    private static void request(Object client) throws Exception {
        Class<?> type = client.getClass();
        while (type.getSuperclass() != null && !Kind.ELASTICSEARCH.clients().contains(type.getName())) {
            type = type.getSuperclass();
        }
        Class<?> request = Class.forName(type.getPackageName() + ".Request", true, type.getClassLoader());
        Object root = request.getConstructor(String.class, String.class).newInstance("GET", "/");
        Details.of(client).call("performRequest", root);
    }

    private static void close(Object opened) throws Exception {
        Details.of(opened).call("close");
    }

    private static void list(MongoClient client) {
        client.listDatabaseNames().first();
    }

    @Override
    public OwnClient with(Settings changed) {
        return new OwnClient(kind, name(), client, taint, changed);
    }
}
