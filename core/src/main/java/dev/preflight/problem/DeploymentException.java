package dev.preflight.problem;

import dev.preflight.deploy.Deployment;
import dev.preflight.text.Printable;
import java.util.Objects;

/**
 * Something that a {@link Deployment} is to be made of cannot be read: a package that is cut off, a manifest that is not
 * YAML, a workload that nothing defines. The message is one line and names the file and the entry.
 */
public final class DeploymentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What it is about. */
    private final Code code;

    /**
     * Makes an exception of the code {@link Code#DEPLOYMENT_MANIFEST}.
     *
     * @param message the file, the entry, and what is wrong with it, in one line
     * @throws NullPointerException if {@code message} is null
     */
    public DeploymentException(String message) {
        this(Code.DEPLOYMENT_MANIFEST, message, null);
    }

    /**
     * Makes an exception of the code {@link Code#DEPLOYMENT_MANIFEST}.
     *
     * @param message the file, the entry, and what is wrong with it, in one line
     * @param cause what a reader threw
     * @throws NullPointerException if {@code message} is null
     */
    public DeploymentException(String message, Throwable cause) {
        this(Code.DEPLOYMENT_MANIFEST, message, cause);
    }

    /**
     * Makes an exception.
     *
     * @param code what it is about
     * @param message the file, the entry, and what is wrong with it, in one line
     * @param cause what a reader threw; null if nothing was
     * @throws NullPointerException if {@code code} or {@code message} is null
     */
    public DeploymentException(Code code, String message, Throwable cause) {
        super(Printable.line(Objects.requireNonNull(message, "message"), 500), cause);
        this.code = Objects.requireNonNull(code, "code");
    }

    /**
     * What it is about.
     *
     * @return {@link Code#DEPLOYMENT_PACKAGE} of a package, {@link Code#DEPLOYMENT_MANIFEST} of everything else
     */
    public Code code() {
        return code;
    }
}
