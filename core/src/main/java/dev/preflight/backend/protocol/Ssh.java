package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Endpoint;
import dev.preflight.backend.wire.ProtocolGuess;
import dev.preflight.backend.wire.TlsOptions;
import dev.preflight.backend.wire.Wire;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * SSH: both sides say which version they speak (RFC 4253, section 4.2), then a disconnect message is sent (section
 * 11.1). No key is exchanged and no login tried.
 */
final class Ssh implements Protocol {
    private static final int LONGEST_LINE = 255;
    private static final int MOST_LINES = 20;
    private static final byte[] HELLO = "SSH-2.0-preflight\r\n".getBytes(StandardCharsets.US_ASCII);

    /**
     * SSH_MSG_DISCONNECT, SSH_DISCONNECT_BY_APPLICATION, "bye", no language, in a packet that is padded to a multiple of
     * eight (section 6).
     */
    private static final byte[] DISCONNECT = {
        0, 0, 0, 28, 11, 1, 0, 0, 0, 11, 0, 0, 0, 3, 'b', 'y', 'e', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    @Override
    public void talk(Wire wire, Endpoint endpoint, TlsOptions tls) throws IOException {
        ProbeContext context = wire.context();
        context.trying("greeting");
        String line = line(wire);
        for (int i = 0; !line.startsWith("SSH-"); i++) {
            refused(line, wire);
            if (i == MOST_LINES
                    || !ProtocolGuess.guess(line.getBytes(StandardCharsets.ISO_8859_1))
                            .isEmpty()) {
                throw wire.notSpoken().asException();
            }
            // A server may say something else first.
            line = line(wire);
        }
        if (!line.startsWith("SSH-2.0-") && !line.startsWith("SSH-1.99-")) {
            throw Problem.of(Code.BACKEND_VERSION, "speaks a version of SSH that nobody speaks any more")
                    .found(context.outside(line))
                    .fix("upgrade the server")
                    .asException();
        }
        context.held(context.outside(line.substring(line.indexOf('-', "SSH-".length()) + 1)));
        wire.write(HELLO);
        wire.leave(DISCONNECT);
    }

    /** A line of printable characters; the first byte of anything else is of another protocol. */
    private static String line(Wire wire) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = wire.byteValue(); b != '\n'; b = wire.byteValue()) {
            if (b != '\r' && b != '\t' && (b < ' ' || b == 127) || line.length() == LONGEST_LINE) {
                throw wire.notSpoken().asException();
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    /** What OpenSSH says instead of its version to those that it turns away. */
    private static void refused(String line, Wire wire) {
        if (line.startsWith("Exceeded MaxStartups") || line.startsWith("Not allowed at this time")) {
            throw Problem.of(Code.BACKEND_BUSY, "turned away")
                    .fact("why", wire.context().outside(line))
                    .fix("look at MaxStartups and PerSourcePenalties of the server, and at who knocks so often")
                    .asException();
        }
    }
}
