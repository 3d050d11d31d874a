package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Endpoint;
import dev.preflight.backend.wire.TlsOptions;
import dev.preflight.backend.wire.Wire;
import dev.preflight.check.ProbeContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Couchbase: the data service lists the mechanisms of its login (memcached binary protocol, command SASL list
 * mechanisms), which it does before one. The login is not tried.
 */
final class Couchbase implements Protocol {
    private static final int REQUEST = 0x80;
    private static final int RESPONSE = 0x81;
    private static final int SASL_LIST_MECHANISMS = 0x20;
    private static final int HEADER = 24;
    private static final int LONGEST = 1024;

    @Override
    public void talk(Wire wire, Endpoint endpoint, TlsOptions tls) throws IOException {
        ProbeContext context = wire.context();
        context.trying("greeting");
        byte[] request = new byte[HEADER];
        request[0] = (byte) REQUEST;
        request[1] = SASL_LIST_MECHANISMS;
        wire.write(request);
        if (wire.byteValue() != RESPONSE || wire.byteValue() != SASL_LIST_MECHANISMS) {
            throw wire.notSpoken().asException();
        }
        // The length of the key, of the extras, and the data type.
        wire.int32();
        int status = wire.int16();
        int length = wire.int32();
        if (status != 0 || length < 0 || length > LONGEST) {
            throw wire.notSpoken().asException();
        }
        wire.bytes(HEADER - 12);
        String mechanisms = new String(wire.bytes(length), StandardCharsets.US_ASCII);
        context.held(context.outside(mechanisms) + ", login not tried");
    }
}
