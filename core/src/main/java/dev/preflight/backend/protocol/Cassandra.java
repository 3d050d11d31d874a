package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Endpoint;
import dev.preflight.backend.wire.TlsOptions;
import dev.preflight.backend.wire.Wire;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Cassandra and what speaks its protocol, such as ScyllaDB: OPTIONS and STARTUP (CQL binary protocol, version 4, which
 * versions 2.2 to 5 of the server speak). A server that then asks for a login is up; one that asks for none is told to
 * use the keyspace in the path. The protocol knows no goodbye.
 */
final class Cassandra implements Protocol {
    private static final int VERSION = 4;
    private static final int ERROR = 0x00;
    private static final int STARTUP = 0x01;
    private static final int READY = 0x02;
    private static final int AUTHENTICATE = 0x03;
    private static final int OPTIONS = 0x05;
    private static final int SUPPORTED = 0x06;
    private static final int QUERY = 0x07;
    private static final int RESULT = 0x08;
    private static final int CONSISTENCY_ONE = 1;

    /** An answer: what it is, and its body. */
    private record Frame(int opcode, byte[] body) {
        int int32() {
            int number = 0;
            for (int i = 0; i < 4 && i < body.length; i++) {
                number |= (body[i] & 0xff) << 24 - 8 * i;
            }
            return number;
        }

        /** The text that begins somewhere, its length in two bytes before it. */
        String text(int at) {
            if (at + 2 > body.length) {
                return "";
            }
            int length = (body[at] & 0xff) << 8 | body[at + 1] & 0xff;
            return new String(body, at + 2, Math.min(length, body.length - at - 2), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void talk(Wire wire, Endpoint endpoint, TlsOptions tls) throws IOException {
        ProbeContext context = wire.context();
        if (tls.isDeclared() || endpoint.parameter("ssl").equals("true")) {
            wire.startTls(tls);
        }
        context.trying("greeting");
        require(wire, ask(wire, OPTIONS, new byte[0]), SUPPORTED);
        ByteArrayOutputStream options = new ByteArrayOutputStream();
        options.write(0);
        options.write(1);
        text(options, "CQL_VERSION");
        text(options, "3.0.0");
        Frame started = ask(wire, STARTUP, options.toByteArray());
        if (started.opcode == AUTHENTICATE) {
            String authenticator = context.outside(started.text(0));
            context.held(
                    "asks for " + authenticator.substring(authenticator.lastIndexOf('.') + 1) + ", login not tried");
            return;
        }
        require(wire, started, READY);
        context.held("no login asked for");
        if (!endpoint.path().isEmpty()) {
            context.trying("database");
            ByteArrayOutputStream query = new ByteArrayOutputStream();
            byte[] use = ("USE \"" + endpoint.path().replace("\"", "\"\"") + '"').getBytes(StandardCharsets.UTF_8);
            query.write(0);
            query.write(0);
            query.write(use.length >> 8);
            query.write(use.length);
            query.writeBytes(use);
            query.write(0);
            query.write(CONSISTENCY_ONE);
            query.write(0);
            require(wire, ask(wire, QUERY, query.toByteArray()), RESULT);
            context.held(endpoint.path());
        }
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.write(0);
        out.write(text.length());
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Frame ask(Wire wire, int opcode, byte... body) throws IOException {
        // Version, flags, stream (2), opcode, length (4).
        byte[] frame = new byte[body.length + 9];
        frame[0] = VERSION;
        frame[4] = (byte) opcode;
        frame[7] = (byte) (body.length >> 8);
        frame[8] = (byte) body.length;
        System.arraycopy(body, 0, frame, 9, body.length);
        wire.write(frame);

        int version = wire.byteValue();
        if (version < 0x81 || version > 0x86) {
            throw wire.notSpoken().asException();
        }
        wire.byteValue();
        wire.int16();
        int answer = wire.byteValue();
        // Only the word that it speaks other versions may be of another version than was asked in (section 2.1).
        if (version != (0x80 | VERSION) && answer != ERROR) {
            throw wire.notSpoken().asException();
        }
        return new Frame(answer, wire.bytes(wire.int32()));
    }

    private static void require(Wire wire, Frame frame, int opcode) {
        if (frame.opcode == opcode) {
            return;
        }
        if (frame.opcode != ERROR || frame.body.length < 6) {
            throw wire.notSpoken().asException();
        }
        String why = wire.context().outside(frame.text(4));
        Problem problem = switch (frame.int32()) {
            case 0x1002 ->
                Problem.of(Code.BACKEND_STARTING, "starting up")
                        .fix("wait until it has joined its cluster, for instance with retryFor(...)");
            case 0x1001 -> Problem.of(Code.BACKEND_BUSY, "overloaded").fix("find out what loads it, or add nodes");
            case 0x1000 ->
                Problem.of(Code.BACKEND_UNHEALTHY, "too few of its nodes are alive")
                        .fix("start the other nodes");
            case 0x2100 ->
                Problem.of(Code.BACKEND_NOT_AUTHORISED, "not authorised")
                        .fix("grant the user what the application needs");
            case 0x2200 ->
                Problem.of(Code.BACKEND_DATABASE, "no such keyspace")
                        .fix("create the keyspace, or correct its name in the URL");
            default -> Problem.of(Code.BACKEND_FAILED, "answered with an error").fix("look at the log of the server");
        };
        throw problem.fact("why", why).asException();
    }
}
