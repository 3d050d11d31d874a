package dev.preflight.report;

/**
 * {@code text}: the report as it is printed when a boot fails: root causes, what was skipped, warnings. Plain text
 * without colour.
 */
final class TextFormat extends PlainFormat {
    /** Makes the format. */
    public TextFormat() {
        super("text");
    }

    @Override
    void tell(Report report, StringBuilder out) {
        out.append(TextReport.of(report)).append('\n');
    }
}
