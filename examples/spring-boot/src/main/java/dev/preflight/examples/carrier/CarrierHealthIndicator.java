package dev.preflight.examples.carrier;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Tells the health endpoint whether the carrier takes parcels. */
final class CarrierHealthIndicator extends AbstractHealthIndicator {
    private final CarrierClient client;

    CarrierHealthIndicator(CarrierClient client) {
        this.client = client;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        String status = client.status();
        (status.equals("open") ? builder.up() : builder.down()).withDetail("status", status);
    }
}
