package dev.preflight.spring;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.probe;
import static org.assertj.core.api.Assertions.assertThat;

import dev.preflight.Preflight;
import dev.preflight.Verified;
import dev.preflight.check.Check;
import dev.preflight.check.EnvVar;
import dev.preflight.check.Probe;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import dev.preflight.report.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class DeclaredTest {
    private static final EnvVar<String> CACHE_URL = env("CACHE_URL");
    private static final EnvVar<Duration> PATIENCE = env("ORDERS_PATIENCE").duration();
    private static final Probe<Boolean> SLOW =
            probe("slow-one", context -> context.remaining().compareTo(Duration.ofSeconds(4)) > 0);

    @TempDir
    Path directory;

    private Booting boot;

    @BeforeEach
    void application() {
        boot = new Booting(directory);
    }

    @Test
    void variableWithCapitalsIsDeclaredBesideAPlaceholderWithoutAValue() {
        assertThat(boot.file("application.yml", """
                                preflight.env.SHOP_KEY.type: text
                                preflight.env.SHOP_CODE.matching: ${CODES}
                                shop.url: ${SHOP_URL}
                                """).text())
                .contains("FAIL  env SHOP_KEY")
                .contains("FAIL  placeholder SHOP_URL")
                .contains("SKIP  env SHOP_CODE  needs placeholder CODES");
    }

    @Test
    void variablesFilesAndBackendsOfPropertiesAreVerified() {
        boot.file("application.yml", """
                preflight:
                  env:
                    ORDERS_URL: { type: url, description: where orders are }
                    ORDERS_LIMIT.type: integer
                    ORDERS_KEY: { secret: true, or-file: true }
                    ORDERS_MODE.one-of: fast, slow
                    ORDERS_NOTE.optional: true
                  files:
                  - path: %s/orders.yml
                    format: yaml
                    having: [ a.b, c ]
                  backends:
                    cache: redis://127.0.0.1:1
                """.formatted(directory))
                .file("orders.yml", "a:\n  b: 1\n")
                .variable("ORDERS_LIMIT", "12x")
                .variable("ORDERS_MODE", "Fast");
        assertThat(boot.text()).isEqualTo("""
                PREFLIGHT FAILED  application: 6 failed, 1 passed in <time>

                FAIL  env ORDERS_URL  not set  [env.missing]
                      for     where orders are
                      fix     set ORDERS_URL to an http or https URL with a host, for example https://example.com

                FAIL  env ORDERS_LIMIT  not an integer  [env.invalid]
                      found   '12x'
                      fix     correct ORDERS_LIMIT, for example 1

                FAIL  env ORDERS_KEY  not set  [env.missing]
                      fix     set ORDERS_KEY, or ORDERS_KEY_FILE to a readable file

                FAIL  env ORDERS_MODE  differs in upper and lower case from an allowed value  [env.wrong-case]
                      found   'Fast'
                      fix     set ORDERS_MODE to fast

                FAIL  file /orders.yml  has no key c  [file.key-missing]
                      fix     add c

                FAIL  backend cache  connection refused  [backend.refused]
                      tried   127.0.0.1:1: DNS 127.0.0.1 in <time>, TCP refused
                      fix     start cache""");
    }

    @Test
    void backendWhoseAddressDidNotResolveIsSkipped() {
        boot.file("application.yml", "preflight.backends.cache: redis://${CACHE_HOST}:6379");
        assertThat(boot.text())
                .startsWith("PREFLIGHT FAILED  application: 1 failed, 1 skipped in <time>")
                .endsWith("SKIP  backend cache  needs placeholder CACHE_HOST");
    }

    @Test
    void declarationThatIsNoneSaysSo() {
        boot.file("application.yml", "preflight.env.A.matching: '['");
        assertThat(boot.text())
                .contains("FAIL  env A  is declared in a way that cannot be verified")
                .contains("correct preflight.env.A");
    }

    @Test
    void beansJoinAndTheirValuesAreInjected() {
        boot.with(Declared.class)
                .variable("CACHE_URL", "redis://cache")
                .file("application.properties", "orders.patience=20s");
        try (ConfigurableApplicationContext context = boot.start()) {
            Verified verified = context.getBean(Verified.class);
            assertThat(verified.get(CACHE_URL)).isEqualTo("redis://cache");
            assertThat(verified.get(PATIENCE)).isEqualTo(Duration.ofSeconds(20));
            assertThat(verified.report().count(Outcome.PASSED)).isEqualTo(2);
        }
    }

    @Test
    void dashedNamesOfPropertiesAreFoundToo() {
        boot.file("application.yml", """
                preflight.env.ORDERS_DBURL.type: text
                orders.db-url: x
                """);
        assertThat(boot.report().orElseThrow().verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void codeCountsBeforeProperties() {
        boot.with(Declared.class)
                .variable("CACHE_URL", "no integer")
                .variable("ORDERS_PATIENCE", "1s")
                .file("application.yml", "preflight.env.CACHE_URL.type: integer");
        assertThat(boot.report().orElseThrow().verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void modeWarnLetsTheBootGoOnAndModeOffAsksNothing() {
        boot.with(Declared.class);
        assertThat(boot.report().orElseThrow().exitCode()).isEqualTo(78);
        boot.argument("--preflight.mode=warn");
        Report report = boot.report().orElseThrow();
        assertThat(report.verdict()).isEqualTo(Verdict.NOT_ENFORCED);
        assertThat(report.notices().get(0).summary()).isEqualTo("preflight.mode=warn is in force");
        boot = new Booting(directory).with(Declared.class).variable("PREFLIGHT_MODE", "off");
        assertThat(boot.report().orElseThrow().verdict()).isEqualTo(Verdict.OFF);
    }

    @Test
    void singleChecksAreSoftenedLeftOutAndGivenTime() {
        boot.with(Declared.class)
                .with(Slow.class)
                .variable("PREFLIGHT_CHECKS_CACHEURL_MODE", "off")
                .file("application.yml", """
                        preflight.checks:
                          ORDERS_PATIENCE.mode: warn
                          slow-one.timeout: 5s
                        """);
        Report report = boot.report().orElseThrow();
        assertThat(report.verdict()).isEqualTo(Verdict.NOT_ENFORCED);
        assertThat(report.notices().toString())
                .contains("preflight.checks.ORDERS_PATIENCE.mode=warn is in force")
                .contains("take out preflight.checks.ORDERS_PATIENCE.mode=warn as soon as the cause is mended")
                .doesNotContain("PREFLIGHT_WARN_ONLY");
        assertThat(report.results())
                .extracting(result -> result.check().id() + " " + result.outcome())
                .containsExactly("probe slow-one PASSED", "env ORDERS_PATIENCE WARNED");
    }

    @Test
    void switchedOffItStillHasTheValues() {
        boot.with(Declared.class).variable("CACHE_URL", "x").argument("--preflight.enabled=false");
        try (ConfigurableApplicationContext context = boot.start()) {
            assertThat(context.getBean(Verified.class).get(CACHE_URL)).isEqualTo("x");
            assertThat(context.getBean(Verified.class).find(PATIENCE)).isEmpty();
            assertThat(context.getBean(Verified.class).report().notices().toString())
                    .contains("preflight.enabled=false is in force");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Declared {
        @Bean
        static EnvVar<String> cacheUrl() {
            return CACHE_URL;
        }

        @Bean
        static Preflight orders() {
            return Preflight.of("orders", PATIENCE);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Slow {
        @Bean
        static Check<Boolean> slow() {
            return SLOW;
        }
    }
}
