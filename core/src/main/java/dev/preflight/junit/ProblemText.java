package dev.preflight.junit;

import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import java.util.List;

/** Problems in the lines that the report has. */
final class ProblemText {
    private static final int COLUMN = 8;

    private ProblemText() {}

    static String of(List<Problem> problems) {
        StringBuilder out = new StringBuilder();
        for (Problem problem : problems) {
            out.append(out.isEmpty() ? "" : "\nwarning: ").append(of(problem));
        }
        return out.toString();
    }

    static String of(Problem problem) {
        StringBuilder out = new StringBuilder(problem.summary());
        out.append("  [").append(problem.code().id()).append(']');
        for (Fact fact : problem.facts()) {
            out.append("\n      ").append(fact.label());
            out.append(" ".repeat(Math.max(1, COLUMN - fact.label().length()))).append(fact.text());
        }
        return out.toString();
    }
}
