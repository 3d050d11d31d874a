package dev.preflight.spring.harbour;

import java.util.concurrent.Callable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The same that makes an answer of what is thrown itself. */
public final class QuietGauge implements HealthIndicator {
    private final Callable<String> status;

    /** Of what tells the status, or throws. */
    public QuietGauge(Callable<String> status) {
        this.status = status;
    }

    @Override
    public Health health() {
        try {
            return Health.status(status.call()).build();
        } catch (Exception e) {
            return Health.down(e).build();
        }
    }
}
