package dev.preflight.spring.connection;

import static dev.preflight.spring.connection.Contexts.closedPort;
import static dev.preflight.spring.connection.Contexts.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Backends that are greeted by their connection details: with what answers as they do, with others, with nobody. */
class GreetedConnectionsTest {
    private Saying server;

    @BeforeEach
    void start() throws IOException {
        server = new Saying();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    /** The auto-configuration, the name of the check, its property with PORT in it, and what a good server says. */
    static Stream<Arguments> backends() {
        return Stream.of(
                Arguments.of("Neo4j", "neo4j", "spring.neo4j.uri=bolt://127.0.0.1:PORT", "\0\0\10\5"),
                Arguments.of(
                        "Couchbase",
                        "couchbase",
                        "spring.couchbase.connection-string=couchbase://127.0.0.1:PORT",
                        "\u0081\40\0\0\0\0\0\0\0\0\0\5\0\0\0\0\0\0\0\0\0\0\0\0PLAIN"),
                Arguments.of(
                        "ActiveMQ",
                        "activemq",
                        "spring.activemq.broker-url=failover:(tcp://127.0.0.1:PORT)?timeout=1000",
                        "\0\0\1\4\1ActiveMQ\0\0\0\14"),
                Arguments.of(
                        "Pulsar",
                        "pulsar",
                        "spring.pulsar.client.service-url=pulsar://127.0.0.1:PORT",
                        "\0\0\0\12\0\0\0\6\10\3\32\2\12\0"),
                Arguments.of(
                        "Cassandra",
                        "cassandra",
                        "spring.cassandra.contact-points=127.0.0.1:PORT",
                        "\u0084\0\0\0\6\0\0\0\2\0\0\u0084\0\0\0\2\0\0\0\0"),
                Arguments.of("R2dbc", "r2dbc", "spring.r2dbc.url=r2dbc:postgresql://127.0.0.1:PORT/orders", ""));
    }

    private static ApplicationContextRunner with(String configuration, String property, int port) {
        return Contexts.with(configuration, "Jms", "Jackson", "Ssl")
                .withPropertyValues(
                        property.replace("PORT", Integer.toString(port)),
                        "spring.couchbase.username=app",
                        "spring.couchbase.password=tr0mbone-solo",
                        "spring.cassandra.local-datacenter=eu",
                        "spring.main.lazy-initialization=true")
                .withInitializer(context -> context.addBeanFactoryPostProcessor(Contexts.lazily()));
    }

    @ParameterizedTest
    @MethodSource("backends")
    void oneThatAnswersPassesAndOneThatIsDownFails(
            String configuration, String name, String property, String greeting) {
        assertThat(verdicts(with(configuration, property, closedPort())))
                .containsExactly("FAILED " + name + " backend.refused");
        if (!greeting.isEmpty()) {
            server.says(greeting);
            assertThat(verdicts(with(configuration, property, server.port()))).containsExactly("PASSED " + name);
        }
        server.says("HTTP/1.1 400 Bad Request\r\n\r\n");
        assertThat(verdicts(with(configuration, property, server.port())))
                .containsExactly("FAILED " + name + " backend.wrong-protocol");
    }

    @Test
    void embeddedBrokersAndDatabasesNeedNoCheck() {
        assertThat(verdicts(with("ActiveMQ", "spring.activemq.broker-url=vm://localhost", 0)))
                .isEmpty();
        assertThat(verdicts(with("Artemis", "spring.artemis.mode=embedded", 0)
                        .withPropertyValues("spring.artemis.embedded.enabled=true")))
                .isEmpty();
    }

    @Test
    void artemisIsConnectedTo() {
        String property = "spring.artemis.broker-url=tcp://127.0.0.1:PORT";

        assertThat(verdicts(with("Artemis", property, server.port()).withPropertyValues("spring.artemis.mode=native")))
                .containsExactly("PASSED artemis");
        assertThat(verdicts(with("Artemis", property, closedPort()).withPropertyValues("spring.artemis.mode=native")))
                .containsExactly("FAILED artemis backend.refused");
    }

    @Test
    void nameThatMayBeAServiceOfTheDnsIsLeftToTheClient() {
        assertThat(verdicts(with("Couchbase", "spring.couchbase.connection-string=couchbases://cb.orders.example", 0)))
                .isEmpty();
    }
}
