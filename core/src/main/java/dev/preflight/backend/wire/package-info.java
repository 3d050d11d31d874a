/** Sockets with a limit on time and size, TLS, and where to connect. Machinery, not exported. */
package dev.preflight.backend.wire;
