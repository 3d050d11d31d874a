package dev.preflight.spring;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.probe;
import static org.assertj.core.api.Assertions.assertThat;

import dev.preflight.Verified;
import dev.preflight.check.EnvVar;
import dev.preflight.check.Probe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class GateTest {
    private static final EnvVar<Integer> WORKERS = env("WORKERS").integer();

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(PreflightAutoConfiguration.class));

    @Test
    void verifiedValuesAreInjected() {
        runner.withBean(EnvVar.class, () -> WORKERS)
                .withPropertyValues("WORKERS=4")
                .withUserConfiguration(Pool.class)
                .run(context -> assertThat(context.getBean("poolSize")).isEqualTo(4));
    }

    @Test
    void failureStopsTheContextBeforeOtherBeansAreMade() {
        List<String> made = new ArrayList<>();
        runner.withBean(EnvVar.class, () -> WORKERS)
                .withBean("other", String.class, () -> {
                    made.add("other");
                    return "other";
                })
                .run(context -> {
                    assertThat(context).hasFailed();
                    assertThat(context.getStartupFailure()).rootCause().isInstanceOf(PreflightFailedException.class);
                    assertThat(made).isEmpty();
                });
    }

    @Test
    void checksOfSourcesRunAndAnswersOfTheApplicationCountBeforeTheirs() {
        Probe<Boolean> declared = probe("cache", context -> true);
        CheckSource source = application -> List.of(probe("cache", context -> false), probe("queue", context -> false));
        runner.withBean(Probe.class, () -> declared)
                .withBean(CheckSource.class, () -> source)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessage("preflight of application failed: probe queue"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Pool {
        @Bean
        Integer poolSize(Verified verified) {
            return verified.get(WORKERS);
        }
    }
}
