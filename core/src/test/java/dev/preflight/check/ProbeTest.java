package dev.preflight.check;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.envSet;
import static dev.preflight.Checks.java;
import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import dev.preflight.Verified;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Fact;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProbeTest {
    private static final Action NOTHING = () -> {};

    @Test
    void probeIsOnlineWithThreeSecondsAndOneAttempt() {
        Settings settings = probe("p", NOTHING).settings();
        assertEquals(Phase.ONLINE, settings.phase());
        assertEquals(Duration.ofSeconds(3), settings.timeout());
        assertEquals(Duration.ZERO, settings.retryFor());
        assertEquals(Phase.OFFLINE, probe("p", NOTHING).offline().settings().phase());
    }

    @Test
    void everyMethodReturnsAnotherCheck() {
        EnvVar<String> input = env("A");
        Probe<Void> plain = probe("p", NOTHING);
        Probe<Void> full = plain.describedAs("licence server")
                .timeout(Duration.ofSeconds(1))
                .retryFor(Duration.ofSeconds(2))
                .warnOnly()
                .onlyIf(envSet("X"))
                .needs(input);
        assertEquals("licence server", full.settings().description());
        assertEquals(Duration.ofSeconds(1), full.settings().timeout());
        assertEquals(Duration.ofSeconds(2), full.settings().retryFor());
        assertTrue(full.settings().warnOnly());
        assertEquals("X is set", full.settings().condition().orElseThrow().description());
        assertEquals(List.of(input), full.settings().needs());
        assertEquals(List.of(), plain.settings().needs());
        assertEquals("probe p", full.toString());
    }

    @Test
    void timesMustBeMoreThanZero() {
        Probe<Void> probe = probe("p", NOTHING);
        for (Duration time : List.of(Duration.ZERO, Duration.ofNanos(-1))) {
            assertEquals(
                    "timeout must be more than zero, not " + time,
                    assertThrows(IllegalArgumentException.class, () -> probe.timeout(time))
                            .getMessage());
            assertEquals(
                    "retryFor must be more than zero, not " + time,
                    assertThrows(IllegalArgumentException.class, () -> probe.retryFor(time))
                            .getMessage());
        }
        assertEquals(
                "timeout",
                assertThrows(NullPointerException.class, () -> probe.timeout(null))
                        .getMessage());
        assertEquals(
                "retryFor",
                assertThrows(NullPointerException.class, () -> probe.retryFor(null))
                        .getMessage());
    }

    @Test
    void namesAndDescriptionsMustBePrintable() {
        assertEquals("name of the probe is blank", refused(() -> probe("\t", NOTHING)));
        assertEquals(
                "name of the probe has characters that cannot be printed: a\\nb",
                refused(() -> probe("a\nb", NOTHING)));
        assertEquals("name of the probe is longer than 500 characters", refused(() -> probe("x".repeat(501), NOTHING)));
        assertEquals("description is blank", refused(() -> probe("p", NOTHING).describedAs("")));
    }

    @Test
    void nullsAreRefusedByName() {
        Probe<Void> probe = probe("p", NOTHING);
        assertEquals("name", missing(() -> probe(null, NOTHING)));
        assertEquals("code", missing(() -> probe("p", (Action) null)));
        assertEquals("code", missing(() -> probe("p", (Verification<String>) null)));
        assertEquals("input", missing(() -> probe.needs((Check<?>) null)));
        assertEquals("condition", missing(() -> probe.onlyIf(null)));
        assertEquals("description", missing(() -> probe.describedAs(null)));
    }

    @Test
    void hugeTimesAreTakenAsTheyAre() {
        Duration ages = Duration.ofSeconds(Long.MAX_VALUE);
        Probe<Integer> online = probe("p", context -> 1).timeout(ages).retryFor(ages);
        Probe<Integer> offline = probe("q", context -> context.remaining().isNegative() ? null : 1)
                .timeout(ages)
                .offline();
        Report report = Preflight.of("orders", online, offline)
                .against(Deployment.of(Map.of()))
                .deadline(ages)
                .run();
        assertEquals(2, report.count(Outcome.PASSED));
    }

    @Test
    void runtimeOfThisTestIsNewEnough() {
        Probe<Runtime.Version> java = java(17);
        Verified verified =
                Preflight.of("orders", java).against(Deployment.of(Map.of())).verify();
        assertEquals(Runtime.version(), verified.get(java));
        assertEquals("java 17", java.id());
        assertEquals(Phase.OFFLINE, java.settings().phase());
    }

    @Test
    void olderRuntimeIsAProblemOfTheConfiguration() {
        Report report = Preflight.of("orders", java(999).describedAs("for the future"))
                .against(Deployment.of(Map.of()))
                .run();
        assertEquals(78, report.exitCode());
        assertEquals(
                List.of(
                        Fact.of("for", "for the future"),
                        Fact.of("found", "Java " + Runtime.version() + " in " + System.getProperty("java.home")),
                        Fact.of("fix", "run with Java 999 or later")),
                report.results().get(0).problems().get(0).facts());
    }

    @Test
    void versionsBeginWithOne() {
        assertEquals("feature must be 1 or more, not 0", refused(() -> java(0)));
    }

    private static String refused(Runnable declaration) {
        return assertThrows(IllegalArgumentException.class, declaration::run).getMessage();
    }

    private static String missing(Runnable declaration) {
        return assertThrows(NullPointerException.class, declaration::run).getMessage();
    }
}
