package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Endpoint;
import dev.preflight.backend.wire.TlsOptions;
import dev.preflight.backend.wire.Wire;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.IOException;

/**
 * ZooKeeper: {@code srvr}, the one four letter word that is allowed by default (ZooKeeper Administrator's Guide, "The
 * Four Letter Words"). It opens no session, and tells whether the server is part of a quorum and serves requests.
 */
final class ZooKeeper implements Protocol {
    private static final String VERSION = "Zookeeper version: ";
    private static final String NOT_SERVING = "This ZooKeeper instance is not currently serving requests";
    private static final String NOT_ALLOWED = "srvr is not executed because it is not in the whitelist";
    private static final int MOST_LINES = 100;

    @Override
    public void talk(Wire wire, Endpoint endpoint, TlsOptions tls) throws IOException {
        ProbeContext context = wire.context();
        context.trying("greeting");
        wire.write("srvr");
        String words = switch (wire.byteValue()) {
            case 'Z' -> VERSION;
            case 'T' -> NOT_SERVING;
            case 's' -> NOT_ALLOWED;
            default -> throw wire.notSpoken().asException();
        };
        wire.expect(words.substring(1));
        if (words.equals(NOT_SERVING)) {
            throw Problem.of(Code.BACKEND_UNHEALTHY, "not serving requests")
                    .fact("why", words)
                    .fix("start enough servers of the ensemble for a quorum, or wait until they have elected a leader")
                    .asException();
        }
        String rest = wire.line();
        if (words.equals(NOT_ALLOWED)) {
            context.held("srvr is not allowed");
            context.warn(Problem.of(Code.BACKEND_NOT_AUTHORISED, "does not tell whether it serves requests")
                    .fact("why", words)
                    .fix("add srvr to 4lw.commands.whitelist of the server"));
            return;
        }
        int comma = rest.indexOf(',');
        int dash = rest.indexOf('-');
        int end = dash > 0 ? dash : comma;
        String version = end > 0 ? rest.substring(0, end) : rest;
        String mode = mode(wire);
        if (mode.equals("read-only")) {
            throw Problem.of(Code.BACKEND_UNHEALTHY, "takes reads only, since it has lost the quorum")
                    .fix("start enough servers of the ensemble for a quorum")
                    .asException();
        }
        context.held(context.outside(version + " " + mode));
    }

    /** Reads to the end, which the server makes. */
    private static String mode(Wire wire) throws IOException {
        String mode = "";
        for (int i = 0; i < MOST_LINES; i++) {
            int first = wire.read();
            if (first < 0) {
                return mode;
            }
            String line = (char) first + wire.line();
            if (line.startsWith("Mode: ")) {
                mode = line.substring("Mode: ".length());
            }
        }
        throw wire.notSpoken().asException();
    }
}
