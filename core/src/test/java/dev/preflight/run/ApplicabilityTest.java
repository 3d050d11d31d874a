package dev.preflight.run;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.envEquals;
import static dev.preflight.Checks.envSet;
import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.check.Condition;
import dev.preflight.check.EnvVar;
import dev.preflight.check.Probe;
import dev.preflight.deploy.Deployment;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import dev.preflight.report.Verdict;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApplicabilityTest {
    private static final Condition SMTP = envEquals("MAIL_MODE", "smtp");
    private static final Condition NEVER = Condition.of("pigs fly", deployment -> false);

    private final EnvVar<String> input = env("INPUT");

    @Test
    void conditionThatHoldsMakesACheckRequired() {
        Report report = run(Map.of("MAIL_MODE", "smtp"), env("SMTP_HOST").onlyIf(SMTP));
        assertEquals(Outcome.FAILED, report.results().get(0).outcome());
    }

    @Test
    void conditionThatDoesNotHoldMakesACheckInactive() {
        Report report = run(Map.of("MAIL_MODE", "log"), env("SMTP_HOST").onlyIf(SMTP));
        assertEquals(Outcome.INACTIVE, report.results().get(0).outcome());
        assertEquals("only if MAIL_MODE is 'smtp'", report.results().get(0).reason());
        assertEquals(Verdict.NOTHING_CHECKED, report.verdict());
    }

    @Test
    void allOfSeveralConditionsMustHold() {
        EnvVar<String> host = env("HOST").onlyIf(envSet("A")).onlyIf(envSet("B"));
        assertEquals(Outcome.INACTIVE, outcome(run(Map.of("A", "1"), host), host));
        assertEquals(Outcome.FAILED, outcome(run(Map.of("A", "1", "B", "1"), host), host));
    }

    @Test
    void conditionOfAnOnlineCheckKeepsItsCodeFromRunning() {
        Report report = run(Map.of(), probe("p", ApplicabilityTest::mustNotRun).onlyIf(NEVER));
        assertEquals(Verdict.NOTHING_CHECKED, report.verdict());
    }

    @Test
    void conditionThatThrowsFailsItsCheckAndNoOther() {
        Condition broken = Condition.of("the moon is full", deployment -> {
            throw new IllegalStateException("no moon");
        });
        EnvVar<String> a = env("A").onlyIf(broken);
        Probe<Void> p = probe("p", ApplicabilityTest::mustNotRun).onlyIf(broken);
        EnvVar<String> b = env("B");
        Report report = run(Map.of("B", "x"), a, p, b);
        assertEquals(Outcome.FAILED, outcome(report, a));
        assertEquals(Outcome.FAILED, outcome(report, p));
        assertEquals(Outcome.PASSED, outcome(report, b));
        assertEquals(70, report.exitCode());
        assertEquals(
                "IllegalStateException: no moon",
                report.results().get(0).problems().get(0).facts().get(0).text());
    }

    @Test
    void inputThatOnlyJoinedIsNotNeededWhereWhatNeedsItIsNot() {
        Report report = run(
                Map.of(),
                probe("mail", ApplicabilityTest::mustNotRun).needs(input).onlyIf(NEVER));
        assertEquals(Outcome.INACTIVE, outcome(report, input));
        assertEquals("only for probe mail", report.results().get(0).reason());
    }

    @Test
    void inputOfSeveralChecksIsNeededWhereOneOfThemIs() {
        Probe<Void> mail =
                probe("mail", ApplicabilityTest::mustNotRun).needs(input).onlyIf(NEVER);
        Report report = run(Map.of(), mail, probe("news", () -> {}).needs(input));
        assertEquals(Outcome.FAILED, outcome(report, input));
    }

    @Test
    void inactivityIsInheritedOverSeveralSteps() {
        Probe<Void> middle = probe("middle", ApplicabilityTest::mustNotRun).needs(input);
        Report report = run(
                Map.of(),
                probe("end", ApplicabilityTest::mustNotRun).needs(middle).onlyIf(NEVER));
        assertEquals(3, report.count(Outcome.INACTIVE));
    }

    @Test
    void listedInputIsNeededWhateverNeedsIt() {
        Report report = run(
                Map.of(),
                input,
                probe("mail", ApplicabilityTest::mustNotRun).needs(input).onlyIf(NEVER));
        assertEquals(Outcome.FAILED, outcome(report, input));
    }

    @Test
    void inputThatOnlyJoinedWarnsWhereWhatNeedsItWarns() {
        Probe<Void> cache =
                probe("cache", ApplicabilityTest::mustNotRun).needs(input).warnOnly();
        Report report = run(Map.of(), cache, probe("queue", () -> {}));
        assertEquals(Outcome.WARNED, outcome(report, input));
        assertEquals(Outcome.SKIPPED, outcome(report, cache));
        assertEquals(Verdict.PASSED, report.verdict());
    }

    @Test
    void inputOfAWarningAndARequiredCheckFails() {
        Probe<Void> cache =
                probe("cache", ApplicabilityTest::mustNotRun).needs(input).warnOnly();
        Report report = run(
                Map.of(), cache, probe("queue", ApplicabilityTest::mustNotRun).needs(input));
        assertEquals(Outcome.FAILED, outcome(report, input));
    }

    @Test
    void inactiveCheckHasNoSayInWhetherItsInputWarns() {
        Probe<Void> cache =
                probe("cache", ApplicabilityTest::mustNotRun).needs(input).warnOnly();
        Probe<Void> queue =
                probe("queue", ApplicabilityTest::mustNotRun).needs(input).onlyIf(NEVER);
        assertEquals(Outcome.WARNED, outcome(run(Map.of(), cache, queue), input));
    }

    @Test
    void listedInputOfAWarningCheckFails() {
        Probe<Void> cache =
                probe("cache", ApplicabilityTest::mustNotRun).needs(input).warnOnly();
        assertEquals(Outcome.FAILED, outcome(run(Map.of(), cache, input), input));
    }

    private static void mustNotRun() {
        throw new AssertionError("was run");
    }

    private static Report run(Map<String, String> environment, Check<?>... checks) {
        return Preflight.of("orders", checks)
                .against(Deployment.of(environment))
                .run();
    }

    private static Outcome outcome(Report report, Check<?> check) {
        for (CheckResult result : report.results()) {
            if (result.check() == check) {
                return result.outcome();
            }
        }
        throw new AssertionError(check + " is not in the report");
    }
}
