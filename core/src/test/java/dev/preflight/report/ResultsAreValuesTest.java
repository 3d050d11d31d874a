package dev.preflight.report;

import static dev.preflight.Checks.env;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.preflight.check.Check;
import dev.preflight.check.Evidence;
import dev.preflight.problem.Code;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import dev.preflight.problem.Rung;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a run found is plain data: equal if all parts are. */
class ResultsAreValuesTest {
    private static final Check<?> PORT = env("PORT");
    private static final Check<?> HOST = env("HOST");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Problem PROBLEM =
            Problem.of(Code.ENV_MISSING, "not set").found("nothing").fix("set it");
    private static final Rung RUNG = Rung.of("TCP", "10.2.0.7", SECOND);

    private static void assertValue(Object value, Object same, Object... others) {
        assertEquals(value, same);
        assertEquals(value.hashCode(), same.hashCode());
        assertEquals(value.toString(), same.toString());
        assertNotEquals(value, new Object());
        for (Object other : others) {
            assertNotEquals(value, other);
        }
    }

    @Test
    void factIsOne() {
        assertValue(Fact.of("fix", "a"), Fact.of("fix", "a"), Fact.of("why", "a"), Fact.of("fix", "b"));
    }

    @Test
    void rungIsOne() {
        assertValue(
                RUNG,
                Rung.of("TCP", "10.2.0.7", SECOND),
                Rung.of("TLS", "10.2.0.7", SECOND),
                Rung.of("TCP", "10.2.0.8", SECOND),
                Rung.of("TCP", "10.2.0.7", Duration.ZERO));
    }

    @Test
    void problemIsOne() {
        assertValue(
                PROBLEM,
                Problem.of(Code.ENV_MISSING, "not set", PROBLEM.facts()),
                Problem.of(Code.ENV_BLANK, "not set", PROBLEM.facts()),
                Problem.of(Code.ENV_MISSING, "blank", PROBLEM.facts()),
                Problem.of(Code.ENV_MISSING, "not set"));
    }

    private static CheckResult result(
            Check<?> check, Outcome outcome, String reason, Duration took, int attempts, Rung rung, String where) {
        return ReportBuilder.result(
                check, outcome, List.of(PROBLEM), reason, took, attempts, List.of(rung), new Evidence(where, -1, ""));
    }

    @Test
    void resultIsOne() {
        CheckResult result = result(PORT, Outcome.FAILED, "", SECOND, 1, RUNG, "a.env");

        assertValue(
                result,
                result(PORT, Outcome.FAILED, "", SECOND, 1, RUNG, "a.env"),
                result(HOST, Outcome.FAILED, "", SECOND, 1, RUNG, "a.env"),
                result(PORT, Outcome.WARNED, "", SECOND, 1, RUNG, "a.env"),
                result(PORT, Outcome.FAILED, "needs x", SECOND, 1, RUNG, "a.env"),
                result(PORT, Outcome.FAILED, "", Duration.ZERO, 1, RUNG, "a.env"),
                result(PORT, Outcome.FAILED, "", SECOND, 2, RUNG, "a.env"),
                result(PORT, Outcome.FAILED, "", SECOND, 1, Rung.of("TLS", "", SECOND), "a.env"),
                result(PORT, Outcome.FAILED, "", SECOND, 1, RUNG, "b.env"),
                ReportBuilder.result(PORT, Outcome.FAILED, List.of(), "", SECOND, 1, List.of(RUNG)));
    }

    @Test
    void reportIsOne() {
        CheckResult result = result(PORT, Outcome.FAILED, "", SECOND, 1, RUNG, "");
        Report report = ReportBuilder.report("orders", Verdict.FAILED, List.of(result), List.of(), SECOND);

        assertEquals(report, ReportBuilder.report("orders", Verdict.FAILED, List.of(result), List.of(), SECOND));
        for (Report other : List.of(
                ReportBuilder.report("stock", Verdict.FAILED, List.of(result), List.of(), SECOND),
                ReportBuilder.report("orders", Verdict.PASSED, List.of(result), List.of(), SECOND),
                ReportBuilder.report("orders", Verdict.FAILED, List.of(), List.of(), SECOND),
                ReportBuilder.report("orders", Verdict.FAILED, List.of(result), List.of(PROBLEM), SECOND),
                ReportBuilder.report("orders", Verdict.FAILED, List.of(result), List.of(), Duration.ZERO))) {
            assertNotEquals(report, other);
        }
        assertNotEquals(report, new Object());
    }

    @Test
    void eventsAreToo() {
        CheckResult result = result(PORT, Outcome.FAILED, "", SECOND, 1, RUNG, "");

        assertValue(ReportBuilder.started(PORT), ReportBuilder.started(PORT), ReportBuilder.started(HOST));
        assertValue(
                ReportBuilder.retrying(PORT, 1, PROBLEM, SECOND),
                ReportBuilder.retrying(PORT, 1, PROBLEM, SECOND),
                ReportBuilder.retrying(HOST, 1, PROBLEM, SECOND),
                ReportBuilder.retrying(PORT, 2, PROBLEM, SECOND),
                ReportBuilder.retrying(PORT, 1, Problem.of(Code.ENV_BLANK, "x"), SECOND),
                ReportBuilder.retrying(PORT, 1, PROBLEM, Duration.ZERO));
        assertValue(
                ReportBuilder.finished(result),
                ReportBuilder.finished(result),
                ReportBuilder.finished(result(HOST, Outcome.FAILED, "", SECOND, 1, RUNG, "")));
    }
}
