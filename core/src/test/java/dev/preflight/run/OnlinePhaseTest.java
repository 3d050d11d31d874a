package dev.preflight.run;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.check.Probe;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OnlinePhaseTest {
    @Test
    void checksRunBesideEachOther() {
        int many = 20;
        CyclicBarrier barrier = new CyclicBarrier(many);
        Check<?>[] checks = IntStream.range(0, many)
                .mapToObj(i -> probe("p" + i, context -> barrier.await(20, TimeUnit.SECONDS))
                        .timeout(Duration.ofSeconds(25)))
                .toArray(Check<?>[]::new);
        assertEquals(many, run(checks).count(Outcome.PASSED));
    }

    @Test
    void eachRunsOnADaemonThreadOfItsNameThatEndsWithIt() throws InterruptedException {
        Queue<Thread> threads = new ConcurrentLinkedQueue<>();
        run(probe("licence", () -> threads.add(Thread.currentThread())));
        Thread thread = threads.remove();
        assertEquals("preflight-licence", thread.getName());
        assertTrue(thread.isDaemon());
        thread.join(10_000);
        assertEquals(Thread.State.TERMINATED, thread.getState());
    }

    @Test
    void offlineChecksRunFirstAndOnTheCallingThreadIfTheySaySo() {
        Queue<String> order = new ConcurrentLinkedQueue<>();
        Queue<Thread> threads = new ConcurrentLinkedQueue<>();
        Probe<Void> online = probe("online", () -> {
            order.add("online");
            threads.add(Thread.currentThread());
        });
        Probe<Void> offline = probe("offline", () -> {
                    order.add("offline");
                    threads.add(Thread.currentThread());
                })
                .offline()
                .onCallingThread()
                .needs();
        run(online, offline);
        assertEquals(List.of("offline", "online"), List.copyOf(order));
        assertSame(Thread.currentThread(), threads.remove());
        assertNotSame(Thread.currentThread(), threads.remove());
    }

    @Test
    void everyProblemIsReportedInOnePass() {
        Report report = run(
                env("A"),
                probe("p", context -> false),
                env("B"),
                probe("q", context -> false),
                probe("r", context -> false).offline());
        assertEquals(5, report.count(Outcome.FAILED));
    }

    @Test
    void chainOfOnlineChecksRunsInOrder() {
        Check<Integer> last = probe("p0", context -> 0);
        for (int i = 1; i <= 30; i++) {
            Check<Integer> before = last;
            last = probe("p" + i, context -> context.get(before) + 1).needs(before);
        }
        assertEquals(
                30,
                Preflight.of("orders", last)
                        .against(Deployment.of(Map.of()))
                        .verify()
                        .get(last));
    }

    @Test
    void thousandChecksThatPauseWaitForOthersAndGoOn() {
        int many = 1_000;
        AtomicIntegerArray attempts = new AtomicIntegerArray(many);
        Check<?>[] checks = new Check<?>[2 * many];
        for (int i = 0; i < many; i++) {
            int number = i;
            Probe<Integer> first = probe("first-" + i, context -> {
                        if (attempts.incrementAndGet(number) == 1) {
                            throw Problem.of(Code.BACKEND_STARTING, "not yet").asException();
                        }
                        return number;
                    })
                    .retryFor(Duration.ofSeconds(60))
                    .every(Duration.ofMillis(100));
            checks[i] = first;
            checks[many + i] =
                    probe("then-" + i, context -> context.get(first) == number).needs(first);
        }
        Report report = run(checks);
        assertEquals(2 * many, report.count(Outcome.PASSED));
        for (CheckResult result : report.results().subList(0, many)) {
            assertEquals(2, result.attempts(), result.check().id());
        }
    }

    private static Report run(Check<?>... checks) {
        return Preflight.of("orders", checks).against(Deployment.of(Map.of())).run();
    }
}
