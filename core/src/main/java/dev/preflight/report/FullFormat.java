package dev.preflight.report;

/** {@code full}: the report with what passed and what does not apply here. Plain text without colour. */
final class FullFormat extends PlainFormat {
    /** Makes the format. */
    public FullFormat() {
        super("full");
    }

    @Override
    void tell(Report report, StringBuilder out) {
        out.append(TextReport.of(report).full()).append('\n');
    }
}
