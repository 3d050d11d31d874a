package dev.preflight.check;

import dev.preflight.Checks;

/** The code of a {@linkplain Checks#probe probe} that needs nothing and returns nothing: it passes or throws. */
@FunctionalInterface
public interface Action {
    /**
     * Verifies one thing.
     *
     * @throws Exception if the thing is not as it must be
     */
    void run() throws Exception;
}
