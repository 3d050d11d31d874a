package dev.preflight.run;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Checks;
import dev.preflight.Preflight;
import dev.preflight.Timeless;
import dev.preflight.check.Probe;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import dev.preflight.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class InterruptTest {
    private final Thread runner = Thread.currentThread();

    @AfterEach
    void leaveNoFlagToOtherTests() {
        Thread.interrupted();
    }

    @Test
    void offlineChecksCompleteAndOnlineOnesAreNotStarted(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("app.json"), "{\"a\": 1}");
        AtomicBoolean started = new AtomicBoolean();
        Probe<Void> online = probe("online", () -> started.set(true));
        Probe<Void> after = probe("after", () -> started.set(true)).needs(online);
        Thread.currentThread().interrupt();
        Report report = Preflight.of("orders", Checks.file("app.json").json(), env("A"), online, after)
                .against(Deployment.of(Map.of("A", "x")).directory(directory))
                .run();
        assertTrue(Thread.interrupted());
        assertFalse(started.get());
        assertEquals("""
                PREFLIGHT FAILED  orders: 1 failed, 1 skipped, 2 passed in <time>

                FAIL  probe online  not tried before the run was interrupted                [check.interrupted]

                SKIP  probe after  needs probe online""", Timeless.text(report));
        assertEquals(70, report.exitCode());
    }

    @Test
    void flagSurvivesARunThatPasses() {
        Thread.currentThread().interrupt();
        Report report = Preflight.of("orders", env("A"))
                .against(Deployment.of(Map.of("A", "x")))
                .run();
        assertTrue(Thread.interrupted());
        assertEquals(Verdict.PASSED, report.verdict());
    }

    @Test
    void interruptEndsTheWaiting() {
        CountDownLatch never = new CountDownLatch(1);
        Probe<Void> slow = probe("slow", () -> {
            runner.interrupt();
            never.await();
        });
        CheckResult result = Preflight.of("orders", slow)
                .against(Deployment.of(Map.of()))
                .run()
                .results()
                .get(0);
        assertTrue(Thread.interrupted());
        assertEquals(Code.CHECK_INTERRUPTED, result.problems().get(0).code());
        assertEquals(
                "no end before the run was interrupted",
                result.problems().get(0).summary());
    }

    @Test
    void whatHasEndedBeforeTheInterruptHolds() {
        CountDownLatch never = new CountDownLatch(1);
        Probe<Integer> quick = probe("quick", context -> 1);
        Probe<Void> slow = probe("slow", () -> {
                    runner.interrupt();
                    never.await();
                })
                .needs(quick);
        Report report =
                Preflight.of("orders", slow).against(Deployment.of(Map.of())).run();
        assertTrue(Thread.interrupted());
        assertEquals(Outcome.PASSED, report.results().get(0).outcome());
        assertEquals(Outcome.FAILED, report.results().get(1).outcome());
    }

    @Test
    void pausingCheckKeepsItsProblem() {
        Probe<Void> pausing = probe("pausing", () -> {
            throw Problem.of(Code.BACKEND_REFUSED, "no").asException();
        });
        CountDownLatch never = new CountDownLatch(1);
        Probe<Void> slow = probe("slow", () -> {
            runner.interrupt();
            never.await();
        });
        Probe<Void> first = probe("first", () -> {});
        Report report = Preflight.of("orders", pausing.retryFor(java.time.Duration.ofDays(1)), slow.needs(first))
                .against(Deployment.of(Map.of()))
                .run();
        assertTrue(Thread.interrupted());
        assertTrue(report.count(Outcome.FAILED) >= 2);
    }

    @Test
    void offlineCheckThatSetsTheFlagDisturbsNoOtherOfflineCheck() {
        Probe<Void> rude = probe("rude", () -> Thread.currentThread().interrupt())
                .offline()
                .needs();
        AtomicBoolean flagged = new AtomicBoolean();
        Probe<Void> next = probe(
                        "next", () -> flagged.set(Thread.currentThread().isInterrupted()))
                .offline()
                .needs();
        Report report = Preflight.of("orders", rude, next)
                .against(Deployment.of(Map.of()))
                .run();
        assertTrue(Thread.interrupted());
        assertFalse(flagged.get());
        assertEquals(Verdict.PASSED, report.verdict());
    }

    @Test
    void onlineCheckThatSetsTheFlagOfItsThreadDisturbsNobody() {
        Report report = Preflight.of(
                        "orders", probe("rude", () -> Thread.currentThread().interrupt()))
                .against(Deployment.of(Map.of()))
                .run();
        assertFalse(Thread.interrupted());
        assertEquals(Verdict.PASSED, report.verdict());
    }
}
