package dev.preflight.run;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.probe;
import static dev.preflight.Checks.property;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import dev.preflight.Timeless;
import dev.preflight.Verified;
import dev.preflight.check.Check;
import dev.preflight.check.Condition;
import dev.preflight.check.EnvVar;
import dev.preflight.check.Probe;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Problem;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import dev.preflight.report.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorSwitchesTest {
    private static final EnvVar<String> DATABASE_URL = env("DATABASE_URL");

    @Test
    void offAsksNoCondition() {
        Condition condition = Condition.of("never asked", deployment -> {
            throw new AssertionError("asked");
        });
        Report report = run(Map.of("PREFLIGHT", "off"), DATABASE_URL.onlyIf(condition));
        assertEquals(Verdict.OFF, report.verdict());
        assertEquals(1, report.notices().size());
    }

    @Test
    void offVerifiesNothing() {
        Check<?> probe = probe("p", OperatorSwitchesTest::mustNotRun);
        Check<?> offline = probe("q", OperatorSwitchesTest::mustNotRun).offline();
        Report report = run(Map.of("PREFLIGHT", "off"), DATABASE_URL, probe, offline);
        assertEquals(Verdict.OFF, report.verdict());
        assertTrue(report.mayBoot());
        assertEquals(0, report.exitCode());
        assertEquals(List.of(), report.results());
        assertEquals("""
                PREFLIGHT OFF  orders: nothing was verified, because PREFLIGHT=off

                WARN  operator  PREFLIGHT=off is in force                                       [operator.mode]
                      found   nothing was verified
                      fix     unset PREFLIGHT as soon as the cause is mended""", report.toString());
    }

    @Test
    void systemPropertyCountsWhereTheVariableIsNotSet() {
        Map<String, String> property = Map.of("preflight.mode", "warn");
        Report report = Preflight.of("orders", DATABASE_URL)
                .against(Deployment.of(Map.of()).properties(property))
                .run();
        assertEquals(Verdict.NOT_ENFORCED, report.verdict());
        assertEquals("preflight.mode=warn is in force", report.notices().get(0).summary());
        assertEquals(
                "unset preflight.mode as soon as the cause is mended",
                report.notices().get(0).facts().get(1).text());

        Report enforced = Preflight.of("orders", DATABASE_URL)
                .against(Deployment.of(Map.of("PREFLIGHT", "enforce")).properties(property))
                .run();
        assertEquals(Verdict.FAILED, enforced.verdict());
        assertEquals(List.of(), enforced.notices());
    }

    @Test
    void firstLineNamesTheSwitchThatIsOff() {
        Report report = Preflight.of("orders", DATABASE_URL)
                .against(Deployment.of(Map.of()).properties(Map.of("preflight.mode", "off")))
                .run();
        assertEquals(
                "PREFLIGHT OFF  orders: nothing was verified, because preflight.mode=off",
                report.toString().lines().findFirst().orElseThrow());
    }

    @Test
    void warnReportsAndLetsTheBootGoOn() {
        Report report = run(Map.of("PREFLIGHT", "warn"), DATABASE_URL);
        assertEquals(Verdict.NOT_ENFORCED, report.verdict());
        assertEquals(0, report.exitCode());
        assertEquals("""
                PREFLIGHT NOT ENFORCED  orders: 2 warnings in <time>

                WARN  env DATABASE_URL  not set                                                   [env.missing]
                      fix     set DATABASE_URL

                WARN  operator  PREFLIGHT=warn is in force                                      [operator.mode]
                      found   failures are reported, and the boot goes on all the same
                      fix     unset PREFLIGHT as soon as the cause is mended""", Timeless.text(report));
    }

    @Test
    void warnIsNoticedEvenWhereEverythingHolds() {
        Report report = run(Map.of("PREFLIGHT", "warn", "DATABASE_URL", "x"), DATABASE_URL);
        assertEquals(Verdict.PASSED, report.verdict());
        assertEquals(
                "PREFLIGHT PASSED  orders: 1 warning, 1 passed in <time>",
                Timeless.text(report).lines().findFirst().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"enforce", "ENFORCE", " enforce ", "", "  "})
    void enforceIsTheDefault(String mode) {
        Report report = run(Map.of("PREFLIGHT", mode), DATABASE_URL);
        assertEquals(Verdict.FAILED, report.verdict());
        assertEquals(List.of(), report.notices());
    }

    @ParameterizedTest
    @ValueSource(strings = {"OFF", " Off\n"})
    void modeMayBeWrittenInAnyCase(String mode) {
        assertEquals(Verdict.OFF, run(Map.of("PREFLIGHT", mode), DATABASE_URL).verdict());
    }

    @Test
    void unknownModeEnforces() {
        Report report = run(Map.of("PREFLIGHT", "of\u001bf"), DATABASE_URL);
        assertEquals(Verdict.FAILED, report.verdict());
        assertEquals("""
                PREFLIGHT FAILED  orders: 1 failed, 1 warning in <time>

                FAIL  env DATABASE_URL  not set                                                   [env.missing]
                      fix     set DATABASE_URL

                WARN  operator  PREFLIGHT has an unknown value                          [operator.unknown-mode]
                      found   'of\\u001bf', so failures are enforced
                      fix     set PREFLIGHT to enforce, warn or off""", Timeless.text(report));
    }

    @Test
    void silencedCheckOnlyWarns() {
        Report report = run(Map.of("PREFLIGHT_WARN_ONLY", "DATABASE_URL"), DATABASE_URL);
        assertEquals(Verdict.NOT_ENFORCED, report.verdict());
        assertEquals("""
                PREFLIGHT NOT ENFORCED  orders: 2 warnings in <time>

                WARN  env DATABASE_URL  not set                                                   [env.missing]
                      fix     set DATABASE_URL

                WARN  operator  PREFLIGHT_WARN_ONLY is in force                            [operator.warn-only]
                      found   only a warning: env DATABASE_URL
                      fix     unset PREFLIGHT_WARN_ONLY as soon as the cause is mended""", Timeless.text(report));
    }

    @Test
    void settingOfAFrontEndIsNamed() {
        Report report = Preflight.of("orders", DATABASE_URL)
                .against(
                        Deployment.of(Map.of())
                                .properties(
                                        Map.of(
                                                "preflight.softened",
                                                "env DATABASE_URL\tpreflight.checks.x.mode=warn\nenv NOBODY\tpreflight.checks.y.mode=warn")))
                .run();
        assertEquals("""
                PREFLIGHT NOT ENFORCED  orders: 2 warnings in <time>

                WARN  env DATABASE_URL  not set                                                   [env.missing]
                      fix     set DATABASE_URL

                WARN  operator  preflight.checks.x.mode=warn is in force                   [operator.warn-only]
                      found   only a warning: env DATABASE_URL
                      fix     take out preflight.checks.x.mode=warn as soon as the cause is mended""", Timeless.text(report));
    }

    @Test
    void settingOfAFrontEndThatSwitchesAllOffIsNamedUnlessItIsSilent() {
        Preflight suite = Preflight.of("orders", DATABASE_URL);
        Map<String, String> off = Map.of("preflight.mode", "off", "preflight.softened", "preflight.enabled=false");
        Report report = suite.against(Deployment.of(Map.of()).properties(off)).run();
        assertEquals(
                "preflight.enabled=false is in force", report.notices().get(0).summary());
        assertEquals(
                "unset preflight.enabled as soon as the cause is mended",
                report.notices().get(0).facts().get(1).text());
        Map<String, String> silent = Map.of("preflight.mode", "off", "preflight.softened", "silent");
        Verified verified = suite.against(Deployment.of(Map.of("OTHER", "x")).properties(silent))
                .verify();
        assertEquals(List.of(), verified.report().notices());
        assertEquals("x", verified.get(env("OTHER")));
    }

    @Test
    void idsAndListsAndSpacesAreUnderstood() {
        Report report = run(
                Map.of("PREFLIGHT_WARN_ONLY", " env DATABASE_URL , ,p, p"),
                DATABASE_URL,
                probe("p", OperatorSwitchesTest::mustNotRun));
        assertEquals(Verdict.NOT_ENFORCED, report.verdict());
        assertEquals(1, report.notices().size());
        assertEquals(
                "only a warning: env DATABASE_URL, probe p",
                report.notices().get(0).facts().get(0).text());
    }

    @Test
    void idSilencesOneKindAndNameSilencesBoth() {
        EnvVar<String> variable = env("A");
        EnvVar<String> property = property("A");
        assertEquals(
                2, run(Map.of("PREFLIGHT_WARN_ONLY", "A"), variable, property).count(Outcome.WARNED));
        Report one = run(Map.of("PREFLIGHT_WARN_ONLY", "property A"), variable, property);
        assertEquals(Outcome.FAILED, one.results().get(0).outcome());
        assertEquals(Outcome.WARNED, one.results().get(1).outcome());
    }

    @Test
    void otherFailuresStillStopTheBoot() {
        Report report = run(Map.of("PREFLIGHT_WARN_ONLY", "DATABASE_URL"), DATABASE_URL, env("OTHER"));
        assertEquals(Verdict.FAILED, report.verdict());
    }

    @Test
    void inputOfASilencedCheckIsSilencedWithIt() {
        Probe<Void> probe = probe("cache", OperatorSwitchesTest::mustNotRun).needs(env("REDIS_URL"));
        Report report = run(Map.of("PREFLIGHT_WARN_ONLY", "cache"), probe);
        assertEquals(Verdict.NOT_ENFORCED, report.verdict());
        assertEquals(1, report.count(Outcome.SKIPPED));
    }

    @Test
    void unknownNameIsAWarningWithASuggestion() {
        Report report = run(Map.of("PREFLIGHT_WARN_ONLY", "DATABSE_URL", "DATABASE_URL", "x"), DATABASE_URL);
        assertEquals(Verdict.PASSED, report.verdict());
        assertEquals("""
                PREFLIGHT PASSED  orders: 1 warning, 1 passed in <time>

                WARN  operator  PREFLIGHT_WARN_ONLY names a check that is not there    [operator.unknown-check]
                      found   'DATABSE_URL'
                      fix     correct the name; did you mean DATABASE_URL?""", Timeless.text(report));
    }

    @Test
    void unknownIdIsSuggestedAsAnId() {
        assertEquals(
                "correct the name; did you mean env DATABASE_URL?",
                notice("env DATABSE_URL").facts().get(1).text());
    }

    @Test
    void nothingNearIsNotSuggested() {
        assertEquals(
                "correct the name; the report names every check",
                notice("zebra").facts().get(1).text());
    }

    @Test
    void manyUnknownNamesAreCounted() {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            names.append("zebra").append(i).append(',');
        }
        Report report = run(Map.of("PREFLIGHT_WARN_ONLY", names.toString()), DATABASE_URL);
        assertEquals(11, report.notices().size());
        assertEquals("4,990 more", report.notices().get(10).facts().get(0).text());
    }

    @Test
    void namesDoNotMatterWhereNothingIsVerified() {
        Report report = run(Map.of("PREFLIGHT", "off", "PREFLIGHT_WARN_ONLY", "zebra"), DATABASE_URL);
        assertEquals(1, report.notices().size());
    }

    private static Problem notice(String names) {
        return run(Map.of("PREFLIGHT_WARN_ONLY", names), DATABASE_URL).notices().get(0);
    }

    private static void mustNotRun() {
        throw new AssertionError("was run");
    }

    private static Report run(Map<String, String> environment, Check<?>... checks) {
        return Preflight.of("orders", checks)
                .against(Deployment.of(environment))
                .run();
    }
}
