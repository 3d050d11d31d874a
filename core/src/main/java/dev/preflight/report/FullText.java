package dev.preflight.report;

import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import dev.preflight.problem.Rung;
import dev.preflight.text.Amounts;

/** Writes the normal and the full form of a report in text. */
final class FullText {
    private static final int LABEL = 8;
    private static final String INDENT = "      ";

    private final Report report;
    private final boolean full;
    private final Colours paint;
    private final int columns;
    private final StringBuilder out = new StringBuilder();

    FullText(Report report, boolean full, boolean colour, int columns) {
        this.report = report;
        this.full = full;
        this.paint = colour ? Colours.ANSI : Colours.NONE;
        this.columns = columns;
    }

    @Override
    public String toString() {
        String verdict = report.verdict().headline();
        out.append(paint.verdict(report, verdict))
                .append(TextReport.headline(report).substring(verdict.length()))
                .append('\n');
        for (CheckResult result : report.results()) {
            if (result.outcome() == Outcome.FAILED && !result.problems().isEmpty()) {
                problem("FAIL", result.check().id(), result.problems().get(0));
            }
        }
        listed("SKIP", Outcome.SKIPPED);
        listed("PROV", Outcome.PROVIDED);
        for (CheckResult result : report.results()) {
            for (Problem problem : result.warnings()) {
                problem("WARN", result.check().id(), problem);
            }
        }
        for (Problem notice : report.notices()) {
            problem("WARN", TextReport.subject(notice), notice);
        }
        if (full) {
            listed("N/A ", Outcome.INACTIVE);
            passed();
        }
        return out.substring(0, out.length() - 1);
    }

    /** Checks that were not tried, one a line, together. */
    private void listed(String mark, Outcome outcome) {
        String before = "\n";
        for (CheckResult result : report.results()) {
            if (result.outcome() == outcome) {
                out.append(before).append(paint.mark(mark)).append("  ");
                out.append(result.check().id())
                        .append("  ")
                        .append(result.reason())
                        .append('\n');
                before = "";
            }
        }
    }

    private void passed() {
        String before = "\n";
        for (CheckResult result : report.results()) {
            if (result.outcome() == Outcome.PASSED) {
                out.append(before).append(paint.mark("PASS")).append("  ");
                out.append(result.check().id()).append("  ").append(Amounts.took(result.took()));
                out.append(result.attempts() > 1 ? ", " + result.attempts() + " attempts" : "")
                        .append('\n');
                if (!result.rungs().isEmpty()) {
                    fact(Fact.of("held", held(result)));
                }
                before = "";
            }
        }
    }

    private static String held(CheckResult result) {
        StringBuilder held = new StringBuilder();
        for (Rung rung : result.rungs()) {
            held.append(held.isEmpty() ? "" : ", ").append(rung.name());
            held.append(rung.detail().isEmpty() ? "" : " " + rung.detail());
            held.append(" in ").append(Amounts.took(rung.took()));
        }
        return held.toString();
    }

    private void problem(String mark, String subject, Problem problem) {
        String line = mark + "  " + subject + "  " + problem.summary();
        String code = "[" + problem.code().id() + "]";
        out.append('\n').append(paint.mark(mark)).append(line, mark.length(), line.length());
        pad(Math.max(2, columns - line.length() - code.length()));
        out.append(paint.code(code)).append('\n');
        for (Fact fact : problem.facts()) {
            fact(fact);
        }
    }

    private void fact(Fact fact) {
        String label = fact.label();
        out.append(INDENT).append(paint.label(label));
        pad(Math.max(label.isEmpty() ? LABEL : 1, LABEL - label.length()));
        out.append(fact.text()).append('\n');
    }

    private void pad(int spaces) {
        for (int i = 0; i < spaces; i++) {
            out.append(' ');
        }
    }
}
