package dev.preflight;

import dev.preflight.report.Report;

/** Thrown by {@link Preflight#verify()} when the boot must not go on. Its message is the report. */
public final class PreflightException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Report report;

    private PreflightException(Report report) {
        super(report.toString());
        this.report = report;
    }

    /** To be thrown. As wide as this, so that a boot in which nobody throws it does not load it. */
    static RuntimeException of(Report report) {
        return new PreflightException(report);
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
