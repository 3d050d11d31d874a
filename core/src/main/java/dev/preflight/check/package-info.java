/**
 * What applications declare ({@link dev.preflight.check.EnvVar}, {@link dev.preflight.check.ConfigFile},
 * {@link dev.preflight.check.Directory}, {@link dev.preflight.check.Probe}), and how each of them is evaluated. Begin with
 * {@code dev.preflight.Checks}, which makes them.
 */
package dev.preflight.check;
