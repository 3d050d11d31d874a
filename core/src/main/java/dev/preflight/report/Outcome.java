package dev.preflight.report;

import dev.preflight.deploy.Deployment;

/** How one check ended. */
public enum Outcome {
    /** What was declared holds. */
    PASSED,
    /** It does not hold, and the boot must not go on. */
    FAILED,
    /** It does not hold, and the boot may go on. */
    WARNED,
    /** It was not tried, because an input of it did not hold. */
    SKIPPED,
    /** It does not apply here: its condition does not hold, or an optional input of it is absent. */
    INACTIVE,
    /**
     * It, or an input of it, comes from somewhere that cannot be seen from here, such as a secret of a cluster: it was
     * neither verified nor found missing. Only a {@link Deployment} that is about to ship has such checks.
     */
    PROVIDED
}
