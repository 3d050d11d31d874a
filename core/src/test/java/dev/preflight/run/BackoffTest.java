package dev.preflight.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final long MILLI = 1_000_000L;

    private final Backoff longest = new Backoff(bound -> bound - 1);
    private final Backoff shortest = new Backoff(bound -> 0);

    @Test
    void longestPauseDoublesUpToFiveSeconds() {
        long[] millis = {100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000, 5_000, 5_000};
        for (int i = 0; i < millis.length; i++) {
            assertEquals(millis[i] * MILLI, longest.pause(i + 1));
        }
    }

    @Test
    void pauseStaysBoundedForEver() {
        assertEquals(5_000 * MILLI, longest.pause(64));
        assertEquals(5_000 * MILLI, longest.pause(Integer.MAX_VALUE));
    }

    @Test
    void pauseMayBeAsGoodAsNone() {
        assertEquals(1, shortest.pause(1));
        assertEquals(1, shortest.pause(20));
    }

    @Test
    void jitterIsFull() {
        assertEquals(50 * MILLI, new Backoff(bound -> bound / 2 - 1).pause(1));
        for (int attempts = 1; attempts < 20; attempts++) {
            long pause = Backoff.random().pause(attempts);
            assertTrue(pause >= 1 && pause <= Backoff.LONGEST_NANOS);
        }
    }
}
