package dev.preflight.benchmarks.hanging;

/** Tells how long a verdict took and when it was there, and ends the process. */
final class Ending {
    private Ending() {}

    static void after(long nanoseconds, int exitCode) {
        long now = System.currentTimeMillis();
        System.out.print("verdict ");
        System.out.println(nanoseconds / 1000 / 1000.0);
        System.out.print("at ");
        System.out.println(now);
        System.exit(exitCode);
    }
}
