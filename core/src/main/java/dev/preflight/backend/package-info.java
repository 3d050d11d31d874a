/**
 * Checks of what an application connects to. Begin with {@link dev.preflight.backend.Backends}.
 */
package dev.preflight.backend;
