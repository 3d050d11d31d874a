package dev.preflight.report;

import dev.preflight.check.Evidence;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import dev.preflight.problem.Rung;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Makes a report safe to print: texts are one line each, with nothing that is invisible or no character. A run hands
 * out reports that are; programs may build others.
 */
final class Plain {
    private static final int LONGEST_SUITE = 500;
    private static final Duration LONGEST_TIME = Duration.ofDays(36_500);
    /** The general categories of Unicode whose characters do not show as themselves. */
    private static final int HIDDEN = 1 << Character.CONTROL
            | 1 << Character.FORMAT
            | 1 << Character.SURROGATE
            | 1 << Character.LINE_SEPARATOR
            | 1 << Character.PARAGRAPH_SEPARATOR
            | 1 << Character.SPACE_SEPARATOR
            | 1 << Character.UNASSIGNED
            | 1 << Character.PRIVATE_USE;

    private Plain() {}

    static Report of(Report report) {
        List<CheckResult> results = new ArrayList<>(report.results().size());
        for (CheckResult result : report.results()) {
            List<Rung> rungs = new ArrayList<>(result.rungs().size());
            for (Rung rung : result.rungs()) {
                rungs.add(Rung.of(text(rung.name()), text(rung.detail()), time(rung.took())));
            }
            results.add(new CheckResult(
                    result.check(),
                    result.outcome(),
                    problems(result.problems()),
                    text(result.reason()),
                    time(result.took()),
                    Math.max(0, result.attempts()),
                    rungs,
                    evidence(result.evidence())));
        }
        return new Report(
                head(text(report.suite()), LONGEST_SUITE),
                report.verdict(),
                results,
                problems(report.notices()),
                time(report.took()));
    }

    private static Evidence evidence(Evidence raw) {
        return new Evidence(text(raw.where()), Math.max(-1, raw.size()), text(raw.digest()));
    }

    private static List<Problem> problems(List<Problem> problems) {
        List<Problem> plain = new ArrayList<>(problems.size());
        for (Problem problem : problems) {
            List<Fact> facts = new ArrayList<>(problem.facts().size());
            for (Fact fact : problem.facts()) {
                facts.add(Fact.of(text(fact.label()), text(fact.text())));
            }
            plain.add(Problem.of(problem.code(), text(problem.summary()), facts));
        }
        return plain;
    }

    static String text(String raw) {
        StringBuilder out = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); ) {
            int c = raw.codePointAt(i);
            int end = i + Character.charCount(c);
            if (c == ' ' || (HIDDEN >> Character.getType(c) & 1) == 0) {
                out.append(raw, i, end);
            } else {
                escape(raw, i, end, out);
            }
            i = end;
        }
        return out.toString();
    }

    private static void escape(String raw, int start, int end, StringBuilder out) {
        for (int i = start; i < end; i++) {
            out.append('\\');
            switch (raw.charAt(i)) {
                case '\n' -> out.append('n');
                case '\r' -> out.append('r');
                case '\t' -> out.append('t');
                default -> out.append('u').append(HexFormat.of().toHexDigits(raw.charAt(i)));
            }
        }
    }

    /** The first characters, with a mark where some are left out, and no surrogate pair cut in two. */
    static String head(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "...";
    }

    private static Duration time(Duration took) {
        return took.isNegative() ? Duration.ZERO : took.compareTo(LONGEST_TIME) > 0 ? LONGEST_TIME : took;
    }
}
