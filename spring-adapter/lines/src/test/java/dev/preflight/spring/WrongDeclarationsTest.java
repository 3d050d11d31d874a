package dev.preflight.spring;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.probe;
import static org.assertj.core.api.Assertions.assertThat;

import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.check.EnvVar;
import dev.preflight.check.Probe;
import dev.preflight.report.Report;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Declarations that cannot be verified are one page that says where, and no stack trace about something else. */
class WrongDeclarationsTest {
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(PreflightAutoConfiguration.class));

    private static Report failure(ApplicationContextRunner runner) {
        Report[] found = new Report[1];
        runner.run(context -> {
            assertThat(context).hasFailed();
            for (Throwable each = context.getStartupFailure(); each != null; each = each.getCause()) {
                if (each instanceof PreflightFailedException failed) {
                    found[0] = failed.report();
                }
            }
        });
        assertThat(found[0]).isNotNull();
        return found[0];
    }

    @Test
    void timeThatIsNoneIsNamed() {
        Report report = failure(runner.withPropertyValues(
                "preflight.deadline=-5s", "preflight.grace=-1ms", "preflight.checks.cache.timeout=-1s"));

        assertThat(report.exitCode()).isEqualTo(78);
        assertThat(report.toString())
                .contains("FAIL  property preflight.deadline  is not more than zero")
                .contains("used    \"preflight.deadline\" from property source \"test\"")
                .contains("found   '-5s'")
                .contains("fix     set it to a duration such as 5s")
                .contains("FAIL  property preflight.grace  is less than zero")
                .contains("found   '-1ms'")
                .contains("FAIL  property preflight.checks.cache.timeout  is not more than zero");
    }

    @Test
    void twoBeansOfOneNameAreNamed() {
        EnvVar<?> port = env("ORDERS_PORT").port();
        Report report = failure(runner.withBean("orders", Preflight.class, () -> Preflight.of("orders", port))
                .withBean("stock", Preflight.class, () -> Preflight.of("stock", env("ORDERS_PORT")))
                .withPropertyValues("ORDERS_PORT=8080"));

        assertThat(report.exitCode()).isEqualTo(78);
        assertThat(report.toString())
                .contains("FAIL  bean stock  two different checks are called env ORDERS_PORT")
                .contains("found   one in bean stock, another one in bean orders")
                .contains("fix     keep one in a constant and use that everywhere");
    }

    @Test
    void whatAnotherCheckNeedsCountsToo() {
        Probe<?> cache = probe("cache", context -> true).needs(env("CACHE"));
        Report report = failure(runner.withBean("variable", Check.class, () -> env("CACHE"))
                .withBean("cache", Check.class, () -> cache)
                .withPropertyValues("CACHE=1"));

        assertThat(report.toString()).contains("FAIL  bean cache  two different checks are called env CACHE");
    }

    @Test
    void oneCheckInTwoBeansIsNoMistake() {
        EnvVar<?> port = env("ORDERS_PORT").port();
        runner.withBean("orders", Preflight.class, () -> Preflight.of("orders", port))
                .withBean("port", Check.class, () -> port)
                .withPropertyValues("ORDERS_PORT=8080")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void declarationThatIsRefusedIsNamed() {
        Report report = failure(runner.withBean("orders", Preflight.class, () -> Preflight.of("orders")));

        assertThat(report.exitCode()).isEqualTo(78);
        assertThat(report.toString())
                .contains("FAIL  bean orders  is declared in a way that cannot be verified")
                .contains("why     ");
    }
}
