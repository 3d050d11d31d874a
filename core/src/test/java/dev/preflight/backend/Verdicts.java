package dev.preflight.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import java.util.Map;

/** Runs one check and tells what came of it. */
public final class Verdicts {
    private Verdicts() {}

    public static Report report(Check<?> check, Map<String, String> environment) {
        return Preflight.of("test", check).against(Deployment.of(environment)).run();
    }

    public static CheckResult result(Check<?> check) {
        return report(check, Map.of()).results().get(0);
    }

    /** Demands that a check passes without a warning. */
    public static CheckResult assertPasses(Check<?> check) {
        CheckResult result = result(check);
        assertEquals(Outcome.PASSED, result.outcome(), () -> "problems: " + result.problems());
        assertEquals("[]", result.problems().toString());
        return result;
    }

    /** Demands that a check fails for one reason. */
    public static CheckResult assertFails(Code code, Check<?> check) {
        CheckResult result = result(check);
        assertEquals(Outcome.FAILED, result.outcome(), () -> "rungs: " + result.rungs());
        assertEquals(code, result.problems().get(0).code(), () -> "problem: " + result.problems());
        return result;
    }

    /** What a problem says under a label, such as fix; empty where it says nothing there. */
    public static String fact(String label, Problem problem) {
        return problem.facts().stream()
                .filter(fact -> fact.label().equals(label))
                .map(Fact::text)
                .findFirst()
                .orElse("");
    }

    /** Demands that a check fails for one reason, told in these words and with this remedy. */
    public static Problem assertFails(Code code, String summary, String fix, Check<?> check) {
        Problem problem = assertFails(code, check).problems().get(0);
        assertEquals(summary, problem.summary());
        assertEquals(fix, fact("fix", problem));
        return problem;
    }

    /** The last part of the text of a report, from the first problem on. */
    public static String problems(Check<?> check) {
        String text = report(check, Map.of()).toString();
        return text.substring(text.indexOf("\n\n") + 2);
    }
}
