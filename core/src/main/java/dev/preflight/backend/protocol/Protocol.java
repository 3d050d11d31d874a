package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Endpoint;
import dev.preflight.backend.wire.TlsOptions;
import dev.preflight.backend.wire.Wire;
import dev.preflight.check.ProbeContext;
import java.io.IOException;

/**
 * One way to prove that what answers speaks a protocol and is ready.
 *
 * <p>The connection is open when it is handed over, and closed by whoever opened it. An implementation calls
 * {@code trying} and {@code held} of the wire's context for each rung (greeting, login), throws
 * {@code wire.notSpoken().asException()} where the answer is of another protocol, a problem of its own where the
 * server says no, and says goodbye in the protocol's way.
 */
@FunctionalInterface
public interface Protocol {
    /**
     * Talks.
     *
     * @throws IOException if the connection breaks or nothing comes in time
     */
    void talk(Wire wire, Endpoint endpoint, TlsOptions tls) throws IOException;

    /** Whether a login may be a password and nothing else. */
    default boolean takesPasswordAlone() {
        return false;
    }

    /** Judges what only all the hosts together show, once enough of them have been talked to; a problem may be thrown. */
    default void conclude(ProbeContext context) {}

    /** What both sides must agree on where TLS is spoken from the first byte (ALPN), empty for nothing. */
    default String application() {
        return "";
    }
}
