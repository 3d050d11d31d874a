package dev.preflight.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.preflight.Checks;
import dev.preflight.check.Probe;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Typing errors in what is said of the starter itself. */
class MistakesTest {
    @TempDir
    Path directory;

    private Booting boot;

    @BeforeEach
    void application() {
        boot = new Booting(directory);
    }

    @Test
    void namesAreToldWithWhatWasMeant() {
        boot.file("application.yml", """
                preflight:
                  chekcs.redis.mode: warn
                  checks.redis.timout: 5s
                  env.ORDERS_URL.match: http.*
                  env.ORDERS_URL.optional: true
                  nothing.of.the.kind: 1
                """);
        assertThat(boot.text()).contains("""
                WARN  property preflight.chekcs.redis.mode  is no property of the starter, and does nothing  [config.invalid]
                      used    /application.yml:2
                      fix     correct the name; did you mean checks?""", """
                WARN  property preflight.checks.redis.timout  is no property of the starter, and does nothing  [config.invalid]
                      used    /application.yml:3
                      fix     correct the name; did you mean timeout?""", "correct the name; did you mean matching?", """
                WARN  property preflight.nothing.of.the.kind  is no property of the starter, and does nothing  [config.invalid]
                      used    /application.yml:6
                      fix     correct the name""");
    }

    @Test
    void valuesAreToldWithWhatWasMeant() {
        boot.with(Rejecting.class).file("application.yml", """
                preflight:
                  enabled: fales
                  deadline: 5 minuts
                  checks.licence.mode: wran
                  checks.licence.timeout: 5x
                """);
        assertThat(boot.text()).contains("FAIL  probe licence").contains("""
                WARN  property preflight.enabled  has a value that means nothing, so everything is verified  [config.invalid]
                      used    /application.yml:2
                      found   'fales'
                      fix     set it to true or false; did you mean false?""", """
                WARN  property preflight.deadline  has a value that means nothing, so the default counts  [config.invalid]
                      used    /application.yml:3
                      found   '5 minuts'
                      fix     write a duration such as 5s, 500ms or 2m; did you mean 5m?""", """
                WARN  property preflight.checks.licence.mode  has a value that means nothing, so the default counts  [config.invalid]
                      used    /application.yml:4
                      found   'wran'
                      fix     set it to enforce, warn or off; did you mean warn?""", """
                WARN  property preflight.checks.licence.timeout  has a value that means nothing, so the default counts  [config.invalid]
                      used    /application.yml:5
                      found   '5x'
                      fix     write a duration such as 5s, 500ms or 2m""");
    }

    @Test
    void declarationThatMeansNothingFails() {
        boot.file("application.yml", """
                preflight:
                  env.ORDERS_PORT.type: prot
                  env.ORDERS_PORT.optional: ture
                  files[0]: { path: a, format: yaaml, optional: true }
                """);
        assertThat(boot.text())
                .startsWith("PREFLIGHT FAILED  application: 3 failed, ")
                .contains("FAIL  property preflight.env.ordersport.type", "did you mean port?")
                .contains("FAIL  property preflight.env.ordersport.optional", "did you mean true?")
                .contains("FAIL  property preflight.files[0].format", "did you mean yaml?");
    }

    @Test
    void nameThatIsNearThatOfACheckIsToldWhereItFails() {
        boot.with(Rejecting.class).file("application.yml", """
                preflight.checks.licenec.mode: warn
                preflight.checks.somethingelse.mode: warn
                """);
        assertThat(boot.text()).contains("""
                WARN  property preflight.checks.licenec  names a check that is not there  [config.invalid]
                      used    /application.yml:1: preflight.checks.licenec.mode
                      fix     correct the name; did you mean licence?""").doesNotContain("somethingelse");
    }

    @Test
    void variableIsToldToo() {
        boot.with(Rejecting.class)
                .variable("PREFLIGHT_CHECKS_LICENCE_MOD", "warn")
                .variable("PREFLIGHT_SERVICE_HOST", "10.0.0.1");
        assertThat(boot.text())
                .contains("WARN  property preflight.checks.licence.mod")
                .contains("did you mean mode?")
                .doesNotContain("SERVICE_HOST", "service.host");
    }

    @Test
    void whatIsWellWrittenIsNoMatter() {
        boot.with(Accepting.class).file("application.yml", """
                preflight:
                  enabled: TRUE
                  mode: enforce
                  deadline: 20
                  checks:
                    licence: { mode: WARN, timeout: 5, retry-for: 1m }
                    "[probe licence]": { retryFor: 2 }
                  placeholders.ignore: [ a, b ]
                  env:
                    ORDERS_URL: { type: host-and-port, or-file: true, one-of: [ "a:1" ], optional: true }
                    "[orders.name]": { optional: true }
                  backends: {}
                """);
        assertThat(boot.report().orElseThrow().results())
                .noneMatch(result -> result.check().id().startsWith("property"));
    }

    @Test
    void numberWithoutAUnitIsSeconds() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        java.util.Map.of(
                                "preflight.deadline", "20",
                                "preflight.checks.redis.timeout", "5",
                                "preflight.checks.redis.retry-for", "7")));
        List<Mistake> mistakes = new ArrayList<>();
        PreflightProperties properties = Mistakes.read(environment, mistakes);
        assertThat(mistakes).isEmpty();
        assertThat(properties.deadline()).isEqualTo(Duration.ofSeconds(20));
        assertThat(properties.checks().get("redis").timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(properties.checks().get("redis").retryFor()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void whatIsNotMoreThanZeroFailsByItsName() {
        boot.with(Accepting.class).file("application.yml", """
                preflight.deadline: -5s
                preflight.checks.licence.timeout: 0
                """);
        assertThat(boot.text())
                .startsWith("PREFLIGHT FAILED  application: 2 failed, 1 passed in <time>")
                .contains("""
                FAIL  property preflight.deadline  is not more than zero  [config.invalid]
                      used    /application.yml:1
                      found   '-5s'
                      fix     set it to a duration such as 5s""", """
                FAIL  property preflight.checks.licence.timeout  is not more than zero  [config.invalid]
                      used    /application.yml:2
                      found   '0'
                      fix     set it to a duration such as 5s""");
    }

    @Configuration(proxyBeanMethods = false)
    static class Rejecting {
        @Bean
        static Probe<Void> licence() {
            return Checks.probe("licence", () -> {
                throw Problem.of(Code.PROBE_FAILED, "has ended").asException();
            });
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Accepting {
        @Bean
        static Probe<Void> licence() {
            return Checks.probe("licence", () -> {});
        }
    }
}
