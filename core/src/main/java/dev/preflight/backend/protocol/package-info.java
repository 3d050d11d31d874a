/** The first exchange of each protocol, one class each. Machinery, not exported. */
package dev.preflight.backend.protocol;
