package dev.preflight.spring;

import dev.preflight.check.Check;
import java.time.Duration;

/**
 * A check that is asked before all of the application has started, and whose failure may then be that of something that
 * only starts later. Where it leaves that open, it does not count, and is asked again once the application is ready.
 */
public interface Provisional {
    /**
     * Whether the last failure proves nothing yet.
     *
     * @return true if it is to be asked again
     */
    boolean isOpen();

    /**
     * The check to run when everything has started: it is asked again and again while it fails, and its answer counts.
     *
     * @param wait how long after the first attempt another one may start, zero for one attempt
     * @return a check of the same name
     * @throws NullPointerException if {@code wait} is null
     */
    Check<?> again(Duration wait);
}
