package dev.preflight;

/** Thrown by {@link Preflight#verify()} when the boot must not go on. Its message is the report. */
public final class PreflightException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Report report;

    PreflightException(Report report) {
        super(report.toString());
        this.report = report;
    }

    /**
     * What the run found.
     *
     * @return the report
     */
    public Report report() {
        return report;
    }
}
