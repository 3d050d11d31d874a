package dev.preflight.run;

import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import dev.preflight.Timeless;
import dev.preflight.check.Probe;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RetryTest {
    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void portThatListensLaterIsReached() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, here)) {
            port = free.getLocalPort();
        }
        try (ServerSocket late = new ServerSocket()) {
            Probe<Void> probe = probe("late", context -> {
                if (attempts.incrementAndGet() == 2) {
                    late.bind(new InetSocketAddress(here, port));
                }
                context.register(new Socket(here, port));
                return null;
            });
            CheckResult result = run(probe.retryFor(Duration.ofSeconds(30)));
            assertEquals(Outcome.PASSED, result.outcome());
            assertEquals(2, result.attempts());
        }
    }

    @Test
    void permanentProblemIsNotTriedAgain() {
        CheckResult result = run(failing(Code.BACKEND_LOGIN).retryFor(Duration.ofSeconds(30)));
        assertEquals(1, attempts.get());
        assertEquals(1, result.attempts());
    }

    @Test
    void transientProblemIsNotTriedAgainUnlessDeclared() {
        assertEquals(1, run(failing(Code.BACKEND_REFUSED)).attempts());
    }

    @Test
    void transientProblemThatTurnsPermanentEndsIt() {
        Probe<Void> probe = probe("p", () -> {
            throw Problem.of(attempts.incrementAndGet() < 3 ? Code.BACKEND_STARTING : Code.BACKEND_LOGIN, "no")
                    .asException();
        });
        CheckResult result = run(probe.retryFor(Duration.ofSeconds(30)));
        assertEquals(3, result.attempts());
        assertEquals(Code.BACKEND_LOGIN, result.problems().get(0).code());
    }

    @Test
    void attemptsAreCountedInTheReport() {
        Probe<Void> probe = probe("payments", context -> {
            context.target("payments:8443");
            context.trying("TCP");
            if (attempts.incrementAndGet() == 3) {
                throw Problem.of(Code.BACKEND_LOGIN, "login rejected").asException();
            }
            throw new ConnectException("Connection refused");
        });
        CheckResult result = run(probe.retryFor(Duration.ofSeconds(30)));
        assertEquals(
                "payments:8443: TCP rejected (3 attempts in <time>)",
                Timeless.text(result.problems().get(0).facts().get(0).text()));
    }

    @Test
    void attemptsAreCountedWithoutAWay() {
        Probe<Void> probe = probe("p", () -> {
            throw Problem.of(attempts.incrementAndGet() < 2 ? Code.BACKEND_BUSY : Code.BACKEND_LOGIN, "no")
                    .asException();
        });
        CheckResult result = run(probe.retryFor(Duration.ofSeconds(30)));
        assertEquals(
                "2 attempts in <time>",
                Timeless.text(" " + result.problems().get(0).facts().get(0).text())
                        .strip());
    }

    @Test
    void retryingEndsAfterItsTime() {
        CheckResult result = run(failing(Code.BACKEND_REFUSED).retryFor(Duration.ofMillis(300)));
        assertEquals(Code.BACKEND_REFUSED, result.problems().get(0).code());
        assertTrue(result.took().compareTo(Duration.ofSeconds(5)) < 0);
    }

    @Test
    void retryingEndsAtTheDeadlineOfTheRun() {
        Report report = Preflight.of("orders", failing(Code.BACKEND_REFUSED).retryFor(Duration.ofDays(1)))
                .against(Deployment.of(Map.of()))
                .deadline(Duration.ofMillis(300))
                .run();
        assertEquals(
                Code.BACKEND_REFUSED, report.results().get(0).problems().get(0).code());
        assertTrue(report.took().compareTo(Duration.ofSeconds(5)) < 0);
    }

    @Test
    void hangIsTransient() {
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        try {
            Probe<Void> probe = probe("p", () -> {
                if (attempts.incrementAndGet() == 1) {
                    lock.lock();
                }
            });
            CheckResult result = run(probe.timeout(Duration.ofMillis(200)).retryFor(Duration.ofSeconds(20)));
            assertEquals(Outcome.PASSED, result.outcome());
            assertTrue(result.attempts() >= 2);
        } finally {
            lock.unlock();
        }
    }

    private Probe<Void> failing(Code code) {
        return probe("p", () -> {
            attempts.incrementAndGet();
            throw Problem.of(code, "no").asException();
        });
    }

    private static CheckResult run(Probe<?> probe) {
        return Preflight.of("orders", probe)
                .against(Deployment.of(Map.of()))
                .run()
                .results()
                .get(0);
    }
}
