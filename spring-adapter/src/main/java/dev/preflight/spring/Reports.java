package dev.preflight.spring;

import dev.preflight.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** What the self-check of one application context found: a report for each run. A bean. Thread-safe. */
public final class Reports {
    /** The name of the bean. */
    public static final String BEAN = "preflightReports";

    private final List<Report> reports = new ArrayList<>();
    private final List<Consumer<Report>> observers = new ArrayList<>();

    /** Begins with no report. */
    public Reports() {}

    /**
     * Adds the report of a run, and hands it to those who observe.
     *
     * @param report the report, whether it lets the boot go on or not
     * @throws NullPointerException if {@code report} is null
     */
    public synchronized void add(Report report) {
        reports.add(Objects.requireNonNull(report, "report"));
        for (Consumer<Report> observer : observers) {
            observer.accept(report);
        }
    }

    /**
     * Hands every report to an observer: those so far at once, and those to come when they are added.
     *
     * @param observer what to do with each, which is quick and adds none itself
     * @throws NullPointerException if {@code observer} is null
     */
    public synchronized void observe(Consumer<Report> observer) {
        observers.add(Objects.requireNonNull(observer, "observer"));
        reports.forEach(observer);
    }

    /**
     * The reports so far.
     *
     * @return the reports, in the order of the runs
     */
    public synchronized List<Report> all() {
        return List.copyOf(reports);
    }
}
