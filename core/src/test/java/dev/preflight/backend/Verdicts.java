package dev.preflight.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.preflight.Check;
import dev.preflight.CheckResult;
import dev.preflight.Code;
import dev.preflight.Deployment;
import dev.preflight.Fact;
import dev.preflight.Outcome;
import dev.preflight.Preflight;
import dev.preflight.Problem;
import dev.preflight.Report;
import java.util.Map;

/** Runs one check and tells what came of it. */
final class Verdicts {
    private Verdicts() {}

    static Report report(Check<?> check, Map<String, String> environment) {
        return Preflight.of("test", check).in(Deployment.of(environment)).run();
    }

    static CheckResult result(Check<?> check) {
        return report(check, Map.of()).results().get(0);
    }

    /** Demands that a check passes without a warning. */
    static CheckResult assertPasses(Check<?> check) {
        CheckResult result = result(check);
        assertEquals(Outcome.PASSED, result.outcome(), () -> "problems: " + result.problems());
        assertEquals("[]", result.problems().toString());
        return result;
    }

    /** Demands that a check fails for one reason. */
    static CheckResult assertFails(Code code, Check<?> check) {
        CheckResult result = result(check);
        assertEquals(Outcome.FAILED, result.outcome(), () -> "rungs: " + result.rungs());
        assertEquals(code, result.problems().get(0).code(), () -> "problem: " + result.problems());
        return result;
    }

    /** What a problem says under a label, such as fix; empty where it says nothing there. */
    static String fact(String label, Problem problem) {
        return problem.facts().stream()
                .filter(fact -> fact.label().equals(label))
                .map(Fact::text)
                .findFirst()
                .orElse("");
    }

    /** Demands that a check fails for one reason, told in these words and with this remedy. */
    static Problem assertFails(Code code, String summary, String fix, Check<?> check) {
        Problem problem = assertFails(code, check).problems().get(0);
        assertEquals(summary, problem.summary());
        assertEquals(fix, fact("fix", problem));
        return problem;
    }

    /** The last part of the text of a report, from the first problem on. */
    static String problems(Check<?> check) {
        String text = report(check, Map.of()).toString();
        return text.substring(text.indexOf("\n\n") + 2);
    }
}
