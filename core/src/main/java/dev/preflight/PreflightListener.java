package dev.preflight;

/**
 * Is told of each check when it starts and when it has ended, for metrics and for whoever waits.
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
}
