package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Endpoint;
import dev.preflight.backend.wire.TlsOptions;
import dev.preflight.backend.wire.TlsOptions.Verifying;
import dev.preflight.backend.wire.Wire;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * PostgreSQL and what speaks its protocol, such as PgBouncer: SSLRequest unless TLS is not wanted, then a StartupMessage
 * for the user and database of the URI (PostgreSQL documentation, "Frontend/Backend Protocol", version 3.0). A server
 * that then asks for a password is up, takes connections, and lets this host, user and database in; the password is
 * not sent. A client that leaves at this point, without a word, is nothing that the server logs. A server that asks
 * for none goes on until it is ready for queries, and is told Terminate.
 *
 * <p>A URI without a user is greeted as the user of this process, as libpq does; that this one may not enter is not a
 * problem then.
 */
final class PostgreSql implements Protocol {
    private static final int SSL_REQUEST = 80877103;
    private static final int VERSION_3 = 3 << 16;

    @Override
    public void talk(Wire wire, Endpoint endpoint, TlsOptions tls) throws IOException {
        String mode = endpoint.parameter("sslmode");
        if (tls.isDeclared() || mode.equals("require") || mode.startsWith("verify")) {
            secure(wire, tls.verifying(verifying(mode, tls)));
            enter(wire, endpoint);
        } else if (mode.equals("disable")) {
            enter(wire, endpoint);
        } else {
            either(wire, endpoint, tls, !mode.equals("allow"));
        }
    }

    /**
     * With TLS first or without, and the other way where that is refused: TLS that does not look whose it is, if the
     * server offers it. The mode {@code prefer}, which begins with TLS, counts where none is named.
     */
    private static void either(Wire wire, Endpoint endpoint, TlsOptions tls, boolean tlsFirst) throws IOException {
        try {
            enter(wire, endpoint, tls, tlsFirst);
        } catch (IOException | RuntimeException first) {
            // A server may demand TLS of some and refuse it to others.
            if (!isOfTls(wire.context().problem(first).code())) {
                throw first;
            }
            try {
                wire.reconnect();
                enter(wire, endpoint, tls, !tlsFirst);
            } catch (IOException | RuntimeException second) {
                throw first;
            }
        }
    }

    private static void enter(Wire wire, Endpoint endpoint, TlsOptions tls, boolean secured) throws IOException {
        if (secured) {
            wire.context().trying("TLS");
            if (isOffered(wire, false)) {
                wire.startTls(tls.verifyingOnly(Verifying.NOTHING));
            }
        }
        enter(wire, endpoint);
    }

    private static boolean isOfTls(Code code) {
        return code == Code.BACKEND_LOGIN
                || code == Code.BACKEND_CLOSED
                || code == Code.BACKEND_NO_TLS
                || code.id().startsWith("tls.");
    }

    private static void enter(Wire wire, Endpoint endpoint) throws IOException {
        ProbeContext context = wire.context();
        String user = first(endpoint.user(), endpoint.parameter("user"));
        boolean nobody = user.isEmpty();
        user = first(user, System.getProperty("user.name", "preflight"));
        String database = first(first(endpoint.path(), endpoint.parameter("dbname")), user);
        context.trying("greeting");
        wire.write(startup(user, database));
        String asked = untilAuthentication(wire, nobody);
        if (!asked.isEmpty()) {
            context.held(asked);
            return;
        }
        context.held("no password asked for");
        context.trying("database");
        String version = untilReady(wire, nobody);
        context.held(version);
        wire.farewell((byte) 'X', (byte) 0, (byte) 0, (byte) 0, (byte) 4);
    }

    private static Verifying verifying(String mode, TlsOptions tls) {
        return switch (mode) {
            case "verify-ca" -> Verifying.CHAIN;
            case "require" -> Verifying.NOTHING;
            default -> tls.verifying();
        };
    }

    private static void secure(Wire wire, TlsOptions tls) throws IOException {
        wire.context().trying("TLS");
        if (!isOffered(wire, true)) {
            throw Problem.of(Code.BACKEND_NO_TLS, "the server does not speak TLS")
                    .fix("switch ssl on in the server, or take sslmode out of the URL")
                    .asException();
        }
        wire.startTls(tls);
    }

    private static boolean isOffered(Wire wire, boolean demanded) throws IOException {
        wire.write(message(SSL_REQUEST, new byte[0]));
        int answer = wire.byteValue();
        if (answer == 'E' && demanded) {
            throw PostgreSqlError.read(wire).problem(wire.context(), false).asException();
        }
        if ((answer == 'S' || answer == 'N') && !wire.hasMore()) {
            return answer == 'S';
        }
        if (demanded) {
            // What comes with the answer is no TLS, so it is either another protocol or an intruder's.
            throw wire.notSpoken().asException();
        }
        // What does not know the request answers as it answers a start, and is judged there.
        wire.unread();
        return false;
    }

    private static byte[] startup(String user, String database) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String word : new String[] {"user", user, "database", database, "application_name", "preflight", ""}) {
            out.writeBytes(word.getBytes(StandardCharsets.UTF_8));
            out.write(0);
        }
        return message(VERSION_3, out.toByteArray());
    }

    private static byte[] message(int code, byte... body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int number : new int[] {body.length + 8, code}) {
            out.write(number >> 24);
            out.write(number >> 16);
            out.write(number >> 8);
            out.write(number);
        }
        out.writeBytes(body);
        return out.toByteArray();
    }

    /** What the server asks for before it lets a client in; empty where it asks for nothing. */
    private static String untilAuthentication(Wire wire, boolean nobody) throws IOException {
        while (true) {
            switch (wire.byteValue()) {
                case 'R' -> {
                    return asked(wire);
                }
                case 'E' -> {
                    PostgreSqlError error = PostgreSqlError.read(wire);
                    if (nobody && error.state().startsWith("28")) {
                        return "takes connections, login not tried";
                    }
                    throw error.problem(wire.context(), false).asException();
                }
                // NegotiateProtocolVersion, NoticeResponse
                case 'v', 'N' -> body(wire);
                default -> throw wire.notSpoken().asException();
            }
        }
    }

    private static String asked(Wire wire) throws IOException {
        int length = wire.int32();
        if (length < 8 || length > 1000) {
            throw wire.notSpoken().asException();
        }
        int kind = wire.int32();
        wire.bytes(length - 8);
        return switch (kind) {
            case 0 -> "";
            case 3 -> "asks for a password, login not tried";
            case 5 -> "asks for a password (MD5), login not tried";
            case 7, 8, 9 -> "asks for GSSAPI or SSPI, login not tried";
            case 10 -> "asks for a password (SASL), login not tried";
            default -> "asks for a login, login not tried";
        };
    }

    /** Reads on until the server is ready for queries; returns its version. */
    private static String untilReady(Wire wire, boolean nobody) throws IOException {
        String version = "";
        while (true) {
            switch (wire.byteValue()) {
                case 'Z' -> {
                    body(wire);
                    return version.isEmpty()
                            ? ""
                            : "PostgreSQL " + wire.context().outside(version);
                }
                case 'E' -> {
                    PostgreSqlError error = PostgreSqlError.read(wire);
                    if (nobody && error.state().startsWith("28")) {
                        return "login not tried";
                    }
                    throw error.problem(wire.context(), true).asException();
                }
                case 'S' -> {
                    String parameter = new String(body(wire), StandardCharsets.UTF_8);
                    if (parameter.startsWith("server_version\0")) {
                        version = parameter.substring("server_version\0".length(), parameter.length() - 1);
                    }
                }
                // BackendKeyData, NegotiateProtocolVersion, NoticeResponse
                case 'K', 'v', 'N' -> body(wire);
                default -> throw wire.notSpoken().asException();
            }
        }
    }

    private static byte[] body(Wire wire) throws IOException {
        return wire.bytes(wire.int32() - 4);
    }

    private static String first(String text, String other) {
        return text.isEmpty() ? other : text;
    }
}
