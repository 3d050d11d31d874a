package dev.preflight;

/** Keeps the report of the last run that it heard of. */
final class LastReport implements PreflightListener {
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
    Report report() {
        return report;
    }
}
