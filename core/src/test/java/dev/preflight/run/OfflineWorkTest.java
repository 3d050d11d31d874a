package dev.preflight.run;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.file;
import static dev.preflight.Checks.holds;
import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.check.Probe;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import dev.preflight.report.Verdict;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Code of the application that offline checks run. */
@Timeout(60)
class OfflineWorkTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private final LinkedBlockingQueue<Thread> threads = new LinkedBlockingQueue<>();

    @TempDir
    Path directory;

    private Report run(Check<?>... checks) {
        return Preflight.of("orders", checks)
                .against(Deployment.of(Map.of("A", "x", "B", "y")).directory(directory))
                .deadline(SHORT)
                .run();
    }

    private void assertLate(Check<?> check) {
        Report report = run(check, env("B"));
        assertTrue(report.took().compareTo(Duration.ofSeconds(10)) < 0, report::toString);
        Problem problem = report.results().get(0).problems().get(0);
        assertEquals(Code.CHECK_TIMEOUT, problem.code(), report::toString);
        assertEquals("no end before the deadline of the run, 300 ms", problem.summary());
        assertEquals(Outcome.PASSED, report.results().get(1).outcome());
        assertEquals(69, report.exitCode());
    }

    private static boolean hang() {
        while (true) {
            LockSupport.park();
        }
    }

    private static Probe<Boolean> hanging() {
        return holds("hanging", OfflineWorkTest::hang).offline();
    }

    @Test
    void probeThatHangsIsLeftBehind() {
        assertLate(hanging());
    }

    @Test
    void parsersAndRulesThatHangAreLeftBehind() throws IOException {
        Files.writeString(directory.resolve("app.toml"), "x");
        assertLate(file("app.toml").parsedAs("TOML", in -> hang()));
        assertLate(file("app.toml").must("be good", any -> hang()));
        assertLate(env("A").must("be good", any -> hang()));
    }

    @Test
    void messageOfAnExceptionThatHangsIsLeftBehind() {
        Probe<Void> probe = probe("p", () -> {
            throw new IllegalStateException() {
                @Override
                public String getMessage() {
                    return String.valueOf(hang());
                }
            };
        });
        assertLate(probe.offline());
    }

    @Test
    void whatComesAfterTheDeadlineIsNotTried() {
        Report report = run(hanging(), holds("next", () -> true).offline());
        assertEquals(
                "not tried before the deadline of the run, 300 ms",
                report.results().get(1).problems().get(0).summary());
    }

    @Test
    void timeoutThatIsDeclaredBinds() {
        Report report = Preflight.of(
                        "orders",
                        hanging().timeout(SHORT),
                        holds("next", () -> true).offline())
                .against(Deployment.of(Map.of()))
                .run();
        assertEquals(
                "no end after 300 ms", report.results().get(0).problems().get(0).summary());
        assertEquals(Outcome.PASSED, report.results().get(1).outcome());
    }

    @Test
    void oneThreadRunsItAllWithTheClassLoaderOfTheCaller() throws Exception {
        LinkedBlockingQueue<ClassLoader> seen = new LinkedBlockingQueue<>();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[0], before)) {
            Thread.currentThread().setContextClassLoader(loader);
            Check<?> first = holds("first", () -> {
                        seen.add(Thread.currentThread().getContextClassLoader());
                        return threads.add(Thread.currentThread());
                    })
                    .offline();
            Check<?> second = env("A").must("be x", text -> threads.add(Thread.currentThread()));
            assertEquals(Verdict.PASSED, run(first, second).verdict());
            assertSame(loader, seen.remove());
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        Thread worker = threads.remove();
        assertNotSame(Thread.currentThread(), worker);
        assertTrue(worker.isDaemon());
        assertSame(worker, threads.remove());
        worker.join(10_000);
        assertFalse(worker.isAlive());
    }

    @Test
    void codeThatIsBoundToItsThreadRunsThere() {
        Check<?> bound = holds("bound", () -> threads.add(Thread.currentThread()))
                .offline()
                .onCallingThread();
        Check<?> rule = env("A").must("be x", text -> threads.add(Thread.currentThread()))
                .onCallingThread();
        assertEquals(Verdict.PASSED, run(bound, rule).verdict());
        assertEquals(List.of(Thread.currentThread(), Thread.currentThread()), List.copyOf(threads));
    }

    private static void assertRanHere(Report report) {
        assertEquals(Verdict.PASSED, report.verdict(), report::toString);
        assertEquals(
                "waited for the thread that runs the suite",
                report.results().get(0).problems().get(0).summary());
    }

    private static Preflight suite(Check<?> check) {
        return Preflight.of("orders", check).against(Deployment.of(Map.of()));
    }

    @Test
    void monitorThatTheCallerHoldsIsNoFailure() {
        Object monitor = new Object();
        Probe<Boolean> needing = holds("p", () -> {
            synchronized (monitor) {
                return true;
            }
        });
        synchronized (monitor) {
            assertRanHere(suite(needing.offline()).run());
        }
    }

    @Test
    void lockThatTheCallerHoldsIsNoFailure() {
        ReentrantLock lock = new ReentrantLock();
        Probe<Boolean> needing = holds("p", () -> {
            lock.lock();
            lock.unlock();
            return true;
        });
        lock.lock();
        try {
            assertRanHere(suite(needing.offline()).run());
        } finally {
            lock.unlock();
        }
    }

    /** Runs its suite in its static initialiser, as applications do. */
    static final class Application {
        static final String NAME = String.valueOf("orders".length());
        static final Report REPORT = Preflight.of(
                        "orders",
                        holds("p", () -> Application.NAME.length() == 1).offline())
                .against(Deployment.of(Map.of()))
                .run();

        private Application() {}
    }

    @Test
    void suiteMayRunInAStaticInitialiser() {
        assertRanHere(Application.REPORT);
    }
}
