package dev.preflight.spring.connection;

import static dev.preflight.spring.connection.Contexts.closedPort;
import static dev.preflight.spring.connection.CustomizersTest.verdicts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.datastax.oss.driver.api.core.CqlSession;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.ConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Clients of further kinds that the application defines itself, and that no health contributor asks. */
class OwnKindsTest {
    private final ApplicationContextRunner runner = Contexts.with();

    @Test
    void connectionFactoryOfJmsOpensAConnection() throws JMSException {
        jakarta.jms.ConnectionFactory well = mock(jakarta.jms.ConnectionFactory.class);
        when(well.createConnection()).thenReturn(mock(Connection.class));
        assertThat(verdicts(runner.withBean(jakarta.jms.ConnectionFactory.class, () -> well)))
                .containsExactly("PASSED jms");

        ActiveMQConnectionFactory down = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + closedPort());
        assertThat(verdicts(runner.withBean(jakarta.jms.ConnectionFactory.class, () -> down)))
                .containsExactly("FAILED jms backend.refused");
    }

    @Test
    void connectionFactoryOfR2dbcGivesAConnection() {
        ConnectionFactory down = new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                .host("127.0.0.1")
                .port(closedPort())
                .username("app")
                .build());
        assertThat(verdicts(runner.withBean(ConnectionFactory.class, () -> down)))
                .containsExactly("FAILED r2dbc backend.refused");
    }

    @Test
    void driverOfNeo4jConnects() {
        Driver down = GraphDatabase.driver("bolt://127.0.0.1:" + closedPort());
        assertThat(verdicts(runner.withBean(Driver.class, () -> down)))
                .singleElement()
                .asString()
                .startsWith("FAILED neo4j backend.");
    }

    @Test
    void sessionOfCassandraQueries() {
        CqlSession down = mock(CqlSession.class);
        when(down.execute(any(String.class))).thenThrow(new IllegalStateException("no node was available"));
        assertThat(verdicts(runner.withBean(CqlSession.class, () -> down)))
                .containsExactly("FAILED cassandra backend.failed");
    }

    @Test
    void mailIsLoggedInToWhereTheClientCanBeAsked() {
        JavaMailSenderImpl down = new JavaMailSenderImpl();
        down.setHost("127.0.0.1");
        down.setPort(closedPort());
        assertThat(verdicts(runner.withBean(JavaMailSender.class, () -> down)))
                .containsExactly("FAILED mail backend.refused");
        assertThat(verdicts(runner.withBean(JavaMailSender.class, () -> mock(JavaMailSender.class))))
                .containsExactly("WARNED mail backend.not-asked");
    }
}
