package dev.preflight;

/** Writes a report for whoever is paged at night. */
final class TextReport {
    private static final int WIDTH = 95;
    private static final int LABEL = 8;
    private static final String INDENT = "      ";

    private final Report report;
    private final StringBuilder out = new StringBuilder();

    TextReport(Report report) {
        this.report = report;
    }

    @Override
    public String toString() {
        out.append(headline(report)).append('\n');
        for (CheckResult result : report.results()) {
            if (result.outcome() == Outcome.FAILED && !result.problems().isEmpty()) {
                problem("FAIL", result.check().id(), result.problems().get(0));
            }
        }
        skipped();
        for (CheckResult result : report.results()) {
            for (Problem problem : result.warnings()) {
                problem("WARN", result.check().id(), problem);
            }
        }
        for (Problem notice : report.notices()) {
            problem("WARN", "operator", notice);
        }
        return out.substring(0, out.length() - 1);
    }

    /** The first line, which says it all: {@code PREFLIGHT FAILED  orders: 1 failed, 9 passed in 1.2 s}. */
    static String headline(Report report) {
        String verdict = switch (report.verdict()) {
            case PASSED -> "PASSED";
            case FAILED -> "FAILED";
            case NOT_ENFORCED -> "NOT ENFORCED";
            case OFF -> "OFF";
            case NOTHING_CHECKED -> "CHECKED NOTHING";
        };
        return "PREFLIGHT " + verdict + "  " + report.suite() + ": " + counts(report);
    }

    /** The numbers of the first line: {@code 1 failed, 2 warnings, 9 passed in 1.2 s}. */
    static String counts(Report report) {
        if (report.verdict() == Verdict.OFF) {
            return "nothing was verified, because " + Operator.MODE + "=off";
        }
        int warnings = report.notices().size();
        int passed = 0;
        for (CheckResult result : report.results()) {
            warnings += result.isWarning() || !result.warnings().isEmpty() ? 1 : 0;
            passed += result.outcome() == Outcome.PASSED && !result.isWarning() ? 1 : 0;
        }
        StringBuilder counts = new StringBuilder();
        count(counts, report.count(Outcome.FAILED), " failed");
        count(counts, report.count(Outcome.SKIPPED), " skipped");
        count(counts, warnings, warnings == 1 ? " warning" : " warnings");
        count(counts, report.count(Outcome.INACTIVE), " not needed here");
        count(counts, passed, " passed");
        return counts.append(" in ").append(Amounts.took(report.took())).toString();
    }

    private static void count(StringBuilder counts, int number, String noun) {
        if (number > 0) {
            counts.append(counts.isEmpty() ? "" : ", ")
                    .append(Amounts.count(number))
                    .append(noun);
        }
    }

    private void skipped() {
        String before = "\n";
        for (CheckResult result : report.results()) {
            if (result.outcome() == Outcome.SKIPPED) {
                out.append(before).append("SKIP  ").append(result.check().id());
                out.append("  ").append(result.reason()).append('\n');
                before = "";
            }
        }
    }

    private void problem(String mark, String subject, Problem problem) {
        out.append('\n');
        int start = out.length();
        out.append(mark).append("  ").append(subject).append("  ").append(problem.summary());
        String code = "[" + problem.code().id() + "]";
        int gap = Math.max(2, WIDTH - (out.length() - start) - code.length());
        pad(gap);
        out.append(code).append('\n');
        for (Fact fact : problem.facts()) {
            out.append(INDENT).append(fact.label());
            pad(Math.max(
                    fact.label().isEmpty() ? LABEL : 1, LABEL - fact.label().length()));
            out.append(fact.text()).append('\n');
        }
    }

    private void pad(int spaces) {
        for (int i = 0; i < spaces; i++) {
            out.append(' ');
        }
    }
}
