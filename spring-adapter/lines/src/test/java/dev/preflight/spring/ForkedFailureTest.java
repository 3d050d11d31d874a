package dev.preflight.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.preflight.spring.depot.Depot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts that something else than the self-check ends: what is shown, and with which code they end. */
@Tag("slow")
class ForkedFailureTest {
    @TempDir
    Path directory;

    private Forked depot;
    private int closed;

    @BeforeEach
    void application() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = free.getLocalPort();
        }
        depot = new Forked(directory)
                .main(Depot.class)
                .argument("--spring.application.name=depot")
                .argument("--spring.main.web-application-type=none");
    }

    private static void assertPage(Forked.Ended ended, int exitCode) {
        assertThat(ended.output())
                .contains("APPLICATION FAILED TO START")
                .contains("PREFLIGHT FAILED  depot: 1 failed")
                .contains("(exit code " + exitCode + ").")
                .doesNotContain("\tat ", "OPEN");
        assertThat(ended.exitCode()).isEqualTo(exitCode);
        assertThat(ended.lines()).isLessThan(60);
    }

    @Test
    void configurationThatIsImportedAndNotThere() throws Exception {
        Forked.Ended ended = depot.file("application.yml", "spring.config.import: file:absent.yml\n")
                .argument("--preflight-report=tap:report.tap")
                .run();

        assertPage(ended, 78);
        assertThat(ended.output())
                // the words of Spring Boot
                .contains("Check that the value 'file:absent.yml'")
                .contains("FAIL  start depot  configuration not found")
                .contains("[config.absent]")
                .contains("application.yml:1")
                .contains("No restart mends it (exit code 78).");
        assertThat(directory.resolve("report.tap")).content().contains("not ok 1 - start depot");
    }

    @Test
    void yamlThatIsImportedAndMalformed() throws Exception {
        Forked.Ended ended = depot.file("application.yml", "spring.config.import: more.yml\n")
                .file("more.yml", "shop:\n  password: hunter2hunter2: yes\n")
                .run();

        assertPage(ended, 78);
        assertThat(ended.output())
                .contains("FAIL  start depot  malformed YAML in ", "more.yml", "[file.malformed]")
                .contains("why     mapping values are not allowed here")
                .contains("at      line 2, column 27")
                .doesNotContain("hunter2hunter2");
    }

    @Test
    void beanThatCannotConnect() throws Exception {
        Forked.Ended ended = depot.argument("--depot.port=" + closed)
                .argument("--depot.token=tr0mbone-solo")
                .run();

        assertPage(ended, 69);
        assertThat(ended.output())
                .contains("FAIL  bean stock  connection refused", "[backend.refused]")
                .contains("why     IllegalStateException: stock of http://127.0.0.1:" + closed)
                .contains("fix     start what it connects to, or correct its address")
                .contains("A restart may help where a backend comes back");
        String report = ended.output().substring(ended.output().indexOf("PREFLIGHT FAILED"));
        assertThat(report).doesNotContain("tr0mbone-solo");
    }

    @Test
    void whatNobodyKnowsStaysAsItIs() throws Exception {
        Forked.Ended ended = depot.argument("--depot.broken=true").run();

        assertThat(ended.output()).contains("a shelf is broken", "\tat ").doesNotContain("PREFLIGHT FAILED");
        assertThat(ended.exitCode()).isEqualTo(1);
    }

    @Test
    void switchedOffNothingIsSaid() throws Exception {
        Forked.Ended ended = depot.argument("--spring.config.import=file:absent.yml")
                .argument("--preflight.enabled=false")
                .run();

        assertThat(ended.output()).contains("Check that the value").doesNotContain("PREFLIGHT");
        assertThat(ended.exitCode()).isEqualTo(1);
    }

    @Test
    void whoCatchesTheFailureGoesOn() throws Exception {
        Forked.Ended ended = depot.argument("--spring.config.import=file:absent.yml")
                .systemProperty("depot.catches", "true")
                .run();

        assertThat(ended.output()).contains("CAUGHT");
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void databaseWithoutUrlKeepsTheWordsOfSpringBoot() throws Exception {
        Forked.Ended ended = depot.withJars("spring-jdbc-").withoutJars("h2-").run();

        assertPage(ended, 78);
        assertThat(ended.output())
                .contains("'url' attribute is not specified")
                .contains("FAIL  backend database  no URL of a database", "[config.invalid]");
    }

    @Test
    void dataSourceThatIsNotInJndi() throws Exception {
        Forked.Ended ended = depot.withJars("spring-jdbc-")
                .argument("--spring.datasource.jndi-name=java:comp/env/jdbc/stock")
                .run();

        assertPage(ended, 78);
        assertThat(ended.output()).contains("FAIL  bean dataSource  not found in JNDI", "java:comp/env/jdbc/stock");
    }

    @Test
    void databaseOfFlywayIsVerifiedBeforeItConnects() throws Exception {
        Forked.Ended ended = depot.migrations()
                .argument("--spring.datasource.url=jdbc:h2:mem:stock")
                .argument("--spring.liquibase.enabled=false")
                .argument("--spring.flyway.url=jdbc:postgresql://127.0.0.1:" + closed + "/stock")
                .argument("--spring.flyway.user=depot")
                .argument("--spring.flyway.password=tr0mbone-solo")
                .run();

        assertPage(ended, 69);
        assertThat(ended.output())
                .contains("FAIL  backend flyway  connection refused", "spring.flyway")
                .doesNotContain("tr0mbone");
    }

    @Test
    void databaseOfLiquibaseIsVerifiedBeforeItConnects() throws Exception {
        Forked.Ended ended = depot.migrations()
                .argument("--spring.datasource.url=jdbc:h2:mem:stock")
                .argument("--spring.flyway.enabled=false")
                .argument("--spring.liquibase.url=jdbc:postgresql://127.0.0.1:" + closed + "/stock")
                .argument("--spring.liquibase.user=depot")
                .run();

        assertPage(ended, 69);
        assertThat(ended.output()).contains("FAIL  backend liquibase  connection refused", "spring.liquibase");
    }

    @Test
    void migrationsOfAHealthyApplicationRun() throws Exception {
        Forked.Ended ended = depot.migrations()
                .argument("--spring.datasource.url=jdbc:h2:mem:stock")
                .argument("--spring.flyway.url=jdbc:h2:mem:stock")
                .argument("--spring.liquibase.enabled=false")
                .run();

        assertThat(ended.output()).contains("OPEN\n").doesNotContain("FAIL");
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void reasonGoesToStandardErrorWhereNobodyLogsIt() throws Exception {
        Forked.Ended ended = depot.argument("--logging.level.root=OFF")
                .argument("--preflight.backends.stock=redis://127.0.0.1:" + closed)
                .run();

        assertThat(ended.output().substring(ended.answer().length()))
                .contains("APPLICATION FAILED TO START")
                .containsOnlyOnce("FAIL  backend stock  connection refused");
        assertThat(ended.exitCode()).isEqualTo(69);

        ended = depot.argument("--spring.config.import=file:absent.yml").run();
        assertThat(ended.output()).containsOnlyOnce("FAIL  start depot  configuration not found");
        assertThat(ended.exitCode()).isEqualTo(78);
    }

    @Test
    void reasonGoesToStandardErrorWithoutLogging() throws Exception {
        Forked.Ended ended = depot.withoutJars("logback-", "log4j-to-slf4j", "jul-to-slf4j")
                .argument("--preflight.backends.stock=redis://127.0.0.1:" + closed)
                .run();

        assertThat(ended.output()).contains("FAIL  backend stock  connection refused");
        assertThat(ended.exitCode()).isEqualTo(69);
    }

    @Test
    void structuredLogKeepsItsForm() throws Exception {
        Forked.Ended ended = depot.argument("--logging.structured.format.console=ecs")
                .argument("--preflight.backends.stock=redis://127.0.0.1:" + closed)
                .run();

        assertThat(ended.output().lines().filter(line -> line.contains("FAIL  backend stock")))
                .singleElement()
                .asString()
                .startsWith("{\"@timestamp\"");
        assertThat(ended.exitCode()).isEqualTo(69);
    }
}
