package dev.preflight.spring.connection;

import static dev.preflight.spring.connection.Contexts.only;
import static dev.preflight.spring.connection.Contexts.report;
import static dev.preflight.spring.connection.Contexts.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.preflight.report.CheckResult;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Addresses that the client of their kind refuses, and those that it takes though they look odd. */
class MalformedTest {
    private static final String DOWN = "127.0.0.1:1";

    private final ApplicationContextRunner kafka = Contexts.with("Kafka", "Ssl");

    private ApplicationContextRunner kafka(String servers) {
        return kafka.withPropertyValues("spring.kafka.bootstrap-servers=" + servers);
    }

    /** What the real client says of servers, empty where it takes them. */
    private static String refusal(String servers) {
        try {
            AdminClient.create(Map.of("bootstrap.servers", servers)).close();
            return "";
        } catch (RuntimeException e) {
            return String.valueOf(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", DOWN + ",broken", "127.0.0.1:port", "127.0.0.1:", "tcp://127.0.0.1"})
    void serverThatKafkaRefusesIsNamed(String servers) {
        assertThat(refusal(servers)).isNotEmpty();
        CheckResult result = only(kafka(servers));
        assertThat(Contexts.verdict(result)).isEqualTo("FAILED kafka config.invalid");
        assertThat(report(kafka(servers)).exitCode()).isEqualTo(78);
        assertThat(report(kafka(servers)).toString())
                .contains("FAIL  backend kafka  an address is malformed")
                .contains("found   '" + servers.replace(DOWN + ",", "") + "'\n")
                .contains("fix     correct spring.kafka.bootstrap-servers (test)");
    }

    @Test
    void noServerAtAllIsRefusedToo() {
        assertThat(refusal("")).isNotEmpty();
        assertThat(verdicts(kafka(""))).containsExactly("FAILED kafka config.invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {DOWN, "PLAINTEXT://" + DOWN, "[::1]:1"})
    void serverThatKafkaTakesIsAsked(String servers) {
        assertThat(refusal(servers)).isEmpty();
        assertThat(verdicts(kafka(servers))).allMatch(verdict -> verdict.startsWith("FAILED kafka backend."));
    }

    /** Clients before 4.2 pass over an empty entry. */
    @Test
    void emptyEntryIsWhatThisClientTakesItFor() {
        String code = refusal(DOWN + ",").isEmpty() ? "backend.refused" : "config.invalid";
        assertThat(verdicts(kafka(DOWN + ","))).containsExactly("FAILED kafka " + code);
    }

    @ParameterizedTest
    @CsvSource({
        "DataRedis,redis,spring.data.redis.cluster.nodes,127.0.0.1",
        "DataRedis,redis,spring.data.redis.cluster.nodes,'127.0.0.1:1,127.0.0.1:port'",
        "DataRedis,redis,spring.data.redis.sentinel.nodes,127.0.0.1",
        "DataRedis,redis,spring.data.redis.url,localhost:6379",
        "Elasticsearch,elasticsearch,spring.elasticsearch.uris,http://a b",
        "Ldap,ldap,spring.ldap.urls,localhost:389",
        "ActiveMQ,activemq,spring.activemq.broker-url,localhost:61616",
        "ActiveMQ,activemq,spring.activemq.broker-url,tcp://127.0.0.1",
        "ActiveMQ,activemq,spring.activemq.broker-url,'failover:(tcp://127.0.0.1:1,tcp://127.0.0.1)'",
        "Artemis,artemis,spring.artemis.broker-url,localhost:61616",
        "Pulsar,pulsar,spring.pulsar.client.service-url,localhost:6650",
        "Neo4j,neo4j,spring.neo4j.uri,localhost:7687",
        "Mongo,mongodb,spring.mongodb.uri,localhost:27017",
    })
    void addressThatItsClientRefusesIsAFailureOfConfiguration(String kind, String name, String property, String value) {
        ApplicationContextRunner runner = Contexts.with(
                        kind, kind.replace("Data", ""), "ElasticsearchRestClient", "Ssl")
                .withInitializer(context -> context.addBeanFactoryPostProcessor(Contexts.lazily()))
                .withPropertyValues(
                        property + "=" + value,
                        "spring.data.redis.sentinel.master=orders",
                        property.replace("spring.mongodb", "spring.data.mongodb") + "=" + value,
                        "spring.artemis.mode=native");
        if (!property.contains("sentinel")) {
            runner = runner.withPropertyValues("spring.data.redis.sentinel.master=");
        }
        assertThat(verdicts(runner)).contains("FAILED " + name + " config.invalid");
        assertThat(report(runner).exitCode()).isEqualTo(78);
    }

    @Test
    void portThatElasticsearchDoesNotNeedIsThatOfHttp() {
        CheckResult result = only(Contexts.with("ElasticsearchRestClient", "Ssl")
                .withPropertyValues("spring.elasticsearch.uris=http://127.0.0.1"));
        assertThat(result.problems().get(0).facts().toString()).contains("127.0.0.1:80");
    }
}
