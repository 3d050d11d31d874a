package dev.preflight.report;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.envSet;
import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import dev.preflight.Timeless;
import dev.preflight.check.EnvVar;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PreflightListenerTest {
    private final List<CheckEvent> events = new ArrayList<>();

    private List<String> told() {
        List<String> told = new ArrayList<>();
        for (CheckEvent event : events) {
            String outcome = event instanceof CheckEvent.Finished finished
                    ? " " + finished.result().outcome()
                    : "";
            told.add(event.getClass().getSimpleName() + " " + event.check().id() + outcome);
        }
        return told;
    }

    @Test
    void everyCheckThatIsTriedStartsAndFinishes() {
        Report report = Preflight.of("orders", env("A"), env("B"), probe("p", () -> {}))
                .listener(events::add)
                .against(Deployment.of(Map.of("A", "x")))
                .run();

        assertEquals(
                List.of(
                        "Started env A",
                        "Finished env A PASSED",
                        "Started env B",
                        "Finished env B FAILED",
                        "Started probe p",
                        "Finished probe p PASSED"),
                told());
        assertEquals(report.results().get(1), ((CheckEvent.Finished) events.get(3)).result());
    }

    /** Keeps the reports that it hears of, and breaks at them if it is told to. */
    private record Keeping(List<Report> reports, boolean breaks) implements PreflightListener {
        @Override
        public void on(CheckEvent event) {
            assertTrue(reports.isEmpty(), "the report comes last");
        }

        @Override
        public void finished(Report report) {
            reports.add(report);
            if (breaks) {
                throw new IllegalStateException();
            }
        }
    }

    @Test
    void theReportIsHeardOfOnceAndLast() {
        for (String mode : List.of("enforce", "off")) {
            Keeping keeping = new Keeping(new ArrayList<>(), false);
            Report report = Preflight.of("orders", env("A"), probe("p", () -> {}))
                    .listener(keeping)
                    .against(Deployment.of(Map.of("PREFLIGHT", mode)))
                    .run();
            assertEquals(List.of(report), keeping.reports());
        }
    }

    @Test
    void listenerThatBreaksAtTheReportIsTold() {
        Report report = Preflight.of("orders", env("A"))
                .listener(new Keeping(new ArrayList<>(), true))
                .against(Deployment.of(Map.of("A", "x")))
                .run();
        assertEquals(Verdict.PASSED, report.verdict());
        assertEquals(
                List.of(Problem.of(Code.LISTENER_CRASHED, "a listener threw IllegalStateException")
                        .found("Keeping, at the report")
                        .fix("correct the listener; the verdict does not depend on it")),
                report.notices());
    }

    @Test
    void whatIsNotTriedOnlyFinishes() {
        EnvVar<String> b = env("B");
        Preflight.of(
                        "orders",
                        env("A").onlyIf(envSet("C")),
                        b,
                        probe("p", () -> {}).needs(b))
                .listener(events::add)
                .against(Deployment.of(Map.of()))
                .run();

        assertEquals(
                List.of(
                        "Finished env A INACTIVE",
                        "Started env B",
                        "Finished env B FAILED",
                        "Finished probe p SKIPPED"),
                told());
    }

    @Test
    void attemptsThatAreFollowedByOthersAreTold() {
        AtomicInteger attempts = new AtomicInteger();
        Preflight.of(
                        "orders",
                        probe("p", () -> {
                                    if (attempts.incrementAndGet() < 3) {
                                        throw new ConnectException("no");
                                    }
                                })
                                .retryFor(Duration.ofSeconds(20))
                                .every(Duration.ofMillis(1)))
                .listener(events::add)
                .against(Deployment.of(Map.of()))
                .run();

        assertEquals(
                List.of("Started probe p", "Retrying probe p", "Retrying probe p", "Finished probe p PASSED"), told());
        CheckEvent.Retrying second = (CheckEvent.Retrying) events.get(2);
        assertEquals(2, second.attempts());
        assertEquals(Code.BACKEND_REFUSED, second.problem().code());
        assertFalse(second.pause().isNegative());
    }

    @Test
    void noSecretIsTold() {
        AtomicInteger attempts = new AtomicInteger();
        Preflight.of(
                        "orders",
                        env("TOKEN").secret(),
                        probe("p", () -> {
                                    Code code =
                                            attempts.incrementAndGet() == 1 ? Code.BACKEND_BUSY : Code.BACKEND_LOGIN;
                                    throw Problem.of(code, "no room for Zq7xW9kLm2Vb")
                                            .asException();
                                })
                                .retryFor(Duration.ofSeconds(20))
                                .every(Duration.ofMillis(1)))
                .listener(events::add)
                .against(Deployment.of(Map.of("TOKEN", "Zq7xW9kLm2Vb")))
                .run();

        assertTrue(told().contains("Retrying probe p"));
        assertFalse(events.toString().contains("Zq7xW9kLm2Vb"), events::toString);
        assertTrue(events.toString().contains("no room for [secret]"), events::toString);
    }

    @Test
    void listenerThatThrowsIsLeftOutAndTheVerdictStays() {
        PreflightListener broken = new Broken();
        Report report = Preflight.of("orders", env("A"), env("B"))
                .listener(broken)
                .listener(events::add)
                .against(Deployment.of(Map.of("A", "x", "B", "y")))
                .run();

        assertEquals(Verdict.PASSED, report.verdict());
        assertEquals(4, events.size());
        assertEquals("""
                PREFLIGHT PASSED  orders: 1 warning, 2 passed in <time>

                WARN  operator  a listener threw IllegalStateException                       [listener.crashed]
                      found   Broken, at the events of env A
                      fix     correct the listener; the verdict does not depend on it""", Timeless.text(report));
    }

    private static final class Broken implements PreflightListener {
        private boolean called;

        @Override
        public void on(CheckEvent event) {
            assertFalse(called, "called again");
            called = true;
            throw new IllegalStateException("message of the listener");
        }
    }

    @Test
    void listenersAreCalledOnTheThreadThatRunsTheSuite() {
        List<Thread> threads = new ArrayList<>();
        Preflight.of("orders", probe("p", () -> {}))
                .listener(event -> threads.add(Thread.currentThread()))
                .against(Deployment.of(Map.of()))
                .run();

        assertEquals(2, threads.size());
        assertSame(Thread.currentThread(), threads.get(0));
        assertSame(Thread.currentThread(), threads.get(1));
    }
}
