package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Endpoint;
import dev.preflight.backend.wire.TlsOptions;
import dev.preflight.backend.wire.Wire;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * MQTT 3.1.1 (OASIS standard, sections 3.1, 3.2 and 3.14), which brokers of version 5 speak as well: CONNECT with a
 * clean session and the login of the URI, CONNACK, DISCONNECT. Nothing is published, and no will is left.
 *
 * <p>The client identifier begins with {@code preflight} and is another one each time, since a broker cuts off the
 * client that already has the same.
 */
final class Mqtt implements Protocol {
    private static final int CONNECT = 0x10;
    private static final int CONNACK = 0x20;
    private static final int DISCONNECT = 0xe0;
    private static final byte LEVEL = 4;
    private static final int CLEAN_SESSION = 0x02;
    private static final int PASSWORD = 0x40;
    private static final int USER = 0x80;
    private static final short KEEP_ALIVE_SECONDS = 60;
    private static final int LONGEST_CONNACK = 127;
    /** What version 5 calls an unsupported protocol version; a broker may say it to a client of version 3 (3.1.2.2). */
    private static final int UNSUPPORTED_VERSION_5 = 0x84;

    @Override
    public void talk(Wire wire, Endpoint endpoint, TlsOptions tls) throws IOException {
        ProbeContext context = wire.context();
        context.trying("greeting");
        wire.write(connect(endpoint));
        int code = answer(wire);
        if (code == 1 || code == UNSUPPORTED_VERSION_5) {
            throw Problem.of(Code.BACKEND_WRONG_PROTOCOL, "speaks MQTT, and not version 3.1.1")
                    .fact("why", "return code " + code + ", unacceptable protocol version")
                    .fix(
                            "let the broker take clients of version 3.1.1, or use a probe(...) with the application's client")
                    .asException();
        }
        if (code == 3) {
            throw Problem.of(Code.BACKEND_UNHEALTHY, "the service is not available")
                    .fact("why", "return code 3, server unavailable")
                    .fix("look at the log of the server")
                    .asException();
        }
        context.held("MQTT 3.1.1");
        context.trying("login");
        if (code != 0) {
            throw refusal(wire, code, endpoint).asException();
        }
        context.held(nobody(endpoint) ? "without a user" : "");
        wire.farewell((byte) DISCONNECT, (byte) 0);
    }

    /** The return code of the CONNACK. */
    private static int answer(Wire wire) throws IOException {
        if (wire.byteValue() != CONNACK) {
            throw wire.notSpoken().asException();
        }
        int length = wire.byteValue();
        if (length < 2 || length > LONGEST_CONNACK || wire.byteValue() > 1) {
            throw wire.notSpoken().asException();
        }
        return wire.byteValue();
    }

    private static Problem refusal(Wire wire, int code, Endpoint endpoint) {
        return switch (code) {
            case 2 ->
                Problem.of(Code.BACKEND_NOT_AUTHORISED, "client identifier rejected")
                        .fact("why", "return code 2, identifier rejected")
                        .fix("let the broker take client identifiers that begin with 'preflight'");
            // Mosquitto says 5 where others say 4.
            case 4, 5 ->
                Problem.of(Code.BACKEND_LOGIN, nobody(endpoint) ? "login required" : "login rejected")
                        .fact(
                                "why",
                                "return code " + code
                                        + (code == 4 ? ", bad user name or password" : ", not authorised"))
                        .fix("put the right user and password into the URL");
            default -> wire.notSpoken();
        };
    }

    private static boolean nobody(Endpoint endpoint) {
        return endpoint.user().isEmpty() && endpoint.password().isEmpty();
    }

    private static byte[] connect(Endpoint endpoint) {
        byte[] client = utf8(clientId());
        byte[] user = utf8(endpoint.user());
        byte[] password = utf8(endpoint.password());
        boolean hasPassword = password.length > 0;
        // A password cannot be sent without a user name, which may be empty.
        boolean hasUser = user.length > 0 || hasPassword;
        int length = 10 + 2 + client.length + (hasUser ? 2 + user.length : 0) + (hasPassword ? 2 + password.length : 0);
        int flags = CLEAN_SESSION | (hasUser ? USER : 0) | (hasPassword ? PASSWORD : 0);
        ByteBuffer packet = ByteBuffer.allocate(5 + length).put((byte) CONNECT);
        putLength(packet, length);
        putText(packet, utf8("MQTT"));
        packet.put(LEVEL).put((byte) flags).putShort(KEEP_ALIVE_SECONDS);
        putText(packet, client);
        if (hasUser) {
            putText(packet, user);
        }
        if (hasPassword) {
            putText(packet, password);
        }
        byte[] bytes = new byte[packet.position()];
        packet.flip();
        packet.get(bytes);
        return bytes;
    }

    /**
     * Letters and digits, 22 at most, which every broker takes (section 3.1.3.1). The nanoseconds since a machine was
     * started differ between machines, and the thread's number between the checks of one process.
     */
    private static String clientId() {
        long unique = System.nanoTime() + (Thread.currentThread().getId() << 52);
        return "preflight" + Long.toString(unique & Long.MAX_VALUE, Character.MAX_RADIX);
    }

    /** Seven bits a byte, the low ones first (section 2.2.3). */
    private static void putLength(ByteBuffer packet, int length) {
        int rest = length;
        while (rest > 127) {
            packet.put((byte) (rest & 127 | 128));
            rest >>>= 7;
        }
        packet.put((byte) rest);
    }

    private static void putText(ByteBuffer packet, byte... text) {
        packet.putShort((short) text.length).put(text);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
