package dev.preflight.report;

import dev.preflight.problem.Fact;
import dev.preflight.problem.Rung;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes a report in Markdown, bounded in bytes of UTF-8; what does not fit is counted. */
final class MarkdownText {
    /** What closes the text takes at the most. */
    private static final int RESERVE = 200;

    private final Report report;
    private final StringBuilder out = new StringBuilder();
    private long left;
    private int omitted;

    MarkdownText(Report report, long most) {
        this.report = report;
        this.left = most - RESERVE;
    }

    @Override
    public String toString() {
        Headline headline = Headline.of(report);
        add("## " + headline.verdict() + "\n\n" + code(headline.suite(), false) + ": " + headline.counts() + "\n");
        String section = "";
        for (Finding finding : Finding.of(report)) {
            String heading = finding.failure() ? "\n### Failed\n" : "\n### Warnings\n";
            add((heading.equals(section) ? "" : heading) + problem(finding));
            section = heading;
        }
        table("### Skipped", "reason", Finding.ended(report, Outcome.SKIPPED));
        table("### Provided, not visible", "reason", Finding.ended(report, Outcome.PROVIDED));
        table("### Not needed here", "reason", Finding.ended(report, Outcome.INACTIVE));
        List<CheckResult> passed = Finding.passed(report);
        if (!passed.isEmpty() && add("\n<details><summary>" + passed.size() + " passed</summary>\n")) {
            table("", "held", passed);
            out.append("\n</details>\n");
        }
        if (omitted > 0) {
            out.append("\nand ").append(omitted).append(" more, which would not fit here\n");
        }
        return out.toString();
    }

    private static String problem(Finding finding) {
        StringBuilder text = new StringBuilder("\n**").append(code(finding.subject(), false));
        text.append("** ").append(code(finding.problem().summary(), false));
        text.append(" (").append(code(finding.problem().code().id(), false)).append(")\n");
        String before = "\n";
        for (Fact fact : finding.problem().facts()) {
            text.append(before).append("- ").append(label(fact.label()));
            text.append(code(fact.text(), false)).append('\n');
            before = "";
        }
        return text.toString();
    }

    /** What a line says, as a word where it is one. */
    private static String label(String label) {
        boolean word = true;
        for (int i = 0; i < label.length(); i++) {
            word &= label.charAt(i) >= 'a' && label.charAt(i) <= 'z';
        }
        return (word ? label : code(label, false)) + (label.isEmpty() ? "" : ": ");
    }

    private void table(String heading, String column, List<CheckResult> results) {
        String before = "\n" + heading + (heading.isEmpty() ? "" : "\n\n") + "| check | " + column + " |\n|---|---|\n";
        for (CheckResult result : results) {
            String held = result.outcome() == Outcome.PASSED ? held(result) : code(result.reason(), true);
            if (add(before + "| " + code(result.check().id(), true) + " | " + held + " |\n")) {
                before = "";
            }
        }
    }

    private static String held(CheckResult result) {
        StringBuilder held = new StringBuilder(Times.took(result.took()));
        held.append(result.attempts() > 1 ? ", " + result.attempts() + " attempts" : "");
        for (Rung rung : result.rungs()) {
            held.append("; ").append(code(rung.name(), true)).append(' ');
            held.append(code(rung.detail(), true)).append(rung.detail().isEmpty() ? "" : " ");
            held.append(Times.took(rung.took()));
        }
        return held.toString();
    }

    /** Adds a part if it fits whole, and nothing after one that did not. */
    private boolean add(String part) {
        int bytes = part.getBytes(StandardCharsets.UTF_8).length;
        if (omitted > 0 || bytes > left) {
            omitted++;
            return false;
        }
        left -= bytes;
        out.append(part);
        return true;
    }

    /** A code span that shows the text as it is, with a fence that is longer than all in it; nothing for no text. */
    static String code(String plain, boolean cell) {
        if (plain.isEmpty()) {
            return "";
        }
        int longest = 0;
        int run = 0;
        for (int i = 0; i < plain.length(); i++) {
            run = plain.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String fence = "`".repeat(longest + 1);
        char first = plain.charAt(0);
        char last = plain.charAt(plain.length() - 1);
        // One space on both sides is taken off, unless there is nothing else.
        boolean padded = first == '`' || last == '`' || first == ' ' && last == ' ' && !plain.isBlank();
        String pad = padded ? " " : "";
        // In a table a pipe ends the cell, also within code.
        return fence + pad + (cell ? plain.replace("|", "\\|") : plain) + pad + fence;
    }
}
