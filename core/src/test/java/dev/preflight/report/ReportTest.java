package dev.preflight.report;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Checks;
import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.check.EnvVar;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Check<?> CONFIGURATION = env("MISSING");
    private static final Check<?> UNAVAILABLE = failing("backend", new IllegalStateException("down"));
    private static final Check<?> BROKEN = failing("broken", new NoClassDefFoundError("Gone"));
    private static final Check<?> GOOD = probe("good", () -> {});

    @Test
    void resultsAreFoundByTheirChecks() {
        EnvVar<String> a = Checks.env("A");
        EnvVar<String> b = Checks.env("B").warnOnly();
        Report report = Preflight.of("orders", a, b)
                .against(Deployment.of(Map.of("PREFLIGHT", "wran", "A", "x")))
                .run();
        assertEquals(Outcome.PASSED, report.result(a).outcome());
        assertEquals(Outcome.WARNED, report.result(b).outcome());
        assertEquals(
                List.of(Code.ENV_MISSING, Code.OPERATOR_UNKNOWN_MODE),
                report.problems().stream().map(Problem::code).toList());
        assertEquals(
                "the report of orders has no result of this env A",
                assertThrows(NoSuchElementException.class, () -> report.result(Checks.env("A")))
                        .getMessage());
    }

    @Test
    void remediesOutsideABackendAreConfiguration() {
        assertEquals(78, Code.BACKEND_DRIVER.exitCode());
        assertEquals(78, Code.BACKEND_URL.exitCode());
    }

    @Test
    void configurationWinsOverEverything() {
        assertEquals(78, run(GOOD, UNAVAILABLE, BROKEN, CONFIGURATION).exitCode());
    }

    @Test
    void brokenCheckWinsOverAnUnavailableBackend() {
        assertEquals(70, run(UNAVAILABLE, BROKEN).exitCode());
    }

    @Test
    void unavailableBackendAlone() {
        assertEquals(69, run(UNAVAILABLE, GOOD).exitCode());
    }

    @Test
    void bootThatMayGoOnExitsWithZero() {
        assertEquals(0, run(GOOD).exitCode());
        assertEquals(0, run(UNAVAILABLE.warnOnly()).exitCode());
        assertTrue(run(UNAVAILABLE.warnOnly()).mayBoot());
        assertFalse(run(UNAVAILABLE).mayBoot());
    }

    @Test
    void warningOfAFailedBackendDoesNotMakeItConfiguration() {
        Check<?> check = probe("p", context -> {
            context.warn(Problem.of(Code.ENV_DEPRECATED, "old name"));
            throw new IllegalStateException("down");
        });
        assertEquals(69, run(check).exitCode());
    }

    @Test
    void warnedFailureDoesNotRaiseTheExitCode() {
        assertEquals(69, run(UNAVAILABLE, CONFIGURATION.warnOnly()).exitCode());
    }

    @Test
    void failureWithoutProblemsIsUnavailable() {
        CheckResult result = ReportBuilder.result(GOOD, Outcome.FAILED, List.of(), "", Duration.ZERO, 1, List.of());
        Report report = ReportBuilder.report("x", Verdict.FAILED, List.of(result), List.of(), Duration.ZERO);
        assertEquals(69, report.exitCode());
        assertEquals("PREFLIGHT FAILED  x: 1 failed in 0 ms", report.toString());
    }

    @Test
    void countsByOutcome() {
        Report report = run(GOOD, UNAVAILABLE, CONFIGURATION);
        assertEquals(2, report.count(Outcome.FAILED));
        assertEquals(1, report.count(Outcome.PASSED));
        assertEquals(0, report.count(Outcome.WARNED));
    }

    @Test
    void resultsStandInTheOrderOfTheDeclaration() {
        List<Check<?>> order = run(UNAVAILABLE, CONFIGURATION, GOOD).results().stream()
                .<Check<?>>map(CheckResult::check)
                .toList();
        assertEquals(List.of(UNAVAILABLE, CONFIGURATION, GOOD), order);
    }

    @Test
    void everyPartMustBeThere() {
        assertThrows(
                NullPointerException.class,
                () -> ReportBuilder.report(null, Verdict.OFF, List.of(), List.of(), Duration.ZERO));
        assertThrows(
                NullPointerException.class,
                () -> ReportBuilder.result(null, Outcome.PASSED, List.of(), "", Duration.ZERO, 1, List.of()));
    }

    private static Check<?> failing(String name, Throwable thrown) {
        return probe(name, () -> {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (Exception) thrown;
        });
    }

    private static Report run(Check<?>... checks) {
        return Preflight.of("orders", checks).against(Deployment.of(Map.of())).run();
    }
}
