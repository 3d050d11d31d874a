/**
 * Declares what an application needs in order to run, and verifies it at boot.
 *
 * <p>Begin with {@link dev.preflight.Checks} and {@link dev.preflight.Preflight}. A run returns a
 * {@link dev.preflight.report.Report}, which is plain data and prints as the report for people, or
 * {@link dev.preflight.Verified} values.
 */
package dev.preflight;
