package dev.preflight.problem;

import java.util.Objects;

/**
 * Thrown by the code of a check to fail with a {@link Problem} of its own making.
 *
 * <p>It has no stack trace: the problem says what matters. Its message is the code alone, since the problem may still
 * hold a secret that only the run takes out.
 */
public final class CheckFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /**
     * Makes the exception of a problem.
     *
     * @param problem what is wrong
     * @throws NullPointerException if {@code problem} is null
     */
    public CheckFailedException(Problem problem) {
        super(Objects.requireNonNull(problem, "problem").code().id(), null, false, false);
        this.problem = problem;
    }

    /**
     * What is wrong.
     *
     * @return the problem
     */
    public Problem problem() {
        return problem;
    }
}
