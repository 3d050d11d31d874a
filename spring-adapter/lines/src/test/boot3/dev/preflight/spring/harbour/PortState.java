package dev.preflight.spring.harbour;

import org.springframework.boot.actuate.availability.AvailabilityStateHealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityState;
import org.springframework.boot.availability.ReadinessState;

/** An indicator of the availability that somebody derived, as Apache Camel does. */
public final class PortState extends AvailabilityStateHealthIndicator {
    /** Of the availability of the application. */
    public PortState(ApplicationAvailability availability) {
        super(availability, ReadinessState.class, mappings -> {
            mappings.add(ReadinessState.ACCEPTING_TRAFFIC, Status.UP);
            mappings.add(ReadinessState.REFUSING_TRAFFIC, Status.OUT_OF_SERVICE);
        });
    }

    @Override
    protected AvailabilityState getState(ApplicationAvailability availability) {
        return availability.getReadinessState();
    }
}
