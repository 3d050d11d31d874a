/**
 * Preflight checks in a Spring Boot application, of the lines 3.5, 4.0 and 4.1.
 *
 * <p>With the starter on the class path an application is verified in stages, and stopped with one report:
 *
 * <ol>
 *   <li>The <b>environment stage</b> looks for placeholders in the application's own property sources that cannot be
 *       resolved, and for configuration that is optional and absent. It belongs to the report of the next stage; where
 *       something else ends the boot before that, it is reported beside that failure.
 *   <li>The <b>connection stage</b> stands between the registration of bean post-processors and the creation of the web
 *       server: beans that are asked for here are bound and processed as always, and nothing has connected yet. It
 *       verifies the environment, which property sources of classes have joined by now, and with it whatever
 *       {@link dev.preflight.check.Check} and {@link dev.preflight.Preflight} beans, properties below {@code preflight} and
 *       {@link dev.preflight.spring.CheckSource} beans declare, in one run with one report. A failure is thrown as a
 *       {@link dev.preflight.spring.PreflightFailedException}.
 * </ol>
 *
 * <p>{@link dev.preflight.spring.CheckSource} is where checks come from that are derived from an application as it is.
 */
package dev.preflight.spring;
