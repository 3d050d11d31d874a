/**
 * The checks of a suite as tests of JUnit Jupiter, in one line of a test class; see
 * {@link dev.preflight.junit.PreflightTests}. It needs {@code org.junit.jupiter:junit-jupiter-api}, 5.9 or later, which
 * whoever writes tests has.
 */
package dev.preflight.junit;
