package dev.preflight.backend.protocol;

import java.util.Locale;

/**
 * A URI scheme: the port where none is named, whether TLS begins with the first byte, and the protocol.
 *
 * @param name the name of the protocol in reports
 * @param port the default port
 * @param tls whether TLS begins with the first byte
 * @param protocol what is spoken
 */
public record Scheme(String name, int port, boolean tls, Protocol protocol) {
    /** All schemes, for messages and documentation. */
    public static final String ALL =
            "activemq, activemq+ssl, amqp, amqps, bolt, bolt+s, bolt+ssc, cassandra, couchbase, couchbases, "
                    + "elasticsearch, elasticsearch+https, grpc, grpcs, http, https, imap, imaps, kafka, kafka+ssl, ldap, "
                    + "ldaps, mariadb, memcached, mongodb, mqtt, mqtts, mysql, nats, neo4j, neo4j+s, neo4j+ssc, "
                    + "opensearch, opensearch+https, postgres, postgresql, pulsar, pulsar+ssl, redis, "
                    + "redis-sentinel, rediss, rediss-sentinel, smtp, smtps, ssh, tcp, tls, zookeeper";

    /** The row of a scheme, null for one that is not known. Only the class of that one protocol is loaded. */
    public static Scheme of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "amqp" -> new Scheme("AMQP 0-9-1", 5672, false, new Amqp());
            case "amqps" -> new Scheme("AMQP 0-9-1", 5671, true, new Amqp());
            case "kafka" -> new Scheme("Kafka", 9092, false, new Kafka());
            case "kafka+ssl" -> new Scheme("Kafka", 9093, true, new Kafka());
            case "mqtt" -> new Scheme("MQTT", 1883, false, new Mqtt());
            case "mqtts" -> new Scheme("MQTT", 8883, true, new Mqtt());
            case "nats" -> new Scheme("NATS", 4222, false, new Nats());
            case "activemq" -> new Scheme("OpenWire", 61616, false, new OpenWire());
            case "activemq+ssl" -> new Scheme("OpenWire", 61617, true, new OpenWire());
            case "bolt", "neo4j" -> new Scheme("Bolt", 7687, false, new Bolt());
            case "bolt+s", "neo4j+s", "bolt+ssc", "neo4j+ssc" -> new Scheme("Bolt", 7687, true, new Bolt());
            case "couchbase" -> new Scheme("Couchbase", 11210, false, new Couchbase());
            case "couchbases" -> new Scheme("Couchbase", 11207, true, new Couchbase());
            case "pulsar" -> new Scheme("Pulsar", 6650, false, new Pulsar());
            case "pulsar+ssl" -> new Scheme("Pulsar", 6651, true, new Pulsar());
            case "cassandra" -> new Scheme("Cassandra", 9042, false, new Cassandra());
            case "mongodb" -> new Scheme("MongoDB", 27017, false, new MongoDb());
            case "mysql" -> new Scheme("MySQL", 3306, false, new MySql(true));
            case "mariadb" -> new Scheme("MariaDB", 3306, false, new MySql(false));
            case "postgresql", "postgres" -> new Scheme("PostgreSQL", 5432, false, new PostgreSql());
            case "redis" -> new Scheme("Redis", 6379, false, new Redis());
            case "rediss" -> new Scheme("Redis", 6379, true, new Redis());
            case "redis-sentinel" -> new Scheme("Redis Sentinel", 26379, false, new RedisSentinel());
            case "rediss-sentinel" -> new Scheme("Redis Sentinel", 26379, true, new RedisSentinel());
            case "smtp" -> new Scheme("SMTP", 25, false, new Smtp());
            case "smtps" -> new Scheme("SMTP", 465, true, new Smtp());
            case "imap" -> new Scheme("IMAP", 143, false, new Imap());
            case "imaps" -> new Scheme("IMAP", 993, true, new Imap());
            case "ldap" -> new Scheme("LDAP", 389, false, new Ldap());
            case "ldaps" -> new Scheme("LDAP", 636, true, new Ldap());
            case "memcached" -> new Scheme("memcached", 11211, false, new Memcached());
            case "zookeeper" -> new Scheme("ZooKeeper", 2181, false, new ZooKeeper());
            case "ssh" -> new Scheme("SSH", 22, false, new Ssh());
            case "elasticsearch" -> new Scheme("Elasticsearch", 9200, false, new Elasticsearch());
            case "elasticsearch+https" -> new Scheme("Elasticsearch", 9200, true, new Elasticsearch());
            case "opensearch" -> new Scheme("OpenSearch", 9200, false, new Elasticsearch());
            case "opensearch+https" -> new Scheme("OpenSearch", 9200, true, new Elasticsearch());
            // The ports that its clients take by themselves are those of HTTP.
            case "grpc" -> new Scheme("gRPC", 80, false, new Grpc());
            case "grpcs" -> new Scheme("gRPC", 443, true, new Grpc());
            case "tcp" -> new Scheme("TCP", 0, false, new Silence());
            case "tls" -> new Scheme("TLS", 0, true, new Silence());
            default -> null;
        };
    }
}
