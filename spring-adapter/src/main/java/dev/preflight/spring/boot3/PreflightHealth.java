package dev.preflight.spring.boot3;

import dev.preflight.report.Report;
import dev.preflight.report.Verdict;
import dev.preflight.spring.Reports;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** What the self-check found at boot, as a health indicator: up if all of it was verified and held, else unknown. */
final class PreflightHealth implements HealthIndicator {
    private final Reports reports;

    PreflightHealth(Reports reports) {
        this.reports = reports;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        for (Report report : reports.all()) {
            if (report.verdict() != Verdict.PASSED) {
                health = health.unknown();
            }
            health = health.withDetail(report.suite(), report.verdict().name());
        }
        return health.build();
    }
}
