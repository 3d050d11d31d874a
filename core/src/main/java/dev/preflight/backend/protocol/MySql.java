package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Endpoint;
import dev.preflight.backend.wire.TlsOptions;
import dev.preflight.backend.wire.TlsOptions.Verifying;
import dev.preflight.backend.wire.Wire;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * MySQL, MariaDB and what speaks their protocol: the server greets first, with its version or with the reason why it
 * takes no connection (MySQL client/server protocol, "Connection Phase", Protocol::HandshakeV10 and ERR_Packet).
 *
 * <p>A client that leaves at this point is counted by the server as a broken handshake, and a host with a hundred of
 * them (max_connect_errors) is locked out. So the check introduces itself as the user {@code preflight} without a
 * password; "access denied" is what it expects, which does not count against the host. Where that user exists without
 * rights and without a password, the server logs nothing at all.
 */
final class MySql implements Protocol {
    private static final int CLIENT_SSL = 0x800;
    private static final int CLIENT_PLUGIN_AUTH = 0x80000;
    /** CLIENT_LONG_PASSWORD, CLIENT_PROTOCOL_41, CLIENT_SECURE_CONNECTION, CLIENT_PLUGIN_AUTH. */
    private static final int CAPABILITIES = 1 | 0x200 | 0x8000 | CLIENT_PLUGIN_AUTH;

    private static final int LONGEST = 1 << 16;
    private static final int UTF8 = 33;

    private final boolean prefersTls;

    MySql(boolean prefersTls) {
        this.prefersTls = prefersTls;
    }

    @Override
    public void talk(Wire wire, Endpoint endpoint, TlsOptions tls) throws IOException {
        wire.context().trying("greeting");
        Greeting greeting = greeting(wire);
        String held = wire.context().outside(greeting.version) + ", login not tried";
        Verifying mode = mode(endpoint);
        if (mode == null && !tls.isDeclared() && prefersTls(greeting, endpoint)) {
            mode = Verifying.NOTHING;
        }
        if (mode == null && !tls.isDeclared()) {
            leave(wire, greeting, 1);
            wire.context().held(held);
            return;
        }
        wire.context().held(held);
        wire.context().trying("TLS");
        if ((greeting.capabilities & CLIENT_SSL) == 0) {
            throw Problem.of(Code.BACKEND_NO_TLS, "the server does not speak TLS")
                    .fix("give the server a certificate, or take sslMode out of the URL")
                    .asException();
        }
        wire.write(packet(1, introduction(CAPABILITIES | CLIENT_SSL)));
        wire.startTls(mode == null ? tls : tls.verifying(mode));
        leave(wire, greeting, 2);
    }

    /** Connector/J speaks TLS with a server that offers it, unless it is told not to; MariaDB's driver does not. */
    private boolean prefersTls(Greeting greeting, Endpoint endpoint) {
        String mode = endpoint.parameter("sslMode") + endpoint.parameter("ssl-mode");
        return prefersTls
                && (greeting.capabilities & CLIENT_SSL) != 0
                && !mode.equalsIgnoreCase("disabled")
                && !endpoint.parameter("useSSL").equalsIgnoreCase("false");
    }

    /** How much of a certificate the drivers verify in the mode of the URL; null where it does not demand TLS. */
    private static Verifying mode(Endpoint endpoint) {
        String mode = endpoint.parameter("sslMode") + endpoint.parameter("ssl-mode");
        return switch (mode.toLowerCase(Locale.ROOT).replace('_', '-')) {
            case "required", "trust" -> Verifying.NOTHING;
            case "verify-ca" -> Verifying.CHAIN;
            case "verify-identity", "verify-full" -> Verifying.ALL;
            default -> null;
        };
    }

    /** What a server says of itself. */
    private record Greeting(String version, int capabilities, String plugin) {}

    private static Greeting greeting(Wire wire) throws IOException {
        int length = length(wire);
        if (wire.byteValue() != 0 || length < 3 || length > LONGEST) {
            throw wire.notSpoken().asException();
        }
        int kind = wire.byteValue();
        if (kind != 10 && kind != 0xff) {
            throw wire.notSpoken().asException();
        }
        byte[] body = wire.bytes(length - 1);
        if (kind == 0xff) {
            throw MySqlError.of(body).problem(wire.context()).asException();
        }
        int at = end(body, 0);
        // Behind the version: thread id (4), salt (8), filler (1), capabilities (2), character set (1), status (2),
        // capabilities (2), length of the salt (1), reserved (10), rest of the salt (13), plugin.
        if (at + 14 >= body.length) {
            throw wire.notSpoken().asException();
        }
        String version = new String(body, 0, at, StandardCharsets.UTF_8);
        int capabilities = word(body, at + 14) | word(body, at + 19) << 16;
        int plugin = at + 45;
        return new Greeting(
                version.startsWith("5.5.5-") ? version.substring("5.5.5-".length()) : version,
                capabilities,
                (capabilities & CLIENT_PLUGIN_AUTH) != 0 && plugin < body.length
                        ? new String(body, plugin, end(body, plugin) - plugin, StandardCharsets.UTF_8)
                        : "mysql_native_password");
    }

    /** Leaves in a way that does not count against this host. */
    private static void leave(Wire wire, Greeting greeting, int sequence) throws IOException {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(introduction(CAPABILITIES));
            out.writeBytes("preflight\0\0".getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(greeting.plugin.getBytes(StandardCharsets.UTF_8));
            out.write(0);
            wire.write(packet(sequence, out.toByteArray()));
            byte[] answer = answer(wire);
            if (answer.length > 0 && answer[0] == (byte) 0xfe) {
                // AuthSwitchRequest: no password either way.
                wire.write(packet(sequence + 2));
                answer = answer(wire);
            }
            judge(wire, answer);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            // It has greeted, and may close on strangers as it likes.
            return;
        }
    }

    private static void judge(Wire wire, byte... answer) {
        if (answer.length > 0 && answer[0] == 0) {
            wire.farewell(packet(0, (byte) 1));
        } else if (answer.length > 2 && answer[0] == (byte) 0xff) {
            MySqlError error = MySqlError.of(Arrays.copyOfRange(answer, 1, answer.length));
            if (error.isOfTheServer()) {
                throw error.problem(wire.context()).asException();
            }
        }
    }

    private static byte[] answer(Wire wire) throws IOException {
        int length = length(wire);
        wire.byteValue();
        return length > LONGEST ? new byte[0] : wire.bytes(length);
    }

    private static int length(Wire wire) throws IOException {
        return wire.byteValue() | wire.byteValue() << 8 | wire.byteValue() << 16;
    }

    /** Capabilities (4), longest packet (4), character set (1), reserved (23). */
    private static byte[] introduction(int capabilities) {
        byte[] out = new byte[32];
        for (int i = 0; i < 4; i++) {
            out[i] = (byte) (capabilities >> 8 * i);
        }
        out[7] = 1;
        out[8] = UTF8;
        return out;
    }

    private static byte[] packet(int sequence, byte... body) {
        byte[] out = new byte[body.length + 4];
        out[0] = (byte) body.length;
        out[1] = (byte) (body.length >> 8);
        out[3] = (byte) sequence;
        System.arraycopy(body, 0, out, 4, body.length);
        return out;
    }

    private static int end(byte[] bytes, int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return end;
    }

    private static int word(byte[] bytes, int at) {
        return at + 1 < bytes.length ? bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8 : 0;
    }
}
