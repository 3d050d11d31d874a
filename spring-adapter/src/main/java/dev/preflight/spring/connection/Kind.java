package dev.preflight.spring.connection;

import dev.preflight.check.Probe;
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
            of("db")),
    /** Redis: one server, Sentinel or a cluster. */
    REDIS(
            "redis",
            of("spring.data.redis"),
            of(
                    "org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails",
                    "org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails"),
            of("org.springframework.data.redis.connection.RedisConnectionFactory"),
            of("redis")),
    /** RabbitMQ. */
    RABBIT(
            "rabbitmq",
            of("spring.rabbitmq"),
            of(
                    "org.springframework.boot.autoconfigure.amqp.RabbitConnectionDetails",
                    "org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails",
                    "org.springframework.boot.rabbitmq.autoconfigure.RabbitConnectionDetails"),
            of("org.springframework.amqp.rabbit.connection.ConnectionFactory"),
            of("rabbit")),
    /** MongoDB. It is greeted only, so its health contributor, which logs in, is asked all the same. */
    MONGO(
            "mongodb",
            of("spring.data.mongodb", "spring.mongodb"),
            of(
                    "org.springframework.boot.autoconfigure.mongo.MongoConnectionDetails",
                    "org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails"),
            of("com.mongodb.client.MongoClient", "com.mongodb.reactivestreams.client.MongoClient"),
            of()),
    /** Kafka: what its factories were given, which Spring Boot takes from the connection details and more. */
    KAFKA(
            "kafka",
            of("spring.kafka"),
            of(
                    "org.springframework.boot.autoconfigure.kafka.KafkaConnectionDetails",
                    "org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails"),
            of("org.springframework.kafka.core.ProducerFactory", "org.springframework.kafka.core.ConsumerFactory"),
            of()),
    /** Databases by R2DBC, greeted only. */
    R2DBC(
            "r2dbc",
            of("spring.r2dbc"),
            of(
                    "org.springframework.boot.autoconfigure.r2dbc.R2dbcConnectionDetails",
                    "org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails"),
            of("io.r2dbc.spi.ConnectionFactory"),
            of()),
    /** Elasticsearch. */
    ELASTICSEARCH(
            "elasticsearch",
            of("spring.elasticsearch"),
            of(
                    "org.springframework.boot.autoconfigure.elasticsearch.ElasticsearchConnectionDetails",
                    "org.springframework.boot.elasticsearch.autoconfigure.ElasticsearchConnectionDetails"),
            of(
                    "org.elasticsearch.client.RestClient",
                    "co.elastic.clients.transport.rest5_client.low_level.Rest5Client"),
            of("elasticsearch")),
    /** Cassandra, greeted only. */
    CASSANDRA(
            "cassandra",
            of("spring.cassandra"),
            of(
                    "org.springframework.boot.autoconfigure.cassandra.CassandraConnectionDetails",
                    "org.springframework.boot.cassandra.autoconfigure.CassandraConnectionDetails"),
            of("com.datastax.oss.driver.api.core.CqlSession"),
            of()),
    /** Neo4j, greeted only. */
    NEO4J(
            "neo4j",
            of("spring.neo4j"),
            of(
                    "org.springframework.boot.autoconfigure.neo4j.Neo4jConnectionDetails",
                    "org.springframework.boot.neo4j.autoconfigure.Neo4jConnectionDetails"),
            of("org.neo4j.driver.Driver"),
            of()),
    /** Couchbase, greeted only. */
    COUCHBASE(
            "couchbase",
            of("spring.couchbase"),
            of(
                    "org.springframework.boot.autoconfigure.couchbase.CouchbaseConnectionDetails",
                    "org.springframework.boot.couchbase.autoconfigure.CouchbaseConnectionDetails"),
            of("com.couchbase.client.java.Cluster"),
            of()),
    /** Directories. */
    LDAP(
            "ldap",
            of("spring.ldap"),
            of(
                    "org.springframework.boot.autoconfigure.ldap.LdapConnectionDetails",
                    "org.springframework.boot.ldap.autoconfigure.LdapConnectionDetails"),
            of("org.springframework.ldap.core.ContextSource"),
            of("ldap")),
    /** Mail, which has no connection details but properties. */
    MAIL("mail", of("spring.mail"), of(), of("org.springframework.mail.javamail.JavaMailSender"), of("mail")),
    /** ActiveMQ, greeted only. */
    ACTIVEMQ(
            "activemq",
            of("spring.activemq"),
            of(
                    "org.springframework.boot.autoconfigure.jms.activemq.ActiveMQConnectionDetails",
                    "org.springframework.boot.activemq.autoconfigure.ActiveMQConnectionDetails"),
            of("jakarta.jms.ConnectionFactory"),
            of()),
    /** Artemis, whose port is connected to. */
    ARTEMIS(
            "artemis",
            of("spring.artemis"),
            of(
                    "org.springframework.boot.autoconfigure.jms.artemis.ArtemisConnectionDetails",
                    "org.springframework.boot.artemis.autoconfigure.ArtemisConnectionDetails"),
            of("jakarta.jms.ConnectionFactory"),
            of()),
    /** Pulsar, greeted only. */
    PULSAR(
            "pulsar",
            of("spring.pulsar.client"),
            of(
                    "org.springframework.boot.autoconfigure.pulsar.PulsarConnectionDetails",
                    "org.springframework.boot.pulsar.autoconfigure.PulsarConnectionDetails"),
            of("org.springframework.pulsar.core.PulsarClientFactory"),
            of()),
    /** The database that Flyway migrates, where it is another one, or another user, than the application has. */
    FLYWAY(
            "flyway",
            of("spring.flyway"),
            of(
                    "org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails",
                    "org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails"),
            of("org.flywaydb.core.Flyway"),
            of()),
    /** The same of Liquibase. */
    LIQUIBASE(
            "liquibase",
            of("spring.liquibase"),
            of(
                    "org.springframework.boot.autoconfigure.liquibase.LiquibaseConnectionDetails",
                    "org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails"),
            of("liquibase.integration.spring.SpringLiquibase"),
            of()),
    /** The issuer of the tokens that a resource server takes. */
    ISSUER(
            "oauth2-issuer",
            of("spring.security.oauth2.resourceserver.jwt"),
            of(),
            of(
                    "org.springframework.security.oauth2.jwt.JwtDecoder",
                    "org.springframework.security.oauth2.jwt.ReactiveJwtDecoder"),
            of()),
    /** The providers that users log in at. */
    LOGIN(
            "oauth2-provider",
            of("spring.security.oauth2.client"),
            of(),
            of(
                    "org.springframework.security.oauth2.client.registration.ClientRegistrationRepository",
                    "org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository"),
            of()),
    /** The config server that configuration is imported from. */
    CONFIG_SERVER("config-server", of("spring.cloud.config"), of(), of(), of("configServer")),
    /** Vault, where configuration is imported from it. */
    VAULT("vault", of("spring.cloud.vault"), of(), of(), of()),
    /** Consul, where configuration is imported from it. */
    CONSUL("consul", of("spring.cloud.consul"), of(), of(), of()),
    /** HTTP services that clients are made of. */
    HTTP_SERVICE("http", of("spring.http.serviceclient"), of(), of(), of()),
    /** Where metrics, traces and logs are exported to. */
    EXPORTER(
            "exporter",
            of("management.otlp", "management.zipkin", "management.tracing.export", "management.opentelemetry"),
            of(),
            of(),
            of());

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

    /** How the names of types begin that belong to its client, so that what has to do with them uses it. */
    List<String> libraries() {
        return switch (this) {
            case REDIS -> List.of("org.springframework.data.redis.");
            case RABBIT -> List.of("org.springframework.amqp.");
            case MONGO -> List.of("org.springframework.data.mongodb.", "com.mongodb.");
            case KAFKA -> List.of("org.springframework.kafka.", "org.apache.kafka.");
            case R2DBC -> List.of("org.springframework.data.r2dbc.", "org.springframework.r2dbc.", "io.r2dbc.");
            case ELASTICSEARCH ->
                List.of("org.springframework.data.elasticsearch.", "org.elasticsearch.client.", "co.elastic.clients.");
            case CASSANDRA -> List.of("org.springframework.data.cassandra.", "com.datastax.oss.");
            case NEO4J -> List.of("org.springframework.data.neo4j.", "org.neo4j.");
            case COUCHBASE -> List.of("org.springframework.data.couchbase.", "com.couchbase.client.");
            case LDAP -> List.of("org.springframework.data.ldap.", "org.springframework.ldap.");
            case ACTIVEMQ, ARTEMIS -> List.of("org.springframework.jms.", "jakarta.jms.");
            case PULSAR -> List.of("org.springframework.pulsar.", "org.apache.pulsar.");
            default -> List.of();
        };
    }

    /** Where its client looks for a server that nobody named, empty where it does not. */
    String defaultAddress() {
        return switch (this) {
            case REDIS -> "localhost:6379";
            case RABBIT -> "localhost:5672";
            case MONGO -> "localhost:27017";
            case KAFKA -> "localhost:9092";
            case ELASTICSEARCH -> "localhost:9200";
            case CASSANDRA -> "localhost:9042";
            case NEO4J -> "localhost:7687";
            case LDAP -> "localhost:389";
            case ACTIVEMQ, ARTEMIS -> "localhost:61616";
            case PULSAR -> "localhost:6650";
            default -> "";
        };
    }

    /** How {@code management.health.<name>.enabled} calls it, in one line of Spring Boot or the other. */
    List<String> healthNames() {
        return switch (this) {
            case RABBIT -> List.of("rabbit");
            case MONGO -> List.of("mongo", "mongodb");
            case ACTIVEMQ, ARTEMIS -> List.of("jms");
            case JDBC, R2DBC, ISSUER, LOGIN, CONFIG_SERVER, VAULT, CONSUL, HTTP_SERVICE, EXPORTER -> List.of();
            default -> List.of(defaultName);
        };
    }

    /** How Spring Boot calls the health contributor of it, in one line or the other. */
    List<String> contributorNames() {
        return switch (this) {
            case JDBC -> List.of("db");
            case R2DBC -> List.of("r2dbc");
            default -> healthNames();
        };
    }

    /** Derives checks from connection details, none where there is no server to reach. */
    List<Probe<?>> checks(Connection connection) {
        // One class for all kinds instead of one for each, which would be loaded with the first.
        return switch (this) {
            case JDBC -> JdbcChecks.of(connection);
            case REDIS -> RedisChecks.of(connection);
            case RABBIT -> RabbitChecks.of(connection);
            case MONGO -> MongoChecks.of(connection);
            case KAFKA -> KafkaChecks.of(connection);
            case R2DBC -> R2dbcChecks.of(connection);
            case ELASTICSEARCH -> ElasticsearchChecks.of(connection);
            case CASSANDRA -> CassandraChecks.of(connection);
            case NEO4J -> Neo4jChecks.of(connection);
            case COUCHBASE -> CouchbaseChecks.of(connection);
            case LDAP -> LdapChecks.of(connection);
            case MAIL -> MailChecks.of(connection);
            case ACTIVEMQ, ARTEMIS, PULSAR -> BrokerChecks.of(connection);
            case FLYWAY, LIQUIBASE -> MigrationChecks.of(this, connection);
            case ISSUER -> IssuerChecks.of(connection);
            case LOGIN -> ProviderChecks.of(connection);
            case CONFIG_SERVER -> ConfigServerChecks.of(connection);
            case VAULT -> ImportedChecks.ofVault(connection);
            case CONSUL -> ImportedChecks.ofConsul(connection);
            case HTTP_SERVICE -> HttpServiceChecks.of(connection);
            case EXPORTER -> ExporterChecks.of(connection);
        };
    }
}
