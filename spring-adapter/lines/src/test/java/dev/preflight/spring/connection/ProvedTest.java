package dev.preflight.spring.connection;

import static dev.preflight.spring.connection.Contexts.closedPort;
import static dev.preflight.spring.connection.Contexts.lateReport;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.preflight.report.Report;
import dev.preflight.spring.Reports;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.h2.tools.Server;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import redis.embedded.RedisServer;

/** A health contributor is asked too wherever it knows more than the check of its connection. */
class ProvedTest {
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

    @Nested
    class OfRedis {
        private final ApplicationContextRunner runner = Contexts.with(
                "Redis",
                "DataRedis",
                "HealthEndpoint",
                "HealthContributor",
                "HealthContributorRegistry",
                "Endpoint",
                "RedisHealthContributor",
                "DataRedisHealthContributor");

        @Test
        void stateOfTheClusterCounts() throws IOException {
            int port = closedPort();
            RedisServer server = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("cluster-enabled yes")
                    .setting("cluster-config-file nodes-" + port + ".conf")
                    .setting("dir " + System.getProperty("java.io.tmpdir"))
                    .build();
            server.start();
            try {
                // No node has any slot, and each of them answers.
                assertThat(failures(runner.withPropertyValues("spring.data.redis.cluster.nodes=127.0.0.1:" + port)))
                        .containsExactly("FAILED redis backend.unhealthy");
            } finally {
                server.stop();
            }
        }

        @Test
        void rightsOfTheUserCount() throws IOException {
            int port = closedPort();
            RedisServer server = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("user app on >clarinet-duo ~* +@all -info")
                    .setting("user ops on >clarinet-trio ~* +@all")
                    .build();
            server.start();
            try {
                ApplicationContextRunner user = runner.withPropertyValues("spring.data.redis.port=" + port);
                assertThat(failures(user.withPropertyValues(
                                "spring.data.redis.username=app", "spring.data.redis.password=clarinet-duo")))
                        .containsExactly("FAILED redis backend.not-authorised");
                assertThat(verdicts(user.withPropertyValues(
                                "spring.data.redis.username=ops", "spring.data.redis.password=clarinet-trio")))
                        .containsExactly("PASSED redis", "PASSED redis");
            } finally {
                server.stop();
            }
        }
    }

    @Nested
    class OfDatabases {
        private final ApplicationContextRunner runner = Contexts.with(
                "DataSource",
                "HealthEndpoint",
                "HealthContributor",
                "HealthContributorRegistry",
                "Endpoint",
                "DataSourceHealthContributor");

        @Test
        void statementsOfThePoolCount() throws Exception {
            Server server =
                    Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
            // It stays for as long as the server does.
            String url = "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/mem:stock;DB_CLOSE_DELAY=-1";
            try {
                ApplicationContextRunner database =
                        runner.withPropertyValues("spring.datasource.url=" + url, "spring.datasource.username=sa");

                assertThat(verdicts(database.withPropertyValues("spring.datasource.hikari.maximum-pool-size=2")))
                        .containsExactly("PASSED h2");
                assertThat(verdicts(
                                database.withPropertyValues("spring.datasource.hikari.connection-init-sql=select 1")))
                        .containsExactly("PASSED h2", "PASSED db");
                for (String property : List.of("connection-init-sql", "connection-test-query")) {
                    assertThat(failures(database.withPropertyValues(
                                    "spring.datasource.hikari." + property + "=select 1 from absent",
                                    "spring.datasource.hikari.connection-timeout=250")))
                            .singleElement()
                            .asString()
                            .startsWith("FAILED db ");
                }
                assertThat(failures(database.withPropertyValues(
                                "spring.datasource.hikari.schema=ABSENT",
                                "spring.datasource.hikari.connection-timeout=250")))
                        .singleElement()
                        .asString()
                        .startsWith("FAILED db ");
            } finally {
                server.stop();
            }
        }
    }

    @Nested
    class OfMail {
        private final ApplicationContextRunner runner = Contexts.with(
                "MailSender",
                "HealthEndpoint",
                "HealthContributor",
                "HealthContributorRegistry",
                "Endpoint",
                "MailHealthContributor");

        @Test
        void propertiesOfItsOwnCount() {
            GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
            server.start();
            try {
                ApplicationContextRunner mail = runner.withPropertyValues(
                        "spring.mail.host=127.0.0.1",
                        "spring.mail.port=" + server.getSmtp().getPort());

                assertThat(verdicts(mail)).containsExactly("PASSED mail");
                assertThat(verdicts(mail.withPropertyValues("spring.mail.properties.mail.smtp.timeout=2000")))
                        .containsExactly("PASSED mail");
                assertThat(failures(mail.withPropertyValues(
                                "spring.mail.properties.mail.smtp.socks.host=127.0.0.1",
                                "spring.mail.properties.mail.smtp.socks.port=" + closedPort())))
                        .singleElement()
                        .asString()
                        .startsWith("FAILED mail ");
            } finally {
                server.stop();
            }
        }
    }
}
