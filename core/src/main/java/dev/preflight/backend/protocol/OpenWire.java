package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Endpoint;
import dev.preflight.backend.wire.TlsOptions;
import dev.preflight.backend.wire.Wire;
import dev.preflight.check.ProbeContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * ActiveMQ: both sides begin with a WireFormatInfo (OpenWire version 2 specification, "WireFormat negotiation"), which
 * holds the word ActiveMQ. Artemis speaks it too. The login is not tried.
 *
 * <p>A broker tells the highest version that it speaks and its own options, so what comes back word for word is no
 * greeting: it was only sent back.
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
        int size = wire.int16();
        if (wire.byteValue() != WIRE_FORMAT_INFO) {
            throw wire.notSpoken().asException();
        }
        for (byte expected : MAGIC) {
            if (wire.byteValue() != expected) {
                throw wire.notSpoken().asException();
            }
        }
        int version = wire.int32();
        if (version < 1 || isEcho(size, version, wire)) {
            throw wire.notSpoken().asException();
        }
        context.held("version " + version + ", login not tried");
    }

    /** Reads on only where all that came so far is what was sent. */
    private static boolean isEcho(int size, int version, Wire wire) throws IOException {
        int sent = GREETING.length - 4;
        if (size != sent || version != 1) {
            return false;
        }
        byte[] rest = wire.bytes(sent - 1 - MAGIC.length - 4);
        return Arrays.equals(rest, Arrays.copyOfRange(GREETING, GREETING.length - rest.length, GREETING.length));
    }
}
