package dev.preflight.spring.connection;

import static dev.preflight.backend.Backends.jdbc;
import static dev.preflight.spring.connection.Contexts.closedPort;
import static dev.preflight.spring.connection.Contexts.lateReport;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.zaxxer.hikari.HikariDataSource;
import de.bwaldvogel.mongo.MongoServer;
import dev.preflight.check.Check;
import dev.preflight.report.Report;
import dev.preflight.spring.Reports;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import redis.embedded.RedisServer;

/** Clients that the application defines itself, where there is no actuator that would ask for their health. */
class OwnClientTest {
    private final ApplicationContextRunner runner = Contexts.with();

    private static DataSource postgresql(int port) {
        return new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:" + port + "/orders", "app", "tr0mbone-solo");
    }

    private static DataSource embedded() {
        JdbcDataSource source = new JdbcDataSource();
        source.setUrl("jdbc:h2:mem:orders");
        return source;
    }

    /** The last run of a context that starts. */
    private static List<String> verdicts(ApplicationContextRunner runner) {
        List<String> verdicts = new ArrayList<>();
        runner.run(context -> {
            assertThat(context).hasNotFailed();
            for (Report report : context.getBean(Reports.class).all()) {
                report.results().forEach(result -> verdicts.add(Contexts.verdict(result)));
            }
        });
        return verdicts;
    }

    private static List<String> failures(ApplicationContextRunner runner) {
        return lateReport(runner).results().stream().map(Contexts::verdict).toList();
    }

    @Test
    void dataSourceGivesAConnection() {
        assertThat(verdicts(runner.withBean("orders", DataSource.class, OwnClientTest::embedded)))
                .containsExactly("PASSED database");
    }

    @Test
    void databaseThatIsDownFailsAndItsBeanIsNamed() {
        int port = closedPort();
        Report report = lateReport(runner.withBean("orders", DataSource.class, () -> postgresql(port)));

        assertThat(report.exitCode()).isEqualTo(69);
        assertThat(report.toString())
                .contains("FAIL  backend database  connection refused")
                .contains("tried   jdbc:postgresql://127.0.0.1:" + port + "/orders: DNS 127.0.0.1 in ")
                .contains("set in  bean orders")
                .doesNotContain("tr0mbone");
    }

    @Test
    void poolSaysWhereItFailedToo() {
        int port = closedPort();
        Report report = lateReport(runner.withBean("orders", DataSource.class, () -> {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + port + "/orders?user=app&password=tr0mbone-solo");
            return pool;
        }));

        assertThat(report.toString())
                .contains("FAIL  backend database  connection refused")
                .contains("tried   jdbc:postgresql://127.0.0.1:" + port + "/orders: DNS 127.0.0.1 in ")
                .doesNotContain("tr0mbone");
    }

    @Test
    void severalAreCalledAfterTheirBeans() {
        assertThat(failures(runner.withBean("orders", DataSource.class, OwnClientTest::embedded)
                        .withBean("ledger", DataSource.class, () -> postgresql(closedPort()))))
                .containsExactlyInAnyOrder("PASSED database-orders", "FAILED database-ledger backend.refused");
    }

    @Test
    void whereOneDependsOnTheCallerEachOfItsSourcesIsAsked() {
        AbstractRoutingDataSource tenants = new AbstractRoutingDataSource() {
            @Override
            protected Object determineCurrentLookupKey() {
                throw new IllegalStateException("no tenant outside of a request");
            }
        };
        tenants.setTargetDataSources(Map.of("eu", embedded(), "us", postgresql(closedPort())));

        assertThat(failures(runner.withBean("tenants", DataSource.class, () -> tenants)))
                .containsExactlyInAnyOrder("PASSED database-eu", "FAILED database-us backend.refused");
    }

    @Test
    void onesThatAreMadeForEachCallerAreNotAsked() {
        assertThat(verdicts(runner.withBean(
                        "orders",
                        DataSource.class,
                        () -> postgresql(closedPort()),
                        definition -> definition.setScope("prototype"))))
                .isEmpty();
    }

    @Test
    @Timeout(60)
    void hangingDataSourceDelaysTheVerdictByNoMoreThanTheDeadline() {
        Report report = lateReport(runner.withBean(DataSource.class, HangingDataSource::new)
                .withPropertyValues("preflight.deadline=700ms"));

        assertThat(report.results()).extracting(Contexts::verdict).containsExactly("FAILED database check.timeout");
        assertThat(report.took()).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void redisAnswers() throws IOException {
        int port = closedPort();
        assertThat(failures(runner.withBean(
                        RedisConnectionFactory.class, () -> new LettuceConnectionFactory("127.0.0.1", port))))
                .containsExactly("FAILED redis backend.refused");
        RedisServer redis =
                RedisServer.newRedisServer().port(port).bind("127.0.0.1").build();
        redis.start();
        try {
            assertThat(verdicts(runner.withBean(
                            RedisConnectionFactory.class, () -> new LettuceConnectionFactory("127.0.0.1", port))))
                    .containsExactly("PASSED redis");
        } finally {
            redis.stop();
        }
    }

    @Test
    void rabbitIsConnectedTo() {
        assertThat(failures(runner.withBean(
                        ConnectionFactory.class, () -> new CachingConnectionFactory("127.0.0.1", closedPort()))))
                .containsExactly("FAILED rabbitmq backend.refused");
    }

    @Test
    void mongoListsWhatMayBeSeen() {
        String impatient = "/?serverSelectionTimeoutMS=300";
        assertThat(failures(runner.withBean(
                        MongoClient.class,
                        () -> MongoClients.create("mongodb://127.0.0.1:" + closedPort() + impatient))))
                .containsExactly("FAILED mongodb backend.refused");
        MongoServer server = Mongo.server();
        int port = server.bind().getPort();
        try {
            assertThat(verdicts(runner.withBean(
                            MongoClient.class, () -> MongoClients.create("mongodb://127.0.0.1:" + port))))
                    .containsExactly("PASSED mongodb");
        } finally {
            server.shutdownNow();
        }
    }

    @Test
    void whoSwitchedTheHealthContributorOffIsNotAskedBehindItsBack() {
        ApplicationContextRunner observed = Contexts.with(
                        "DataSource",
                        "HealthEndpoint",
                        "HealthContributor",
                        "HealthContributorRegistry",
                        "Endpoint",
                        "DataSourceHealthContributor")
                .withBean("orders", DataSource.class, () -> postgresql(closedPort()));

        assertThat(failures(observed)).containsExactly("FAILED db backend.refused");
        assertThat(verdicts(observed.withPropertyValues("management.health.db.enabled=false")))
                .isEmpty();
    }

    @Test
    void checkOfTheApplicationCountsInstead() {
        assertThat(verdicts(runner.withBean("orders", DataSource.class, () -> postgresql(closedPort()))
                        .withBean(Check.class, () -> jdbc("database", "jdbc:h2:mem:orders"))))
                .containsExactly("PASSED database");
    }

    @Test
    void propertiesSoftenAndSwitchOff() {
        ApplicationContextRunner down = runner.withBean("orders", DataSource.class, () -> postgresql(closedPort()));

        assertThat(verdicts(down.withPropertyValues("preflight.checks.database.mode=warn")))
                .containsExactly("WARNED database backend.refused");
        assertThat(verdicts(down.withPropertyValues("preflight.checks.database.mode=off")))
                .isEmpty();
    }

    @Nested
    class WhereABeanEndsTheBootBefore {
        private final ApplicationContextRunner using = runner.withUserConfiguration(Repository.class);
        private final Logger logger = (Logger) LoggerFactory.getLogger("dev.preflight");
        private final ListAppender<ILoggingEvent> log = new ListAppender<>();
        private Level before;

        /** Applications of other tests may have left the log switched off. */
        @BeforeEach
        void listen() {
            before = logger.getLevel();
            logger.setLevel(Level.ERROR);
            logger.addAppender(log);
            log.start();
        }

        @AfterEach
        void leave() {
            logger.detachAppender(log);
            logger.setLevel(before);
        }

        @Test
        void clientThatFailsIsShownBeside() {
            int port = closedPort();
            using.withBean("orders", DataSource.class, () -> postgresql(port)).run(context -> {
                assertThat(context).hasFailed();
                assertThat(context.getStartupFailure()).hasMessageContaining("no orders");
            });
            assertThat(log.list)
                    .singleElement()
                    .extracting(ILoggingEvent::getFormattedMessage, as(InstanceOfAssertFactories.STRING))
                    .startsWith("Beside the failure of the application, preflight found:")
                    .contains("FAIL  backend database  connection refused")
                    .contains("tried   jdbc:postgresql://127.0.0.1:" + port + "/orders: DNS 127.0.0.1 in ")
                    .doesNotContain("tr0mbone");
        }

        @Test
        void clientThatIsWellIsNot() {
            using.withBean("orders", DataSource.class, OwnClientTest::embedded)
                    .withPropertyValues("repository.broken=true")
                    .run(context -> assertThat(context).hasFailed());
            assertThat(log.list).isEmpty();
        }

        @Test
        void nothingIsShownWhereTheSelfCheckEndsIt() {
            using.withBean("orders", DataSource.class, () -> postgresql(closedPort()))
                    .withPropertyValues("preflight.env.ORDERS_URL.type=url")
                    .run(context -> assertThat(context).hasFailed());
            assertThat(log.list).isEmpty();
        }

        @Test
        void nothingIsAskedWhereTheContextEndsAsItShould() {
            DataSource orders = mock(DataSource.class);
            runner.withBean("orders", DataSource.class, () -> orders)
                    .withPropertyValues("preflight.checks.database.mode=off")
                    .run(context -> assertThat(context).hasNotFailed());
            verifyNoInteractions(orders);
        }
    }

    /** Fails when it is made, as Hibernate does without a database. */
    @Configuration(proxyBeanMethods = false)
    static class Repository {
        @Bean
        String entries(DataSource orders, @Value("${repository.broken:false}") boolean isBroken) {
            try (Connection connection = orders.getConnection()) {
                if (isBroken) {
                    throw new IllegalStateException("broken");
                }
                return connection.getSchema();
            } catch (SQLException e) {
                throw new IllegalStateException("no orders");
            }
        }
    }
}
