package dev.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** A thousand instances that start in the same moment and find the same backend down, simulated. */
class FleetTest {
    private static final int INSTANCES = 1_000;
    private static final int SECONDS = 30;
    private static final int SLOTS_A_SECOND = 10;

    private final Random random = new Random(20_261_125);
    private final Backoff backoff = new Backoff(bound -> (long) (random.nextDouble() * bound));

    /** How the next pause is found, after so many attempts. */
    private interface Pause {
        long nanos(int attempts);
    }

    /** How many attempts of the fleet fall into each tenth of a second. */
    private static int[] attempts(Pause pause) {
        int[] slots = new int[SECONDS * SLOTS_A_SECOND];
        for (int i = 0; i < INSTANCES; i++) {
            long now = 0;
            for (int attempts = 1; slot(now) < slots.length; attempts++) {
                slots[slot(now)]++;
                now += pause.nanos(attempts);
            }
        }
        return slots;
    }

    private static int slot(long nanos) {
        return (int) (nanos / (1_000_000_000L / SLOTS_A_SECOND));
    }

    private static int sum(int[] slots, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += slots[i];
        }
        return sum;
    }

    private static int max(int[] slots, int from, int to) {
        int max = 0;
        for (int i = from; i < to; i++) {
            max = Math.max(max, slots[i]);
        }
        return max;
    }

    /** Variance over mean, which is 1 where events fall independently of each other, and large where they come together. */
    private static double dispersion(int[] slots, int from, int to) {
        double mean = (double) sum(slots, from, to) / (to - from);
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += (slots[i] - mean) * (slots[i] - mean);
        }
        return squares / (to - from) / mean;
    }

    @Test
    void retriesOfAThousandStartsSpreadEvenly() {
        int[] slots = attempts(backoff::pause);

        int settled = 5 * SLOTS_A_SECOND;
        double mean = (double) sum(slots, settled, slots.length) / (slots.length - settled);
        assertEquals(40, mean, 2, "attempts in a tenth of a second");
        assertTrue(max(slots, settled, slots.length) < 2 * mean, () -> "peak " + max(slots, settled, slots.length));
        assertTrue(
                dispersion(slots, settled, slots.length) < 1.5,
                () -> "dispersion " + dispersion(slots, settled, slots.length));
    }

    @Test
    void withoutJitterTheyWouldComeTogether() {
        Backoff inStep = new Backoff(bound -> bound - 1);

        int[] slots = attempts(inStep::pause);

        assertEquals(INSTANCES, max(slots, 5 * SLOTS_A_SECOND, slots.length));
    }

    @Test
    void paceIsKeptOnAverageAndStillSpread() {
        int[] slots = attempts(attempts -> backoff.paced(10_000_000_000L));

        // Attempts come each 7.5 s on average, from 5 s on.
        int settled = 15 * SLOTS_A_SECOND;
        double mean = (double) sum(slots, settled, slots.length) / (slots.length - settled);
        assertEquals(INSTANCES / 75.0, mean, 1.5);
        assertTrue(
                dispersion(slots, settled, slots.length) < 3,
                () -> "dispersion " + dispersion(slots, settled, slots.length));
    }

    @Test
    void instanceTriesSeventeenTimesInHalfAMinute() {
        int[] slots = attempts(backoff::pause);

        assertEquals(17.4, (double) sum(slots, 0, slots.length) / INSTANCES, 0.3);
        assertEquals(400, sum(slots, 10 * SLOTS_A_SECOND, slots.length) / 20.0, 10, "a second of the whole fleet");
    }
}
