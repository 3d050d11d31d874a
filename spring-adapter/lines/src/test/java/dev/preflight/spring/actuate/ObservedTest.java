package dev.preflight.spring.actuate;

import static dev.preflight.Checks.env;
import static org.assertj.core.api.Assertions.assertThat;

import dev.preflight.check.EnvVar;
import dev.preflight.spring.PreflightAutoConfiguration;
import dev.preflight.spring.boot3.PreflightHealthAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;

class ObservedTest {
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    PreflightAutoConfiguration.class,
                    PreflightEndpointAutoConfiguration.class,
                    PreflightMetersAutoConfiguration.class,
                    PreflightHealthAutoConfiguration.class,
                    dev.preflight.spring.boot4.PreflightHealthAutoConfiguration.class))
            .withBean(
                    EnvVar.class, () -> env("SECRET_NUMBER").integer().secret().warnOnly())
            .withPropertyValues("SECRET_NUMBER=hunter2hunter2");

    @Test
    void endpointIsThereWhereItIsExposedAndShowsNoSecret() {
        runner.run(context -> assertThat(context).doesNotHaveBean(PreflightEndpoint.class));
        runner.withPropertyValues("management.endpoints.web.exposure.include=preflight")
                .run(context -> assertThat(context.getBean(PreflightEndpoint.class)
                                .reports()
                                .toString())
                        .contains("kind=env, name=SECRET_NUMBER, outcome=WARNED")
                        .contains("code=env.invalid, summary=not an integer")
                        .doesNotContain("hunter2"));
    }

    @Test
    void metersCountChecksAndTimeThem() {
        runner.run(context -> {
            MeterRegistry registry = new SimpleMeterRegistry();
            context.getBean(PreflightMeters.class).bindTo(registry);
            assertThat(registry.get("preflight.checks")
                            .tag("outcome", "warned")
                            .gauge()
                            .value())
                    .isEqualTo(1);
            assertThat(registry.get("preflight.checks")
                            .tag("outcome", "failed")
                            .gauge()
                            .value())
                    .isZero();
            assertThat(registry.get("preflight.check")
                            .tag("check", "env SECRET_NUMBER")
                            .timer()
                            .count())
                    .isEqualTo(1);
        });
    }

    @Test
    void healthIsToldOnlyWhereItIsAskedFor() {
        runner.run(context -> assertThat(context).doesNotHaveBean("preflightHealthIndicator"));
        runner.withPropertyValues(
                        "management.health.preflight.enabled=true",
                        "preflight.env.ORDERS_PORT.type=port",
                        "ORDERS_PORT=8080")
                .run(context -> assertThat(health(context)).startsWith("UP"));
        runner.withPropertyValues("management.health.preflight.enabled=true", "preflight.mode=off")
                .run(context -> assertThat(health(context)).startsWith("UNKNOWN"));
    }

    /** The types of health moved between the lines. */
    private static String health(ApplicationContext context) {
        Object health = ReflectionTestUtils.invokeMethod(context.getBean("preflightHealthIndicator"), "health");
        return String.valueOf(health);
    }
}
