package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Endpoint;
import dev.preflight.backend.wire.TlsOptions;
import dev.preflight.backend.wire.Wire;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * AMQP 0-9-1, as RabbitMQ and Qpid speak it: the connection is started, logged in to with PLAIN (RFC 4616), tuned,
 * opened on the virtual host and closed (specification, sections 1.4 and 2.2.4).
 *
 * <p>The virtual host is the path of the URI, {@code /} where that is empty. Without a user in the URI the login is
 * guest/guest, as it is with all common clients; with a client certificate and no user it is EXTERNAL, where the server
 * offers that.
 */
public final class Amqp implements Protocol {
    private static final int START = 10;
    private static final int START_OK = 11;
    private static final int TUNE = 30;
    private static final int TUNE_OK = 31;
    private static final int OPEN = 40;
    private static final int OPEN_OK = 41;
    private static final int CLOSE = 50;
    private static final int CLOSE_OK = 51;
    private static final int LONGEST = 255;

    @Override
    public void talk(Wire wire, Endpoint endpoint, TlsOptions tls) throws IOException {
        try {
            connect(wire, endpoint, tls);
        } catch (BufferUnderflowException e) {
            throw wire.notSpoken().asException();
        }
    }

    private static void connect(Wire wire, Endpoint endpoint, TlsOptions tls) throws IOException {
        ProbeContext context = wire.context();
        byte[] host = AmqpFrame.utf8(endpoint.path().isEmpty() ? "/" : endpoint.path());
        if (host.length > LONGEST) {
            throw Problem.of(Code.BACKEND_URL, "the virtual host in its URL is too long")
                    .fix("correct the path of the URL: a virtual host has 255 bytes at most")
                    .asException();
        }
        context.trying("greeting");
        ByteBuffer start = start(wire, endpoint);
        start.getShort();
        context.held(context.outside(AmqpFrame.product(start)));
        String mechanisms = " " + AmqpFrame.longText(start) + " ";

        context.trying("login");
        boolean external =
                endpoint.user().isEmpty() && tls != null && tls.hasIdentity() && mechanisms.contains(" EXTERNAL ");
        if (!external && !mechanisms.contains(" PLAIN ")) {
            context.held("not tried, PLAIN is not among " + context.outside(mechanisms.trim()));
            return;
        }
        wire.write(external ? startOk("EXTERNAL", "") : startOk("PLAIN", plain(endpoint)));
        ByteBuffer tune = tune(wire, endpoint);
        context.held("");

        context.trying("database");
        // The limits of the server are agreed to as they are, but for the heartbeat: there will be none.
        wire.write(AmqpFrame.done(AmqpFrame.of(TUNE_OK, 8)
                .putShort(tune.getShort())
                .putInt(tune.getInt())
                .putShort((short) 0)));
        wire.write(AmqpFrame.done(AmqpFrame.of(OPEN, host.length + 3)
                .put((byte) host.length)
                .put(host)
                .putShort((short) 0)));
        expect(OPEN_OK, wire, endpoint);
        context.held(endpoint.path().isEmpty() ? "/" : endpoint.path());
        wire.leaveOnceAnswered(goodbye());
    }

    /** Sends the protocol header; another version of AMQP answers it with a header of its own. */
    private static ByteBuffer start(Wire wire, Endpoint endpoint) throws IOException {
        wire.write((byte) 'A', (byte) 'M', (byte) 'Q', (byte) 'P', (byte) 0, (byte) 0, (byte) 9, (byte) 1);
        return expect(START, wire, endpoint);
    }

    /** What the URI does not name is guest, the user and the password each for itself. */
    private static String plain(Endpoint endpoint) {
        return "\0" + (endpoint.user().isEmpty() ? "guest" : endpoint.user()) + "\0"
                + (endpoint.password().isEmpty() ? "guest" : endpoint.password());
    }

    /** Of a path that is a slash alone, or has a second one: an empty virtual host for some, and {@code /} for others. */
    public static Problem unclearHost() {
        return Problem.of(Code.BACKEND_DATABASE, "clients read the path of its URL in different ways")
                .found("a path that is '/', or has a second '/'; '/' or what it says was tried")
                .fact("why", "of amqp://host/ the Java client of RabbitMQ opens the virtual host '', and Spring '/'")
                .fix("end the URL behind the port for the virtual host '/', and write each '/' in a name as %2F");
    }

    /** Asks the server to say that it rejects a login, which it shows by closing the connection otherwise. */
    private static byte[] startOk(String mechanism, String response) {
        byte[] name = AmqpFrame.utf8(mechanism);
        byte[] secret = AmqpFrame.utf8(response);
        byte[] properties = AmqpFrame.utf8(
                "\7productS\0\0\0\11Preflight" + "\14capabilitiesF\0\0\0\37\34authentication_failure_closet\1");
        byte[] locale = AmqpFrame.utf8("\5en_US");
        return AmqpFrame.done(
                AmqpFrame.of(START_OK, 4 + properties.length + 1 + name.length + 4 + secret.length + locale.length)
                        .putInt(properties.length)
                        .put(properties)
                        .put((byte) name.length)
                        .put(name)
                        .putInt(secret.length)
                        .put(secret)
                        .put(locale));
    }

    private static ByteBuffer tune(Wire wire, Endpoint endpoint) throws IOException {
        try {
            return expect(TUNE, wire, endpoint);
        } catch (EOFException e) {
            throw AmqpRefusal.login(
                            "it closed the connection without a word, as brokers do for a wrong login", endpoint)
                    .asException();
        }
    }

    /** The arguments of the method that must come next. */
    private static ByteBuffer expect(int method, Wire wire, Endpoint endpoint) throws IOException {
        ByteBuffer payload = AmqpFrame.next(wire);
        int came = AmqpFrame.method(payload);
        if (came == CLOSE) {
            int code = payload.getShort();
            String why = wire.context().outside(code + " " + AmqpFrame.shortText(payload));
            wire.farewell(AmqpFrame.done(AmqpFrame.of(CLOSE_OK, 0)));
            throw AmqpRefusal.of(code, why, method != OPEN_OK, endpoint).asException();
        }
        if (came != method) {
            throw wire.notSpoken().asException();
        }
        return payload;
    }

    /** A broker logs an error where a connection ends without this. */
    private static byte[] goodbye() {
        return AmqpFrame.done(AmqpFrame.of(CLOSE, 7)
                .putShort((short) 200)
                .put((byte) 0)
                .putShort((short) 0)
                .putShort((short) 0));
    }
}
