package dev.preflight;

import java.util.Objects;

/**
 * Something that a {@link Deployment} is to be made of cannot be read: a package that is cut off, a manifest that is not
 * YAML, a workload that nothing defines. The message is one line and names the file and the entry.
 */
public final class DeploymentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message the file, the entry, and what is wrong with it, in one line
     * @throws NullPointerException if {@code message} is null
     */
    public DeploymentException(String message) {
        super(Printable.line(Objects.requireNonNull(message, "message"), 500));
    }

    /**
     * Makes an exception.
     *
     * @param message the file, the entry, and what is wrong with it, in one line
     * @param cause what a reader threw
     * @throws NullPointerException if {@code message} is null
     */
    public DeploymentException(String message, Throwable cause) {
        super(Printable.line(Objects.requireNonNull(message, "message"), 500), cause);
    }
}
