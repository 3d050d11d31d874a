package dev.preflight.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/**
 * No good release is kept from starting: configurations as they are written for registries, gateways, log patterns,
 * brokers and profiles, each with the variables that its production sets.
 */
class ConfigurationsTest {
    @TempDir
    Path directory;

    @Test
    void serviceBehindARegistry() throws IOException {
        Report report =
                boot("microservice").variable("DB_USER", "invoices").report().orElseThrow();
        assertThat(failed(report)).isEmpty();
        assertThat(warned(report))
                .containsExactly(
                        "placeholder server.port",
                        "placeholder project.version",
                        "property spring.cloud.consul.discovery.tags[1]",
                        "import classpath:not-there.yml");
    }

    @Test
    void serviceBehindARegistryThatLacksItsUser() throws IOException {
        assertThat(failed(boot("microservice").with(Connecting.class).report().orElseThrow()))
                .containsExactly("placeholder DB_USER");
    }

    @Test
    void serviceThatReadsNothingOfItIsOnlyWarned() throws IOException {
        Report report = boot("messaging").report().orElseThrow();
        assertThat(failed(report)).isEmpty();
        assertThat(warned(report))
                .contains(
                        "placeholder KAFKA_BROKERS",
                        "placeholder KAFKA_USER",
                        "placeholder KAFKA_PASSWORD",
                        "placeholder OAUTH_CLIENT");
    }

    @Test
    void serviceWithBrokersAndTexts() throws IOException {
        Optional<Report> report = boot("messaging")
                .variable("KAFKA_BROKERS", "kafka:9093")
                .variable("KAFKA_USER", "orders")
                .variable("KAFKA_PASSWORD", "pa${x}ss")
                .variable("OAUTH_CLIENT", "orders")
                .report();
        assertThat(report.map(ConfigurationsTest::failed).orElse(List.of())).isEmpty();
    }

    @Test
    void serviceWithBrokersThatLacksThem() throws IOException {
        assertThat(failed(boot("messaging").with(Connecting.class).report().orElseThrow()))
                .containsExactly(
                        "placeholder KAFKA_BROKERS",
                        "placeholder KAFKA_USER",
                        "placeholder KAFKA_PASSWORD",
                        "placeholder OAUTH_CLIENT");
    }

    @Test
    void profilesThatOverrideAndProfilesThatAreNotActive() throws IOException {
        assertThat(boot("profiles").variable("CATALOG_KEY", "").report()).isEmpty();
    }

    private Booting boot(String name) throws IOException {
        Booting boot = new Booting(directory);
        try (Stream<Path> files = Files.list(Path.of("../src/test/resources/configurations", name))) {
            for (Path file : files.toList()) {
                boot.file(file.getFileName().toString(), Files.readString(file));
            }
        }
        return boot;
    }

    private static List<String> failed(Report report) {
        return ids(report, Outcome.FAILED);
    }

    private static List<String> warned(Report report) {
        return ids(report, Outcome.WARNED);
    }

    private static List<String> ids(Report report, Outcome outcome) {
        return report.results().stream()
                .filter(result -> result.outcome() == outcome)
                .map(CheckResult::check)
                .map(check -> check.id())
                .toList();
    }

    /** What reads these properties in each line of Spring Boot has another name in each. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({Database.class, Broker.class, Login.class})
    static class Connecting {}

    @ConfigurationProperties("spring.datasource")
    record Database(String url, String username, String password) {}

    @ConfigurationProperties("spring.kafka")
    record Broker(List<String> bootstrapServers, Map<String, String> properties) {}

    @ConfigurationProperties("spring.security.oauth2.client")
    record Login(Map<String, Map<String, String>> registration) {}
}
