package dev.preflight.report;

import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import dev.preflight.text.Amounts;
import dev.preflight.text.Printable;
import java.nio.charset.StandardCharsets;

/** Writes the short form of a report in text, bounded in bytes. */
final class BriefText {
    /** What the line that counts the rest takes at the most. */
    private static final int RESERVE = 40;

    private final Report report;
    private final Colours paint;
    private final StringBuilder out = new StringBuilder();
    private int left = TextReport.BRIEF_BYTES - RESERVE;
    private int omitted;

    BriefText(Report report, boolean colour) {
        this.report = report;
        this.paint = colour ? Colours.ANSI : Colours.NONE;
    }

    @Override
    public String toString() {
        String verdict = report.verdict().headline();
        add(paint.verdict(report, verdict) + TextReport.headline(report).substring(verdict.length()));
        for (CheckResult result : report.results()) {
            if (result.outcome() == Outcome.FAILED && !result.problems().isEmpty()) {
                problem("FAIL", result.check().id(), result.problems().get(0));
            }
        }
        for (CheckResult result : report.results()) {
            for (Problem problem : result.warnings()) {
                problem("WARN", result.check().id(), problem);
            }
        }
        for (Problem notice : report.notices()) {
            problem("WARN", TextReport.subject(notice), notice);
        }
        if (omitted > 0) {
            out.append("\nand ").append(Amounts.count(omitted, "more problem"));
        }
        return out.toString();
    }

    private void problem(String mark, String subject, Problem problem) {
        StringBuilder entry = new StringBuilder("\n").append(paint.mark(mark));
        entry.append("  ").append(subject).append("  ").append(problem.summary());
        entry.append("  ").append(paint.code("[" + problem.code().id() + "]"));
        for (Fact fact : problem.facts()) {
            if (fact.label().equals(Finding.FIX)) {
                entry.append("\n      ")
                        .append(paint.label(Finding.FIX))
                        .append("  ")
                        .append(fact.text());
            }
        }
        add(entry.toString());
    }

    /** Adds what fits whole; a first line that is too long by itself is cut at a character. */
    private void add(String entry) {
        int bytes = entry.getBytes(StandardCharsets.UTF_8).length;
        if (omitted == 0 && bytes <= left) {
            out.append(entry);
            left -= bytes;
        } else if (out.isEmpty()) {
            // No character takes more than three bytes of UTF-8 for each of its units.
            out.append(Printable.head(entry, left / 3));
            left = 0;
        } else {
            omitted++;
        }
    }
}
