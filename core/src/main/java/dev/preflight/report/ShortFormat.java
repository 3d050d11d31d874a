package dev.preflight.report;

/**
 * {@code short}: the report in 4,096 bytes at the most: the first line, and of each problem what is wrong and the
 * remedy. Plain text without colour.
 */
final class ShortFormat extends PlainFormat {
    /** Makes the format. */
    public ShortFormat() {
        super("short");
    }

    @Override
    void tell(Report report, StringBuilder out) {
        out.append(TextReport.of(report).brief()).append('\n');
    }
}
