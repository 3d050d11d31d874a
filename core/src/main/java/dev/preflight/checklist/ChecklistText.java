package dev.preflight.checklist;

import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import java.util.List;

/** A checklist in plain text. */
final class ChecklistText {
    private static final int WIDEST = 40;
    private static final int LABEL = 8;

    private final Report report;

    ChecklistText(Report report) {
        this.report = report;
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("CHECKLIST ").append(ChecklistLines.verdict(report));
        out.append("  ")
                .append(report.suite())
                .append(": ")
                .append(ChecklistLines.counts(report))
                .append('\n');
        int width = 0;
        for (CheckResult result : report.results()) {
            width = Math.max(width, Math.min(WIDEST, result.check().id().length()));
        }
        for (CheckResult result : report.results()) {
            String id = result.check().id();
            StringBuilder line =
                    new StringBuilder(mark(result.outcome())).append(' ').append(id);
            line.append(" ".repeat(Math.max(0, width - id.length()) + 2)).append(ChecklistLines.remark(result));
            List<Problem> problems = result.problems();
            boolean isFirstTold = result.outcome() == Outcome.FAILED || result.outcome() == Outcome.WARNED;
            if (isFirstTold) {
                line.append(" [").append(problems.get(0).code().id()).append(']');
            }
            out.append('\n').append(line.toString().stripTrailing());
            for (int i = 0; i < problems.size(); i++) {
                if (i > 0 || !isFirstTold) {
                    warning(problems.get(i), "      ", out);
                }
                facts(problems.get(i), "      ", out);
            }
        }
        if (!report.notices().isEmpty()) {
            out.append('\n');
        }
        for (Problem notice : report.notices()) {
            warning(notice, "", out);
            facts(notice, "      ", out);
        }
        return out.toString();
    }

    private static void warning(Problem problem, String indent, StringBuilder out) {
        out.append('\n').append(indent).append("[!] ").append(problem.summary());
        out.append(" [").append(problem.code().id()).append(']');
    }

    private static void facts(Problem problem, String indent, StringBuilder out) {
        for (Fact fact : problem.facts()) {
            out.append('\n').append(indent).append(fact.label());
            out.append(" ".repeat(Math.max(1, LABEL - fact.label().length()))).append(fact.text());
        }
    }

    private static String mark(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "[x]";
            case FAILED, SKIPPED -> "[ ]";
            case WARNED -> "[!]";
            case INACTIVE -> "[-]";
            case PROVIDED -> "[?]";
        };
    }
}
