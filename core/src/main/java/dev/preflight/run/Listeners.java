package dev.preflight.run;

import dev.preflight.check.Check;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckEvent;
import dev.preflight.report.CheckResult;
import dev.preflight.report.PreflightListener;
import dev.preflight.report.Report;
import dev.preflight.report.ReportBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The listeners of one run. One that throws is left out from then on. Used by one thread. */
final class Listeners {
    private final List<PreflightListener> listeners;
    private final List<Problem> notices = new ArrayList<>(0);

    Listeners(List<PreflightListener> listeners) {
        this.listeners = new ArrayList<>(listeners);
    }

    void started(Check<?> check) {
        tell(ReportBuilder.started(check));
    }

    void retrying(Check<?> check, int attempts, Problem problem, long pauseNanos) {
        tell(ReportBuilder.retrying(check, attempts, problem, Duration.ofNanos(pauseNanos)));
    }

    void finished(CheckResult result) {
        tell(ReportBuilder.finished(result));
    }

    private void tell(CheckEvent event) {
        for (PreflightListener listener : List.copyOf(listeners)) {
            try {
                listener.on(event);
            } catch (Throwable e) {
                listeners.remove(listener);
                notices.add(Problem.of(Code.LISTENER_CRASHED, "a listener threw " + name(e.getClass()))
                        .found(name(listener.getClass()) + ", at the events of "
                                + event.check().id())
                        .fix("correct the listener; the verdict does not depend on it"));
            }
        }
    }

    /** Tells of the report. Returns it, or one that says which listener failed at that. */
    Report finished(Report report) {
        List<Problem> all = new ArrayList<>(report.notices());
        for (PreflightListener listener : List.copyOf(listeners)) {
            try {
                listener.finished(report);
            } catch (Throwable e) {
                all.add(Problem.of(Code.LISTENER_CRASHED, "a listener threw " + name(e.getClass()))
                        .found(name(listener.getClass()) + ", at the report")
                        .fix("correct the listener; the verdict does not depend on it"));
            }
        }
        return all.size() == report.notices().size()
                ? report
                : ReportBuilder.report(report.suite(), report.verdict(), report.results(), all, report.took());
    }

    private static String name(Class<?> type) {
        return type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
    }

    /** What there is to say of listeners that failed. */
    List<Problem> notices() {
        return notices;
    }
}
