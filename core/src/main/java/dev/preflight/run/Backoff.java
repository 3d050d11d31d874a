package dev.preflight.run;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongUnaryOperator;

/**
 * How long to pause before another attempt: exponential backoff with full jitter, so that instances that failed
 * together do not come back together.
 */
final class Backoff {
    static final long FIRST_NANOS = 100_000_000L;
    static final long LONGEST_NANOS = 5_000_000_000L;

    private final LongUnaryOperator random;

    /** Takes what draws a number from 0 to below its argument. */
    Backoff(LongUnaryOperator random) {
        this.random = random;
    }

    static Backoff random() {
        return new Backoff(new Random());
    }

    /** A class of its own, since a first lambda costs a cold JVM 5 ms. */
    private static final class Random implements LongUnaryOperator {
        @Override
        public long applyAsLong(long bound) {
            return ThreadLocalRandom.current().nextLong(bound);
        }
    }

    /** The nanoseconds to pause after so many attempts, one at the least. */
    long pause(int attempts) {
        long longest = attempts > 10 ? LONGEST_NANOS : Math.min(LONGEST_NANOS, FIRST_NANOS << attempts - 1);
        return 1 + random.applyAsLong(longest);
    }

    /** The nanoseconds to pause at a given pace: from half of it to all of it. */
    long paced(long pace) {
        return Math.max(1, pace / 2 + random.applyAsLong(Math.max(1, pace - pace / 2)));
    }
}
