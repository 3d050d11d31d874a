package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Endpoint;
import dev.preflight.backend.wire.TlsOptions;
import dev.preflight.backend.wire.Wire;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.IOException;

/**
 * Pulsar: CONNECT is answered with CONNECTED (Pulsar binary protocol, "Connection establishment"). A broker that wants a
 * login answers with an error or a challenge instead, which is its word too; the login is not tried.
 */
final class Pulsar implements Protocol {
    private static final int TYPE = 8;
    private static final int CONNECTED = 3;
    private static final int ERROR = 14;
    private static final int AUTH_CHALLENGE = 36;
    private static final int AUTHENTICATION = 3;
    private static final int AUTHORIZATION = 4;
    private static final int SECOND_FIELD = 16;
    private static final int LONGEST = 1 << 16;

    /**
     * The size of the frame, the size of the command, and the command: its type CONNECT, and that the client is called
     * preflight and speaks version 6 of the protocol.
     */
    private static final byte[] CONNECT = {
        0, 0, 0, 21, 0, 0, 0, 17, 8, 2, 18, 13, 10, 9, 'p', 'r', 'e', 'f', 'l', 'i', 'g', 'h', 't', 32, 6
    };

    @Override
    public void talk(Wire wire, Endpoint endpoint, TlsOptions tls) throws IOException {
        ProbeContext context = wire.context();
        context.trying("greeting");
        wire.write(CONNECT);
        if (wire.byteValue() != 0) {
            throw wire.notSpoken().asException();
        }
        int size = wire.byteValue() << 16 | wire.int16();
        if (size < 6 || size > LONGEST) {
            throw wire.notSpoken().asException();
        }
        int length = wire.int32();
        if (length < 2 || length > size - 4 || wire.byteValue() != TYPE) {
            throw wire.notSpoken().asException();
        }
        int type = wire.byteValue();
        switch (type) {
            case CONNECTED -> context.held("no login asked for");
            case AUTH_CHALLENGE -> context.held("asks for a login, login not tried");
            case ERROR -> {
                int code = code(wire.bytes(length - 2));
                if (code != AUTHENTICATION && code != AUTHORIZATION) {
                    throw Problem.of(Code.BACKEND_FAILED, "answered with an error")
                            .fact("why", "CONNECT ended with error code " + code)
                            .fix("look at the log of the broker")
                            .asException();
                }
                context.held("asks for a login, login not tried");
            }
            default -> throw wire.notSpoken().asException();
        }
    }

    /** The code in an error: its second field, behind the number of a request and their length; -1 where it is not. */
    private static int code(byte... error) {
        int at = 1;
        while (at < error.length && error[at] < 0) {
            at++;
        }
        at += 2;
        while (at < error.length && error[at] < 0) {
            at++;
        }
        return at + 2 < error.length && error[at + 1] == SECOND_FIELD ? error[at + 2] : -1;
    }
}
