package dev.preflight.benchmarks;

import java.util.List;

/**
 * A program that is timed against others.
 *
 * @param label what the table calls it
 * @param main its main class, without the package that all of them share
 * @param peer whose class path it needs besides the programs themselves: a profile of the POM, {@code preflight}, or
 *     empty for nobody's
 * @param args its arguments
 */
record Contender(String label, String main, String peer, List<String> args) {
    Contender(String label, String main, String peer, String... args) {
        this(label, main, peer, List.of(args));
    }

    /** The full name of the main class. */
    String mainClass() {
        return Contender.class.getPackageName() + "." + main;
    }
}
