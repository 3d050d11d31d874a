package dev.preflight.report;

/**
 * The first line of the report, in parts.
 *
 * @param verdict such as {@code PREFLIGHT FAILED}
 * @param suite the name of the suite
 * @param counts such as {@code 1 failed, 9 passed in 1.2 s}
 */
record Headline(String verdict, String suite, String counts) {
    private static final String GAP = "  ";

    static Headline of(Report report) {
        // Without a name the parts can be told from each other, whatever the name is.
        Report nameless = new Report("", report.verdict(), report.results(), report.notices(), report.took());
        String line = TextReport.of(nameless).brief().toString().split("\n", 2)[0];
        int gap = line.indexOf(GAP + ": ");
        return new Headline(line.substring(0, gap), report.suite(), line.substring(gap + GAP.length() + ": ".length()));
    }

    /** Whether nobody should call it a success or a failure: not one check passed or failed. */
    static boolean verifiedNothing(Report report) {
        return report.verdict() == Verdict.OFF || report.count(Outcome.PASSED) + report.count(Outcome.FAILED) == 0;
    }

    /** The whole line. */
    @Override
    public String toString() {
        return verdict + GAP + suite + ": " + counts;
    }
}
