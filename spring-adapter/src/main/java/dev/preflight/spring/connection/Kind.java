package dev.preflight.spring.connection;

import dev.preflight.Probe;
import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The kinds of backends that Spring Boot configures clients for. This is the one place for what is called differently in
 * 3.5, 4.0, 4.1 and later: of the types of connection details and of clients, those count that are on the class path.
 */
enum Kind {
    /** Databases through their driver. */
    JDBC(
            "database",
            of("spring.datasource"),
            of(
                    "org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails",
                    "org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails"),
            of("javax.sql.DataSource"),
            of("db")) {
        @Override
        List<Probe<?>> checks(Connection connection) {
            return JdbcChecks.of(connection);
        }
    },
    /** Redis: one server, Sentinel or a cluster. */
    REDIS(
            "redis",
            of("spring.data.redis"),
            of(
                    "org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails",
                    "org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails"),
            of("org.springframework.data.redis.connection.RedisConnectionFactory"),
            of("redis")) {
        @Override
        List<Probe<?>> checks(Connection connection) {
            return RedisChecks.of(connection);
        }
    },
    /** RabbitMQ. */
    RABBIT(
            "rabbitmq",
            of("spring.rabbitmq"),
            of(
                    "org.springframework.boot.autoconfigure.amqp.RabbitConnectionDetails",
                    "org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails",
                    "org.springframework.boot.rabbitmq.autoconfigure.RabbitConnectionDetails"),
            of("org.springframework.amqp.rabbit.connection.ConnectionFactory"),
            of("rabbit")) {
        @Override
        List<Probe<?>> checks(Connection connection) {
            return RabbitChecks.of(connection);
        }
    },
    /** MongoDB. It is greeted only, so its health contributor, which logs in, is asked all the same. */
    MONGO(
            "mongodb",
            of("spring.data.mongodb", "spring.mongodb"),
            of(
                    "org.springframework.boot.autoconfigure.mongo.MongoConnectionDetails",
                    "org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails"),
            of("com.mongodb.client.MongoClient", "com.mongodb.reactivestreams.client.MongoClient"),
            of()) {
        @Override
        List<Probe<?>> checks(Connection connection) {
            return MongoChecks.of(connection);
        }
    },
    /** Kafka: what its factories were given, which Spring Boot takes from the connection details and more. */
    KAFKA(
            "kafka",
            of("spring.kafka"),
            of(
                    "org.springframework.boot.autoconfigure.kafka.KafkaConnectionDetails",
                    "org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails"),
            of("org.springframework.kafka.core.ProducerFactory", "org.springframework.kafka.core.ConsumerFactory"),
            of()) {
        @Override
        List<Probe<?>> checks(Connection connection) {
            return KafkaChecks.of(connection);
        }
    };

    private final String defaultName;
    private final List<String> prefixes;
    private final List<String> details;
    private final List<String> clients;
    private final List<String> contributors;

    Kind(
            String defaultName,
            List<String> prefixes,
            List<String> details,
            List<String> clients,
            List<String> contributors) {
        this.defaultName = defaultName;
        this.prefixes = prefixes;
        this.details = details;
        this.clients = clients;
        this.contributors = contributors;
    }

    private static List<String> of(String... texts) {
        return List.of(texts);
    }

    /** The name of the check, unless the details tell a better one. */
    String defaultName() {
        return defaultName;
    }

    /** What the names of its properties begin with. */
    List<String> prefixes() {
        return prefixes;
    }

    /** The prefix below which properties of it are set, the first one where none is. */
    String source(ConfigurableEnvironment environment) {
        Binder binder = Binder.get(environment);
        for (String prefix : prefixes) {
            if (binder.bind(prefix, Bindable.mapOf(String.class, Object.class)).isBound()) {
                return prefix;
            }
        }
        return prefixes.get(0);
    }

    /** The types of its connection details. */
    List<String> details() {
        return details;
    }

    /** The types of its clients: where none of them is defined by Spring Boot, the connection details are not used. */
    List<String> clients() {
        return clients;
    }

    /** The names of the health contributors that find out nothing more than the checks. */
    List<String> contributors() {
        return contributors;
    }

    /** Derives checks from connection details, none where there is no server to reach. */
    abstract List<Probe<?>> checks(Connection connection);
}
