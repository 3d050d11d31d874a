package dev.preflight.check;

import dev.preflight.Checks;
import dev.preflight.problem.CheckFailedException;

/**
 * The code of a {@linkplain Checks#probe probe} that takes the context and returns what it verified.
 *
 * @param <T> the type of the verified value
 */
@FunctionalInterface
public interface Verification<T> {
    /**
     * Verifies one thing.
     *
     * @param context the inputs, the time and the place to register what is opened
     * @return the verified value, or null if there is none; {@link Boolean#FALSE} fails the check
     * @throws Exception if the thing is not as it must be; a {@link CheckFailedException} says it best
     */
    T verify(ProbeContext context) throws Exception;
}
