package dev.preflight.spring;

import java.io.PrintStream;

/**
 * What stands around an application that is asked something instead of being started. A bean then.
 *
 * @param asked what it is asked
 * @param out where the answer goes, and nothing else
 * @param err where everything else goes
 */
record Surroundings(Asked asked, PrintStream out, PrintStream err) {
    /** The name of the bean. */
    static final String BEAN = "preflightSurroundings";
}
