package dev.preflight.backend;

import dev.preflight.ProbeContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * ActiveMQ: both sides begin with a WireFormatInfo (OpenWire version 2 specification, "WireFormat negotiation"), which
 * holds the word ActiveMQ. Artemis speaks it too. The login is not tried.
 */
final class OpenWire implements Protocol {
    private static final int WIRE_FORMAT_INFO = 1;
    private static final byte[] MAGIC = "ActiveMQ".getBytes(StandardCharsets.US_ASCII);

    /** Its size, its type, the magic word, version 1, and a map of no options with its size before it. */
    private static final byte[] GREETING = {
        0, 0, 0, 22, 1, 'A', 'c', 't', 'i', 'v', 'e', 'M', 'Q', 0, 0, 0, 1, 1, 0, 0, 0, 4, 0, 0, 0, 0
    };

    @Override
    public void talk(Wire wire, Endpoint endpoint, TlsOptions tls) throws IOException {
        ProbeContext context = wire.context();
        context.trying("greeting");
        wire.write(GREETING);
        if (wire.byteValue() != 0 || wire.byteValue() != 0) {
            throw wire.notSpoken().asException();
        }
        wire.int16();
        if (wire.byteValue() != WIRE_FORMAT_INFO) {
            throw wire.notSpoken().asException();
        }
        for (byte expected : MAGIC) {
            if (wire.byteValue() != expected) {
                throw wire.notSpoken().asException();
            }
        }
        context.held("version " + wire.int32() + ", login not tried");
    }
}
