package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Endpoint;
import dev.preflight.backend.wire.TlsOptions;
import dev.preflight.backend.wire.Wire;

/**
 * Nothing is said once the connection stands: all that is proved of {@code tcp} (RFC 9293) and {@code tls} (RFC 8446).
 */
final class Silence implements Protocol {
    @Override
    public void talk(Wire wire, Endpoint endpoint, TlsOptions tls) {
        // The connection is the proof.
    }
}
