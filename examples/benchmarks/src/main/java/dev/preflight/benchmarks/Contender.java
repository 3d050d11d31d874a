package dev.preflight.benchmarks;

import java.util.List;

/**
 * A program that is timed against others.
 *
 * @param label what the table calls it
 * @param main its main class, without the package that all of them share
 * @param peer whose class path it needs besides the programs themselves: a profile of the POM, {@code preflight}, or
 *     empty for nobody's
 * @param since the first version of Java that can run it
 * @param args its arguments
 */
record Contender(String label, String main, String peer, int since, List<String> args) {
    Contender(String label, String main, String peer, String... args) {
        this(label, main, peer, 17, List.of(args));
    }

    /** The same program with other arguments. */
    Contender with(String... others) {
        return new Contender(label, main, peer, since, List.of(others));
    }

    /** The same program, for those versions of Java only that have what it needs. */
    Contender since(int feature) {
        return new Contender(label, main, peer, feature, args);
    }

    /** The full name of the main class. */
    String mainClass() {
        return Contender.class.getPackageName() + "." + main;
    }
}
