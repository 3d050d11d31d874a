package dev.preflight.checklist;

import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import java.util.List;

/** A checklist as a task list (GitHub Flavored Markdown, section 5.3). Only what was verified is ticked. */
final class ChecklistMarkdown {
    private static final String SPECIAL = "\\`*_{}[]<>()#+!|~&";

    private final Report report;

    ChecklistMarkdown(Report report) {
        this.report = report;
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("## Deployment checklist of ").append(plain(report.suite()));
        out.append("\n\n**").append(ChecklistLines.verdict(report)).append("**: ");
        out.append(ChecklistLines.counts(report)).append('\n');
        for (CheckResult result : report.results()) {
            out.append('\n').append(result.outcome() == Outcome.PASSED ? "- [x] " : "- [ ] ");
            out.append("**").append(plain(result.check().id())).append("**");
            remark(result, out);
            List<Problem> problems = result.problems();
            boolean isFirstTold = result.outcome() == Outcome.FAILED || result.outcome() == Outcome.WARNED;
            if (isFirstTold) {
                out.append(" `").append(problems.get(0).code().id()).append('`');
            }
            for (int i = 0; i < problems.size(); i++) {
                if (i > 0 || !isFirstTold) {
                    warning(problems.get(i), "  - ", out);
                }
                facts(problems.get(i), out);
            }
        }
        if (!report.notices().isEmpty()) {
            out.append("\n\n### Warnings\n");
        }
        for (Problem notice : report.notices()) {
            warning(notice, "- ", out);
            facts(notice, out);
        }
        return out.toString();
    }

    private static void remark(CheckResult result, StringBuilder out) {
        String remark = ChecklistLines.remark(result);
        if (remark.isEmpty()) {
            return;
        }
        int colon = remark.indexOf(": ");
        boolean isUnseen = result.outcome() == Outcome.PROVIDED && colon > 0;
        out.append(": ");
        out.append(
                isUnseen
                        ? "*" + remark.substring(0, colon) + "*: " + plain(remark.substring(colon + 2))
                        : plain(remark));
    }

    private static void warning(Problem problem, String bullet, StringBuilder out) {
        out.append('\n').append(bullet).append("warning: ").append(plain(problem.summary()));
        out.append(" `").append(problem.code().id()).append('`');
    }

    private static void facts(Problem problem, StringBuilder out) {
        for (Fact fact : problem.facts()) {
            out.append("\n  - ").append(fact.label().isEmpty() ? "" : plain(fact.label()) + ": ");
            out.append(plain(fact.text()));
        }
    }

    /** Text of others as it is, with nothing in it that Markdown takes for its own. */
    private static String plain(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (SPECIAL.indexOf(c) >= 0) {
                out.append('\\');
            }
            out.append(c);
        }
        return out.toString();
    }
}
