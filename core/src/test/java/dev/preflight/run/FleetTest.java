package dev.preflight.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A thousand instances that start in the same moment and find the same backend down. */
class FleetTest {
    private static final int INSTANCES = 1_000;
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    private final Backoff backoff = Fleet.backoff();

    @Test
    void retriesOfAThousandStartsSpreadEvenly() {
        Fleet fleet = Fleet.of(INSTANCES, HALF_A_MINUTE, backoff::pause);

        assertEquals(40, fleet.mean(5), 2, "attempts in a tenth of a second");
        assertTrue(fleet.peak(5) < 2 * fleet.mean(5), () -> "peak " + fleet.peak(5));
        assertTrue(fleet.dispersion(5) < 1.5, () -> "dispersion " + fleet.dispersion(5));
    }

    @Test
    void withoutJitterTheyWouldComeTogether() {
        Backoff inStep = new Backoff(bound -> bound - 1);

        Fleet fleet = Fleet.of(INSTANCES, HALF_A_MINUTE, inStep::pause);

        assertEquals(INSTANCES, fleet.peak(5));
    }

    @Test
    void paceIsKeptOnAverageAndStillSpread() {
        Fleet fleet = Fleet.of(INSTANCES, HALF_A_MINUTE, attempts -> backoff.paced(10_000_000_000L));

        // Attempts come each 7.5 s on average, from 5 s on.
        assertEquals(INSTANCES / 75.0, fleet.mean(15), 1.5);
        assertTrue(fleet.dispersion(15) < 3, () -> "dispersion " + fleet.dispersion(15));
    }

    @Test
    void instanceTriesSeventeenTimesInHalfAMinute() {
        Fleet fleet = Fleet.of(INSTANCES, HALF_A_MINUTE, backoff::pause);

        assertEquals(17.4, (double) fleet.attempts() / INSTANCES, 0.3);
        assertEquals(400, fleet.attempts(10, 30) / 20.0, 10, "a second of the whole fleet");
    }
}
