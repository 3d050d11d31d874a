package dev.preflight.console;

import dev.preflight.report.CheckEvent;
import dev.preflight.report.PreflightListener;
import dev.preflight.report.Report;

/** Keeps the report of the last run that it heard of. */
public final class LastReport implements PreflightListener {
    private Report report;

    @Override
    public void on(CheckEvent event) {
        // The report has it all.
    }

    @Override
    public void finished(Report finished) {
        report = finished;
    }

    /** The report, null before the first. */
    public Report report() {
        return report;
    }
}
