package dev.preflight.benchmarks.config;

/** Does nothing: what a JVM costs by itself. */
public final class Empty {
    private Empty() {}

    public static void main(String[] args) {
        // the base that all others are measured from
    }
}
