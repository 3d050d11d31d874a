package dev.preflight.run;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import dev.preflight.Verified;
import dev.preflight.check.Check;
import dev.preflight.check.Probe;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HangTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    /** The promise is 100 ms; a busy machine may not run this thread for longer than that. */
    private static final long LATE_MILLIS = 2_000;

    private final LinkedBlockingQueue<Thread> threads = new LinkedBlockingQueue<>();

    @Test
    void checkThatIgnoresInterruptsIsAbandonedInTime() {
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        try {
            CheckResult result =
                    run(probe("stubborn", lock::lock).timeout(SHORT)).results().get(0);
            Problem problem = result.problems().get(0);
            assertEquals(Code.CHECK_TIMEOUT, problem.code());
            assertEquals("no end after 200 ms", problem.summary());
            assertEquals("hangs", problem.facts().get(0).label());
            assertTrue(problem.facts().get(0).text().contains("ReentrantLock"), problem::toString);
            assertEquals("", problem.facts().get(1).label());
            assertEquals(
                    Fact.of("fix", "start stubborn, or give it more time"),
                    problem.facts().get(problem.facts().size() - 1));
            assertInTime(SHORT, result.took());
        } finally {
            lock.unlock();
        }
    }

    @Test
    void verdictComesWithinATenthOfASecondOfTimeoutAndOfDeadline() {
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        try {
            Probe<Void> stubborn = probe("stubborn", lock::lock);
            Preflight bound = Preflight.of("orders", stubborn.timeout(SHORT)).against(Deployment.of(Map.of()));
            Preflight deadline = Preflight.of("orders", stubborn)
                    .against(Deployment.of(Map.of()))
                    .deadline(SHORT);
            for (Preflight preflight : List.of(bound, deadline)) {
                // The best of a few, since the scheduler of a busy machine is not what is tested.
                Duration best = preflight.run().took();
                for (int i = 0; i < 9 && best.compareTo(SHORT.plusMillis(100)) > 0; i++) {
                    Duration took = preflight.run().took();
                    best = took.compareTo(best) < 0 ? took : best;
                }
                assertTrue(best.compareTo(SHORT) >= 0 && best.compareTo(SHORT.plusMillis(100)) <= 0, best.toString());
            }
        } finally {
            lock.unlock();
        }
    }

    @Test
    void deadlineOfTheRunBindsEveryCheck() {
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        try {
            Probe<Void> hanging = probe("hanging", lock::lock);
            Probe<Void> after = probe("after", () -> {}).needs(hanging);
            Report report = Preflight.of("orders", hanging, after, probe("quick", () -> {}))
                    .against(Deployment.of(Map.of()))
                    .deadline(SHORT)
                    .run();
            assertInTime(SHORT, report.took());
            Problem problem = report.results().get(0).problems().get(0);
            assertEquals(Code.CHECK_TIMEOUT, problem.code());
            assertEquals("no end before the deadline of the run, 200 ms", problem.summary());
            assertEquals(Outcome.SKIPPED, report.results().get(1).outcome());
            assertEquals(Outcome.PASSED, report.results().get(2).outcome());
            assertEquals(69, report.exitCode());
        } finally {
            lock.unlock();
        }
    }

    @Test
    void hangOfAnotherCheckDelaysNoVerdictBeyondTheSlowest() {
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        try {
            Check<?>[] checks = new Check<?>[10];
            for (int i = 0; i < checks.length; i++) {
                checks[i] = probe("p" + i, lock::lock).timeout(SHORT);
            }
            Report report = run(checks);
            assertEquals(10, report.count(Outcome.FAILED));
            assertInTime(SHORT, report.took());
        } finally {
            lock.unlock();
        }
    }

    @Test
    void readThatNobodyAnswersEndsWhenItsSocketIsClosed() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            LinkedBlockingQueue<Socket> sockets = new LinkedBlockingQueue<>();
            Probe<Void> probe = probe("silent", context -> {
                threads.add(Thread.currentThread());
                Socket socket = context.register(new Socket(silent.getInetAddress(), silent.getLocalPort()));
                sockets.add(socket);
                socket.getInputStream().read();
                return null;
            });
            CheckResult result = run(probe.timeout(SHORT)).results().get(0);
            assertEquals(Code.CHECK_TIMEOUT, result.problems().get(0).code());
            assertInTime(SHORT, result.took());
            assertTrue(sockets.remove().isClosed());
            assertThreadEnds();
        }
    }

    @Test
    void registeredSocketIsClosedWhenAnAttemptEndsByItself() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Probe<Socket> leaving = probe("leaving", context -> {
                threads.add(Thread.currentThread());
                return context.register(new Socket(server.getInetAddress(), server.getLocalPort()));
            });
            Verified verified = Preflight.of("orders", leaving)
                    .against(Deployment.of(Map.of()))
                    .verify();
            assertTrue(verified.get(leaving).isClosed());
            assertThreadEnds();
        }
    }

    @Test
    void hangingCloseDoesNotDelayTheVerdict() {
        CountDownLatch never = new CountDownLatch(1);
        Probe<Void> probe = probe("p", context -> {
            context.register(() -> awaitStubbornly(never));
            awaitStubbornly(never);
            return null;
        });
        assertInTime(SHORT, run(probe.timeout(SHORT)).took());
        never.countDown();
    }

    @Test
    void whatWasFoundBeforeAHangingCloseHolds() {
        CountDownLatch never = new CountDownLatch(1);
        Probe<String> good = probe("good", context -> {
            context.register(() -> awaitStubbornly(never));
            return "value";
        });
        Probe<String> bad = probe("bad", context -> {
            context.register(() -> awaitStubbornly(never));
            throw new java.net.ConnectException("Connection refused");
        });
        Report report = run(good.timeout(SHORT), bad.timeout(SHORT));
        assertEquals(Outcome.PASSED, report.results().get(0).outcome());
        assertEquals(
                Code.BACKEND_REFUSED, report.results().get(1).problems().get(0).code());
        never.countDown();
    }

    @Test
    void registeringAfterTheEndClosesAtOnce() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        LinkedBlockingQueue<String> thrown = new LinkedBlockingQueue<>();
        Probe<Void> probe = probe("late", context -> {
            awaitStubbornly(over);
            try {
                context.register(closed::countDown);
            } catch (IllegalStateException e) {
                thrown.add(e.getMessage());
            }
            return null;
        });
        run(probe.timeout(SHORT));
        over.countDown();
        assertTrue(closed.await(10, TimeUnit.SECONDS));
        assertEquals("the attempt of probe late is over", thrown.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void abandonedAttemptIsInterrupted() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        run(probe("p", () -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                })
                .timeout(SHORT));
        assertTrue(interrupted.await(10, TimeUnit.SECONDS));
    }

    @Test
    void attemptsThatHangAreNotRetriedBesideThemselvesWithoutEnd() {
        CountDownLatch never = new CountDownLatch(1);
        Probe<Void> stubborn = probe("stubborn", () -> {
            threads.add(Thread.currentThread());
            awaitStubbornly(never);
        });
        CheckResult result = run(stubborn.timeout(Duration.ofMillis(20))
                        .retryFor(Duration.ofSeconds(2))
                        .every(Duration.ofMillis(20)))
                .results()
                .get(0);
        assertEquals(3, threads.size());
        assertEquals(3, result.attempts());
        assertEquals(Code.CHECK_TIMEOUT, result.problems().get(0).code());
        never.countDown();
    }

    @Test
    void oneThatHungIsTriedAgainOnceItHasEnded() {
        Probe<Void> slow = probe("slow", () -> {
            threads.add(Thread.currentThread());
            if (threads.size() <= 3) {
                new CountDownLatch(1).await();
            }
        });
        CheckResult result = run(slow.timeout(Duration.ofMillis(20))
                        .retryFor(Duration.ofSeconds(20))
                        .every(Duration.ofMillis(20)))
                .results()
                .get(0);
        assertEquals(Outcome.PASSED, result.outcome());
    }

    @Test
    void checkThatHeedsItsTimeSaysItself() {
        Probe<Void> probe = probe("polite", context -> {
            new CountDownLatch(1).await(context.remaining().toNanos(), TimeUnit.NANOSECONDS);
            throw new java.net.SocketTimeoutException("Read timed out");
        });
        Problem problem = run(probe.timeout(SHORT)).results().get(0).problems().get(0);
        // A machine that is busy beyond measure may abandon it first.
        assertTrue(List.of(Code.BACKEND_TIMEOUT, Code.CHECK_TIMEOUT).contains(problem.code()));
    }

    @Test
    void variablesThatMayBeWrongAreNamed() {
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        try {
            Report report = Preflight.of(
                            "orders",
                            probe("queue", lock::lock).needs(env("MQ_URL")).timeout(SHORT))
                    .against(Deployment.of(Map.of("MQ_URL", "x")))
                    .run();
            assertTrue(report.toString().endsWith("fix     start queue, or correct MQ_URL, or give it more time"));
        } finally {
            lock.unlock();
        }
    }

    private void assertThreadEnds() throws InterruptedException {
        Thread thread = threads.take();
        thread.join(10_000);
        assertFalse(thread.isAlive());
    }

    private static void assertInTime(Duration limit, Duration took) {
        assertTrue(took.compareTo(limit.plusMillis(LATE_MILLIS)) < 0, () -> "took " + took);
    }

    private static void awaitStubbornly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // Code of others may be as stubborn as this.
                continue;
            }
        }
    }

    private static Report run(Check<?>... checks) {
        return Preflight.of("orders", checks).against(Deployment.of(Map.of())).run();
    }
}
