package dev.preflight.benchmarks;

import java.io.IOException;

/** A question that the benchmarks answer, with a table for an answer. */
interface Case {
    /** The name that the command line and the page know it by. */
    String name();

    /** How often each contender runs, the round that warms the machine not counted, unless the command line says. */
    int rounds();

    /**
     * Measures, and says what it found in Markdown.
     *
     * @throws IOException if a program cannot be run
     * @throws InterruptedException if somebody does not want to wait for it
     */
    String measure(Lab lab) throws IOException, InterruptedException;
}
