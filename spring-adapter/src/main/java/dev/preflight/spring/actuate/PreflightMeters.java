package dev.preflight.spring.actuate;

import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import dev.preflight.spring.Reports;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;

/**
 * Meters of the self-check: the gauge {@code preflight.checks} counts checks by their outcome, the timer
 * {@code preflight.check} has how long each took.
 */
final class PreflightMeters implements MeterBinder {
    private final Reports reports;

    PreflightMeters(Reports reports) {
        this.reports = reports;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Outcome outcome : Outcome.values()) {
            Gauge.builder("preflight.checks", reports, all -> count(all, outcome))
                    .description("Checks of the self-check at boot, by their outcome")
                    .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        // Meters are bound once the singletons are made, when the last checks are still to run.
        reports.observe(report -> time(report, registry));
    }

    private static void time(Report report, MeterRegistry registry) {
        for (CheckResult result : report.results()) {
            Timer.builder("preflight.check")
                    .description("How long a check of the self-check at boot took")
                    .tag("check", result.check().id())
                    .tag("outcome", result.outcome().name().toLowerCase(Locale.ROOT))
                    .register(registry)
                    .record(result.took());
        }
    }

    private static int count(Reports reports, Outcome outcome) {
        int count = 0;
        for (Report report : reports.all()) {
            count += report.count(outcome);
        }
        return count;
    }
}
