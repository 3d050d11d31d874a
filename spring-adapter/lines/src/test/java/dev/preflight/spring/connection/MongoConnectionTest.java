package dev.preflight.spring.connection;

import static dev.preflight.spring.connection.Contexts.closedPort;
import static dev.preflight.spring.connection.Contexts.report;
import static dev.preflight.spring.connection.Contexts.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import dev.preflight.report.Report;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** MongoDB by its connection details, against a server of the same protocol. */
class MongoConnectionTest {
    /** What the properties of MongoDB begin with in this line. */
    private static final String PREFIX =
            SpringBootVersion.getVersion().startsWith("3.") ? "spring.data.mongodb." : "spring.mongodb.";

    private final ApplicationContextRunner runner = Contexts.with("Mongo", "Ssl");
    private MongoServer server;
    private int port;

    @BeforeEach
    void start() {
        server = Mongo.server();
        port = server.bind().getPort();
    }

    @AfterEach
    void stop() {
        server.shutdownNow();
    }

    @Test
    void hostAndPortAreGreeted() {
        assertThat(verdicts(runner.withPropertyValues(PREFIX + "host=127.0.0.1", PREFIX + "port=" + port)))
                .containsExactly("PASSED mongodb");
        assertThat(verdicts(runner.withPropertyValues(PREFIX + "host=127.0.0.1", PREFIX + "port=" + closedPort())))
                .containsExactly("FAILED mongodb backend.refused");
    }

    @Test
    void uriIsGreetedAndItsPasswordUnseen() {
        assertThat(verdicts(runner.withPropertyValues(PREFIX + "uri=mongodb://app:p%40ss|word@127.0.0.1:" + port
                        + ",127.0.0.1:" + closedPort() + "/orders?readPreference=nearest")))
                .containsExactly("PASSED mongodb backend.refused");
        Report report =
                report(runner.withPropertyValues(PREFIX + "uri=mongodb://app:clarinet-duo@127.0.0.1:" + closedPort()));
        assertThat(report.toString()).contains("[backend.refused]").doesNotContain("clarinet");
    }

    @Test
    void setOfAnotherNameIsNotTheOneThatIsWanted() {
        assertThat(verdicts(runner.withPropertyValues(
                        PREFIX + "uri=mongodb://127.0.0.1:" + port + "/orders?replicaSet=rs7")))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("FAILED mongodb");
    }

    @Test
    void uriThatIsNoneFailsAsConfigurationWithoutItsSecrets() {
        Report report = report(runner.withPropertyValues(PREFIX + "uri=mongo://app:clarinet-duo@127.0.0.1/orders"));

        assertThat(report.exitCode()).isEqualTo(78);
        assertThat(report.toString()).contains("FAIL  backend mongodb").doesNotContain("clarinet");
    }

    @Test
    void hostsThatStandInTheDnsAreLeftToTheClient() {
        assertThat(verdicts(
                        runner.withPropertyValues(PREFIX + "uri=mongodb+srv://app:clarinet-duo@orders.invalid/orders")
                                .withInitializer(context -> context.addBeanFactoryPostProcessor(Contexts.lazily()))))
                .isEmpty();
    }

    @Test
    void clientOfTheApplicationIsNoneOfTheDetails() {
        assertThat(verdicts(runner.withBean(
                        MongoClient.class,
                        () -> MongoClients.create("mongodb://127.0.0.1:" + port),
                        definition -> definition.setDestroyMethodName("close"))))
                .isEmpty();
        assertThat(verdicts(runner.withBean(
                        MongoClientSettings.class,
                        () -> MongoClientSettings.builder()
                                .applyConnectionString(new ConnectionString("mongodb://127.0.0.1:" + port))
                                .build())))
                .isEmpty();
    }
}
