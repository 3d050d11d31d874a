package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Endpoint;
import dev.preflight.backend.wire.TlsOptions;
import dev.preflight.backend.wire.Wire;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.IOException;

/**
 * Neo4j: the handshake of Bolt (Bolt protocol, "Handshake specification"): a server that speaks one of the versions that
 * are proposed answers with it. The login is not tried.
 */
final class Bolt implements Protocol {
    /** The magic number; then 5.8 down to 5.0, 4.4 down to 4.2, 4.1, and 3, each with the range below it. */
    private static final byte[] HANDSHAKE = {
        0x60, 0x60, (byte) 0xb0, 0x17, 0, 8, 8, 5, 0, 2, 4, 4, 0, 0, 1, 4, 0, 0, 0, 3
    };

    @Override
    public void talk(Wire wire, Endpoint endpoint, TlsOptions tls) throws IOException {
        ProbeContext context = wire.context();
        context.trying("greeting");
        wire.write(HANDSHAKE);
        byte[] answer = wire.bytes(4);
        if (answer[0] == 0 && answer[1] == 0 && answer[2] == 0 && answer[3] == 0) {
            throw Problem.of(Code.BACKEND_VERSION, "speaks none of the versions of Bolt that drivers speak")
                    .found("none of 5.0 to 5.8, 4.1 to 4.4 and 3")
                    .fix("upgrade the server, or the driver together with this check")
                    .asException();
        }
        // Drivers end the connection for a version that they have not proposed.
        if (answer[0] != 0 || answer[1] != 0 || !isProposed(answer[3], answer[2])) {
            throw wire.notSpoken().asException();
        }
        context.held("Bolt " + answer[3] + "." + answer[2] + ", login not tried");
    }

    /** Each proposal is four bytes: nothing, how many minor versions below count too, the minor and the major version. */
    private static boolean isProposed(int major, int minor) {
        for (int at = 4; at < HANDSHAKE.length; at += 4) {
            int most = HANDSHAKE[at + 2];
            if (major == HANDSHAKE[at + 3] && minor <= most && minor >= most - HANDSHAKE[at + 1]) {
                return true;
            }
        }
        return false;
    }
}
