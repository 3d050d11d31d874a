package dev.preflight.report;

import dev.preflight.Preflight;

/**
 * Is told of each check when it starts and when it has ended, and of the report, for metrics and for whoever waits.
 *
 * <pre>{@code
 * Report report = PREFLIGHT.listener(event -> {
 *     if (event instanceof CheckEvent.Finished finished) {
 *         timer(finished.check().id()).record(finished.result().took());
 *     }
 * }).run();
 * }</pre>
 *
 * <p>Called on the thread that runs the suite, which waits meanwhile: return quickly. What a listener throws does not
 * change the verdict; it is not called again in that run, and the report says so.
 */
@FunctionalInterface
public interface PreflightListener {
    /**
     * Takes note of what happened.
     *
     * @param event what happened; no secret is in it
     */
    void on(CheckEvent event);

    /**
     * Takes note of what the run found: once, after the last check has ended and before the caller hears of it. Where
     * {@link Preflight#verifyOrExit} ends the process, this is the last that the application hears. Default: nothing is
     * done.
     *
     * @param report what the run found
     */
    default void finished(Report report) {
        // Whoever counts checks need not care.
    }
}
