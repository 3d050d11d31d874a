package dev.preflight.spring.harbour;

import java.util.concurrent.Callable;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/** A health indicator that somebody wrote, for this generation of Spring Boot: it says the status that it is given. */
public final class Gauge extends AbstractHealthIndicator {
    private final Callable<String> status;

    /** Of what tells the status, or throws. */
    public Gauge(Callable<String> status) {
        this.status = status;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) throws Exception {
        builder.status(status.call());
    }
}
