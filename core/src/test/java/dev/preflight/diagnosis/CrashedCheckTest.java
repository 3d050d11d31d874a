package dev.preflight.diagnosis;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.preflight.Preflight;
import dev.preflight.check.Probe;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrashedCheckTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void exceptionFailsTheCheck(boolean offline) {
        assertFails(Code.PROBE_FAILED, 69, "IOException: disk on fire", new IOException("disk on fire"), offline);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void assertionFailsTheCheck(boolean offline) {
        assertFails(Code.PROBE_FAILED, 69, "AssertionError: expected 2", new AssertionError("expected 2"), offline);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void linkageErrorIsACrashOfTheCheck(boolean offline) {
        Throwable thrown = new NoClassDefFoundError("com/acme/Client");
        assertFails(Code.CHECK_CRASHED, 70, "NoClassDefFoundError: com/acme/Client", thrown, offline);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void endlessRecursionIsACrashOfTheCheck(boolean offline) {
        Probe<Integer> probe = probe("p", context -> deeper(0));
        CheckResult result = run(offline ? probe.offline() : probe);
        assertEquals(Code.CHECK_CRASHED, result.problems().get(0).code());
        assertEquals(
                "StackOverflowError", result.problems().get(0).facts().get(0).text());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void exceptionWithoutMessageIsNamed(boolean offline) {
        assertFails(Code.PROBE_FAILED, 69, "NullPointerException", new NullPointerException(), offline);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void exceptionThatCannotBeReadIsNamed(boolean offline) {
        assertFails(Code.PROBE_FAILED, 69, "Unreadable", new Unreadable(), offline);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void exceptionWithoutFramesIsReadable(boolean offline) {
        assertFails(Code.PROBE_FAILED, 69, "Frameless", new Frameless(), offline);
    }

    @Test
    void causesThatRunInACircleAreReadOnce() {
        Exception a = new Exception("a");
        Exception b = new Exception("b", a);
        a.initCause(b);
        assertEquals(
                "Exception: a, because b",
                run(throwing(a)).problems().get(0).facts().get(0).text());
    }

    @Test
    void ownProblemIsShownAsItIs() {
        Problem problem = Problem.of(Code.PROBE_FAILED, "the licence has expired")
                .found("2026-10-31")
                .fix("buy one");
        assertEquals(problem, run(throwing(problem.asException())).problems().get(0));
        assertEquals(
                problem,
                run(throwing(new RuntimeException("wrapped", problem.asException())))
                        .problems()
                        .get(0));
    }

    @Test
    void falseFailsAndNullPasses() {
        CheckResult result = run(probe("p", context -> false));
        assertEquals("answered false", result.problems().get(0).summary());
        assertEquals(Code.PROBE_FAILED, result.problems().get(0).code());
        assertEquals(Outcome.PASSED, run(probe("p", context -> null)).outcome());
        assertEquals(Outcome.PASSED, run(probe("p", context -> true)).outcome());
    }

    @Test
    void parserThatBreaksFailsItsVariable() {
        Report report = Preflight.of("orders", env("A").parsedBy(text -> {
                    throw new NoClassDefFoundError("com/acme/Parser");
                }))
                .against(Deployment.of(Map.of("A", "x")))
                .run();
        assertEquals(
                Code.CHECK_CRASHED, report.results().get(0).problems().get(0).code());
    }

    @Test
    void otherChecksAreVerifiedAllTheSame() {
        Report report = Preflight.of("orders", throwing(new StackOverflowError()), probe("good", () -> {}))
                .against(Deployment.of(Map.of()))
                .run();
        assertEquals(1, report.count(Outcome.PASSED));
    }

    private static void assertFails(Code code, int exitCode, String why, Throwable thrown, boolean offline) {
        Probe<Void> probe = throwing(thrown);
        CheckResult result = run(offline ? probe.offline() : probe);
        assertEquals(Outcome.FAILED, result.outcome());
        boolean configuration = offline && code == Code.PROBE_FAILED;
        assertEquals(
                configuration ? Code.PROBE_REJECTED : code,
                result.problems().get(0).code());
        assertEquals(
                configuration ? 78 : exitCode, result.problems().get(0).code().exitCode());
        assertEquals(Fact.of("why", why), result.problems().get(0).facts().get(0));
    }

    private static Probe<Void> throwing(Throwable thrown) {
        return probe("p", () -> CrashedCheckTest.<RuntimeException>sneak(thrown));
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    private static int deeper(int depth) {
        return depth < 0 ? depth : deeper(depth + 1) + deeper(depth + 2);
    }

    private static CheckResult run(Probe<?> probe) {
        return Preflight.of("orders", probe)
                .against(Deployment.of(Map.of()))
                .run()
                .results()
                .get(0);
    }

    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("no cause");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("no frames");
        }
    }

    private static final class Frameless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public StackTraceElement[] getStackTrace() {
            return null;
        }
    }
}
