package dev.preflight.spring;

import dev.preflight.Report;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the self-check of one application context found: a report for each run. A bean. Thread-safe. */
public final class Reports {
    /** The name of the bean. */
    public static final String BEAN = "preflightReports";

    private final List<Report> reports = new CopyOnWriteArrayList<>();

    /** Begins with no report. */
    public Reports() {}

    /**
     * Adds the report of a run.
     *
     * @param report the report, whether it lets the boot go on or not
     * @throws NullPointerException if {@code report} is null
     */
    public void add(Report report) {
        reports.add(Objects.requireNonNull(report, "report"));
    }

    /**
     * The reports so far.
     *
     * @return the reports, in the order of the runs
     */
    public List<Report> all() {
        return List.copyOf(reports);
    }
}
