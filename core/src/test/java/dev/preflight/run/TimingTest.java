package dev.preflight.run;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.probe;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import dev.preflight.check.Phase;
import dev.preflight.check.Probe;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.report.Report;
import dev.preflight.report.Verdict;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A suite can give a check other times than the check says itself. */
class TimingTest {
    private static final Deployment NOWHERE = Deployment.of(Map.of());

    @Test
    void timeoutOfTheSuiteCountsAndTheCheckStaysTheKeyToItsValue() {
        Probe<Boolean> probe = probe("p", context -> context.remaining().compareTo(ofSeconds(3)) > 0);
        Preflight preflight = Preflight.of("orders", probe).against(NOWHERE);
        assertEquals(Verdict.FAILED, preflight.run().verdict());
        assertTrue(preflight.timeout("probe p", ofSeconds(20)).verify().get(probe));
    }

    @Test
    void retryOfTheSuiteCountsBesideATimeoutOfTheSuite() {
        AtomicInteger attempts = new AtomicInteger();
        Probe<Boolean> probe = probe("p", context -> {
            if (attempts.incrementAndGet() < 3) {
                throw Problem.of(Code.BACKEND_STARTING, "is starting").asException();
            }
            return true;
        });
        Report report = Preflight.of("orders", probe.retryFor(ofMillis(1)).every(ofMillis(1)))
                .against(NOWHERE)
                .timeout("probe p", ofSeconds(5))
                .retryFor("probe p", ofSeconds(20))
                .only(Phase.ONLINE)
                .run();
        assertEquals(Verdict.PASSED, report.verdict());
        assertEquals(3, report.results().get(0).attempts());
    }

    @Test
    void unknownCheckAndTimeThatIsNoneAreRefused() {
        Preflight preflight = Preflight.of("orders", env("A"));
        assertEquals(
                "id: suite orders has no check probe p",
                assertThrows(IllegalArgumentException.class, () -> preflight.timeout("probe p", ofSeconds(1)))
                        .getMessage());
        assertEquals(
                "retryFor must be more than zero, not PT0S",
                assertThrows(IllegalArgumentException.class, () -> preflight.retryFor("env A", ofSeconds(0)))
                        .getMessage());
    }
}
