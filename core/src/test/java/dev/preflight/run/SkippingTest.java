package dev.preflight.run;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.preflight.Preflight;
import dev.preflight.Verified;
import dev.preflight.check.Check;
import dev.preflight.check.EnvVar;
import dev.preflight.check.Probe;
import dev.preflight.deploy.Deployment;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import dev.preflight.report.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SkippingTest {
    @Test
    void inputsRunBeforeWhatNeedsThem() {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        Probe<Boolean> first =
                probe("first", () -> order.add("first")).offline().needs();
        Probe<Boolean> second = probe("second", () -> order.add("second")).needs(first);
        Probe<Boolean> third = probe("third", () -> order.add("third")).needs(second);
        run(Map.of(), third, first);
        assertEquals(List.of("first", "second", "third"), order);
    }

    @Test
    void valuesOfInputsReachWhatNeedsThem() {
        EnvVar<Integer> port = env("PORT").port();
        Probe<Integer> next = probe("next", context -> context.get(port) + 1).needs(port);
        Probe<Integer> afterNext =
                probe("after-next", context -> context.get(next) + 1).needs(next);
        assertEquals(
                82,
                Preflight.of("orders", afterNext)
                        .against(Deployment.of(Map.of("PORT", "80")))
                        .verify()
                        .get(afterNext));
    }

    @Test
    void oneRootCauseIsOneFailure() {
        EnvVar<String> url = env("URL");
        Probe<Void> login = probe("login", SkippingTest::mustNotRun).needs(url);
        Probe<Void> query = probe("query", SkippingTest::mustNotRun).needs(login);
        Report report = run(Map.of(), query);
        assertEquals(1, report.count(Outcome.FAILED));
        assertEquals(2, report.count(Outcome.SKIPPED));
        assertEquals("needs env URL", report.results().get(1).reason());
        assertEquals("needs probe login", report.results().get(2).reason());
        assertEquals(78, report.exitCode());
    }

    @Test
    void requiredCheckBehindAWarningIsNotCalledAPass() {
        EnvVar<String> url = env("URL").warnOnly();
        Report report =
                run(Map.of(), url, probe("login", SkippingTest::mustNotRun).needs(url));
        assertEquals(Verdict.NOT_ENFORCED, report.verdict());
    }

    @Test
    void offlineCheckIsSkippedToo() {
        Report report =
                run(Map.of(), probe("p", SkippingTest::mustNotRun).offline().needs(env("A")));
        assertEquals(1, report.count(Outcome.SKIPPED));
    }

    @Test
    void failedOnlineInputSkipsWhatNeedsIt() {
        Probe<Void> login = probe("login", () -> {
            throw new IllegalStateException("no");
        });
        Report report = run(Map.of(), probe("query", SkippingTest::mustNotRun).needs(login));
        assertEquals("needs probe login", report.results().get(1).reason());
        assertEquals(69, report.exitCode());
    }

    @Test
    void absentOptionalInputMakesWhatNeedsItInactive() {
        EnvVar<String> url = env("URL").optional();
        Probe<Void> login = probe("login", SkippingTest::mustNotRun).needs(url);
        Probe<Void> query = probe("query", SkippingTest::mustNotRun).needs(login);
        Report report = run(Map.of(), query, env("A"));
        assertEquals(2, report.count(Outcome.INACTIVE));
        assertEquals(
                "needs env URL, which is optional and absent",
                report.results().get(1).reason());
        assertEquals(
                "needs probe login, which is not needed here",
                report.results().get(2).reason());
    }

    @Test
    void presentOptionalInputIsUsed() {
        EnvVar<String> url = env("URL").optional();
        Probe<String> login = probe("login", context -> context.get(url)).needs(url);
        assertEquals(Verdict.PASSED, run(Map.of("URL", "x"), login).verdict());
    }

    @Test
    void inputWithADefaultIsNeverAbsent() {
        EnvVar<String> url = env("URL").orElse("fallback");
        Probe<String> login = probe("login", context -> context.get(url)).needs(url);
        Verified verified =
                Preflight.of("orders", login).against(Deployment.of(Map.of())).verify();
        assertEquals("fallback", verified.get(login));
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
