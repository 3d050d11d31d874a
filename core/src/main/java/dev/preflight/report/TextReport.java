package dev.preflight.report;

import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.text.Amounts;
import java.util.Objects;

/**
 * The report for people, as plain text: root causes first, then what was skipped, then warnings. What passed is counted,
 * and listed in the {@linkplain #full() full} form only.
 *
 * <pre>{@code
 * System.err.println(TextReport.of(report).full().inColour());
 * }</pre>
 *
 * <p>The text is {@link #toString()}, without a line break at its end. Immutable.
 */
public final class TextReport {
    /** What fits into the termination message of a container in Kubernetes. */
    static final int BRIEF_BYTES = 4096;

    /** How wide a line is unless something else is said, in characters: 95. */
    public static final int WIDTH = 95;

    private static final String DEPLOYMENT = "deployment";
    private static final String OPERATOR = "operator";

    /** How much is told. */
    enum Detail {
        BRIEF,
        NORMAL,
        FULL
    }

    private final Report report;
    private final Detail detail;
    private final boolean colour;
    private final int columns;

    private TextReport(Report report, Detail detail, boolean colour, int columns) {
        this.report = report;
        this.detail = detail;
        this.colour = colour;
        this.columns = columns;
    }

    /**
     * The text that {@link Report#toString()} returns.
     *
     * @param report what to tell
     * @return the text, without colour
     * @throws NullPointerException if {@code report} is null
     */
    public static TextReport of(Report report) {
        return new TextReport(Objects.requireNonNull(report, "report"), Detail.NORMAL, false, WIDTH);
    }

    /**
     * The short form: the first line, and of each problem what is wrong and the remedy, in 4,096 bytes of UTF-8 at the
     * most. What does not fit is counted.
     *
     * @return the short text
     */
    public TextReport brief() {
        return new TextReport(report, Detail.BRIEF, colour, columns);
    }

    /**
     * The long form, which also lists what passed, with the steps that held and their times, and what does not apply
     * here.
     *
     * @return the long text
     */
    public TextReport full() {
        return new TextReport(report, Detail.FULL, colour, columns);
    }

    /**
     * The same with the colours of a terminal (ECMA-48, select graphic rendition). Default: without.
     *
     * @return the text in colour
     */
    public TextReport inColour() {
        return new TextReport(report, detail, true, columns);
    }

    /**
     * Says how wide a line may be where codes are moved to the right margin: on a narrower screen they follow the text.
     * Default: 95. Long lines are not broken.
     *
     * @param width in characters, one at the least
     * @return the text for that width
     * @throws IllegalArgumentException if {@code width} is less than one
     */
    public TextReport columns(int width) {
        if (width < 1) {
            throw new IllegalArgumentException("width must be 1 or more, not " + width);
        }
        return new TextReport(report, detail, colour, width);
    }

    /** The text. */
    @Override
    public String toString() {
        if (detail == Detail.BRIEF) {
            return new BriefText(report, colour).toString();
        }
        return new FullText(report, detail == Detail.FULL, colour, columns).toString();
    }

    /**
     * The first line, which says it all: {@code PREFLIGHT FAILED  orders: 1 failed, 9 passed in 1.2 s}.
     *
     * @param report what to tell
     * @return the line
     * @throws NullPointerException if {@code report} is null
     */
    public static String headline(Report report) {
        return report.verdict().headline() + "  " + report.suite() + ": " + counts(report);
    }

    /**
     * What a notice is about, where a problem names its check.
     *
     * @param notice one of {@link Report#notices}
     * @return {@code operator} or {@code deployment}
     * @throws NullPointerException if {@code notice} is null
     */
    public static String subject(Problem notice) {
        return notice.code().id().startsWith(DEPLOYMENT + ".") ? DEPLOYMENT : OPERATOR;
    }

    /** The numbers of the first line: {@code 1 failed, 2 warnings, 9 passed in 1.2 s}. */
    static String counts(Report report) {
        if (report.verdict() == Verdict.OFF) {
            return "nothing was verified, because " + switchOf(report);
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
        count(counts, report.count(Outcome.PROVIDED), " not visible");
        count(counts, passed, " passed");
        return counts.append(" in ").append(Amounts.took(report.took())).toString();
    }

    private static String switchOf(Report report) {
        for (Problem notice : report.notices()) {
            if (notice.code() == Code.OPERATOR_MODE) {
                return notice.summary().replace(" is in force", "");
            }
        }
        return "PREFLIGHT=off";
    }

    private static void count(StringBuilder counts, int number, String noun) {
        if (number > 0) {
            counts.append(counts.isEmpty() ? "" : ", ")
                    .append(Amounts.count(number))
                    .append(noun);
        }
    }
}
