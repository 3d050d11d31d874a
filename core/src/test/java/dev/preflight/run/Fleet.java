package dev.preflight.run;

import java.time.Duration;
import java.util.Random;

/** Instances that start in the same moment and find the same backend down, simulated with the pauses of the engine. */
final class Fleet {
    static final int SLOTS_A_SECOND = 10;

    private static final long SLOT_NANOS = 1_000_000_000L / SLOTS_A_SECOND;

    /** How the next pause is found, after so many attempts. */
    interface Pause {
        long nanos(int attempts);
    }

    private final int[] slots;

    private Fleet(int[] slots) {
        this.slots = slots;
    }

    /** The attempts of so many checks, each of which is tried again for some time. */
    static Fleet of(int checks, Duration retryFor, Pause pause) {
        int[] slots = new int[(int) retryFor.toSeconds() * SLOTS_A_SECOND];
        for (int i = 0; i < checks; i++) {
            long now = 0;
            for (int attempts = 1; now / SLOT_NANOS < slots.length; attempts++) {
                slots[(int) (now / SLOT_NANOS)]++;
                now += pause.nanos(attempts);
            }
        }
        return new Fleet(slots);
    }

    /** The pauses of a run, drawn in the same order each time. */
    static Backoff backoff() {
        Random random = new Random(20_261_125);
        return new Backoff(bound -> (long) (random.nextDouble() * bound));
    }

    /** The attempts from one second to another. */
    int attempts(int fromSecond, int toSecond) {
        int sum = 0;
        for (int i = fromSecond * SLOTS_A_SECOND; i < toSecond * SLOTS_A_SECOND; i++) {
            sum += slots[i];
        }
        return sum;
    }

    /** All attempts. */
    int attempts() {
        return attempts(0, seconds());
    }

    int seconds() {
        return slots.length / SLOTS_A_SECOND;
    }

    /** The attempts in a tenth of a second on average, from a second on. */
    double mean(int fromSecond) {
        return (double) attempts(fromSecond, seconds()) / (slots.length - fromSecond * SLOTS_A_SECOND);
    }

    /** The most attempts in a tenth of a second, from a second on. */
    int peak(int fromSecond) {
        int max = 0;
        for (int i = fromSecond * SLOTS_A_SECOND; i < slots.length; i++) {
            max = Math.max(max, slots[i]);
        }
        return max;
    }

    /** Variance over mean, which is 1 where events fall independently of each other, and large where they come together. */
    double dispersion(int fromSecond) {
        double mean = mean(fromSecond);
        double squares = 0;
        int from = fromSecond * SLOTS_A_SECOND;
        for (int i = from; i < slots.length; i++) {
            squares += (slots[i] - mean) * (slots[i] - mean);
        }
        return squares / (slots.length - from) / mean;
    }
}
