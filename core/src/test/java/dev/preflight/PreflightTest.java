package dev.preflight;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.envEquals;
import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.preflight.check.Action;
import dev.preflight.check.Check;
import dev.preflight.check.EnvVar;
import dev.preflight.check.Phase;
import dev.preflight.check.Probe;
import dev.preflight.deploy.Deployment;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import dev.preflight.report.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreflightTest {
    private static final Action NOTHING = () -> {};

    @Test
    void namesItself() {
        Preflight preflight = Preflight.of("orders", env("A"));
        assertEquals("orders", preflight.name());
        assertEquals("Preflight[orders]", preflight.toString());
    }

    @Test
    void deadlineMustBeMoreThanZero() {
        Preflight preflight = Preflight.of("orders", env("A"));
        for (Duration limit : List.of(Duration.ZERO, Duration.ofMillis(-1))) {
            assertEquals(
                    "deadline must be more than zero, not " + limit,
                    assertThrows(IllegalArgumentException.class, () -> preflight.deadline(limit))
                            .getMessage());
        }
        assertEquals(
                "deadline",
                assertThrows(NullPointerException.class, () -> preflight.deadline(null))
                        .getMessage());
    }

    @Test
    void looksAtThisProcessUnlessToldOtherwise() {
        EnvVar<String> path = env("PATH");
        assertEquals(
                System.getenv("PATH"), Preflight.of("orders", path).verify().get(path));
        assertEquals(
                "where",
                assertThrows(
                                NullPointerException.class,
                                () -> Preflight.of("x", env("A")).against(null))
                        .getMessage());
    }

    @Test
    void phasesThatLeaveNothingAreRefused() {
        Preflight preflight = Preflight.of("orders", env("A"));
        assertEquals(
                "phases: suite orders has no check in [ONLINE]",
                assertThrows(IllegalArgumentException.class, () -> preflight.only(Phase.ONLINE))
                        .getMessage());
        assertEquals(
                "phases: suite orders has no check in []",
                assertThrows(IllegalArgumentException.class, preflight::only).getMessage());
        assertEquals(
                "phase",
                assertThrows(NullPointerException.class, () -> preflight.only(Phase.OFFLINE, null))
                        .getMessage());
    }

    @Test
    void offlinePhaseAloneOpensNoConnection() {
        EnvVar<String> url = env("URL");
        Probe<?> probe = probe("p", () -> {
                    throw new AssertionError("was run");
                })
                .needs(url);
        Preflight preflight = Preflight.of("orders", probe).only(Phase.OFFLINE);
        assertEquals(List.of(url), preflight.checks());
        assertEquals(Verdict.PASSED, in(preflight, Map.of("URL", "x")).verdict());
        assertEquals(Verdict.FAILED, in(preflight, Map.of()).verdict());
    }

    @Test
    void onlinePhaseAloneKeepsTheInputsThatItNeeds() {
        EnvVar<String> url = env("URL");
        Probe<String> probe = probe("p", context -> context.get(url)).needs(url);
        Preflight preflight = Preflight.of("orders", env("OTHER"), probe).only(Phase.ONLINE);
        assertEquals(List.of(url, probe), preflight.checks());
        assertEquals(
                "x",
                preflight.against(Deployment.of(Map.of("URL", "x"))).verify().get(probe));
        assertEquals(1, in(preflight, Map.of()).count(Outcome.SKIPPED));
    }

    @Test
    void inputOfACheckThatIsLeftOutMattersAsMuchAsWithIt() {
        Check<?> cache = probe("cache", NOTHING).needs(env("REDIS_URL")).warnOnly();
        Check<?> mail = probe("mail", NOTHING).needs(env("SMTP_HOST")).onlyIf(envEquals("MAIL", "smtp"));
        Report report =
                in(Preflight.of("orders", cache, mail, env("A")).only(Phase.OFFLINE), Map.of("A", "x", "MAIL", "log"));
        assertEquals(Verdict.PASSED, report.verdict());
        assertEquals(1, report.count(Outcome.WARNED));
        assertEquals(1, report.count(Outcome.INACTIVE));
    }

    @Test
    void failureOfVerifyHasTheReportAsMessage() {
        Preflight preflight = Preflight.of("orders", env("A")).against(Deployment.of(Map.of()));
        PreflightException e = assertThrows(PreflightException.class, preflight::verify);
        assertEquals(e.report().toString(), e.getMessage());
        assertNull(e.getCause());
        assertEquals(78, e.report().exitCode());
    }

    @Test
    void suiteRunsManyTimes() {
        EnvVar<Integer> port = env("PORT").port();
        Preflight preflight = Preflight.of("orders", port);
        assertEquals(
                80,
                preflight.against(Deployment.of(Map.of("PORT", "80"))).verify().get(port));
        assertEquals(
                81,
                preflight.against(Deployment.of(Map.of("PORT", "81"))).verify().get(port));
    }

    @Test
    void verifyOrExitReturnsWhatWasVerified() {
        EnvVar<Integer> port = env("PORT").port();
        Preflight preflight = Preflight.of("orders", port).against(Deployment.of(Map.of("PORT", "80")));
        Verified verified = preflight.verifyOrExit("--verbose");
        assertEquals(80, verified.get(port));
        assertSame(Verdict.PASSED, verified.report().verdict());
        assertEquals(
                "args",
                assertThrows(NullPointerException.class, () -> preflight.verifyOrExit((String[]) null))
                        .getMessage());
    }

    private static Report in(Preflight preflight, Map<String, String> environment) {
        return preflight.against(Deployment.of(environment)).run();
    }
}
