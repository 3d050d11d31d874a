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
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The login of Kafka (KIP-43, KIP-152): a handshake that names a mechanism, then the messages of that mechanism. Which
 * one stands in the URI, as the property of Kafka's own clients: {@code ?sasl.mechanism=SCRAM-SHA-512}. Without it the
 * first one counts that lets the user in, of those that the server takes; one that gives the password away comes last.
 */
final class KafkaLogin {
    private static final String SCRAM = "SCRAM-";
    private static final String PLAIN = "PLAIN";
    private static final String[] MECHANISMS = {"SCRAM-SHA-512", "SCRAM-SHA-256", PLAIN};
    private static final short UNSUPPORTED_MECHANISM = 33;
    private static final short NO_LOGIN = 34;

    private final Endpoint endpoint;
    private final TlsOptions tls;
    private final ProbeContext context;
    private final String declared;

    KafkaLogin(Endpoint endpoint, TlsOptions tls, ProbeContext context) {
        this.endpoint = endpoint;
        this.tls = tls;
        this.context = context;
        this.declared = endpoint.parameter("sasl.mechanism").toUpperCase(Locale.ROOT);
    }

    /** What the server says to a mechanism: an error code, and the mechanisms that it takes. */
    private record Handshake(short error, List<String> takes) {
        static Handshake of(String mechanism, Wire wire) throws IOException {
            byte[] name = mechanism.getBytes(StandardCharsets.UTF_8);
            ByteBuffer body = ByteBuffer.allocate(2 + name.length);
            body.putShort((short) name.length).put(name);
            KafkaExchange exchange = new KafkaExchange(wire);
            ByteBuffer answer = exchange.ask(KafkaExchange.SASL_HANDSHAKE, 1, body.array());
            short error = exchange.int16(answer);
            List<String> takes = new ArrayList<>();
            for (int left = exchange.count(answer); left > 0; left--) {
                takes.add(exchange.text(answer));
            }
            return new Handshake(error, takes);
        }
    }

    /** The mechanisms that a listener takes; empty where it takes no login. */
    static String asked(Wire wire) throws IOException {
        Handshake handshake = Handshake.of(MECHANISMS[0], wire);
        return handshake.error() == 0 || handshake.error() == UNSUPPORTED_MECHANISM
                ? String.join(", ", handshake.takes())
                : "";
    }

    /**
     * Logs in; the connection that did is returned, since a server closes one on which a mechanism was refused. Null
     * where no login was tried.
     *
     * @throws IOException if the connection breaks
     */
    Wire logIn(Wire first) throws IOException {
        context.trying("login");
        if (!declared.isEmpty() && !isKnown(declared)) {
            context.held(context.outside(declared) + ", not tried");
            return null;
        }
        String mechanism = declared.isEmpty() ? MECHANISMS[0] : declared;
        Handshake handshake = Handshake.of(mechanism, first);
        List<String> left = new ArrayList<>();
        for (String each : declared.isEmpty() ? MECHANISMS : new String[] {declared}) {
            if (handshake.takes().contains(each)) {
                left.add(each);
            }
        }
        if (handshake.error() == NO_LOGIN) {
            throw takesNone().asException();
        }
        if (handshake.error() != 0 && handshake.error() != UNSUPPORTED_MECHANISM) {
            throw failed(handshake.error()).asException();
        }
        if (left.isEmpty()) {
            return another(handshake);
        }
        String why = "";
        Wire wire = first;
        for (int i = 0; i < left.size(); i++) {
            if (i > 0 || handshake.error() != 0) {
                wire = first.again(tls);
                context.trying("login");
                Handshake again = Handshake.of(left.get(i), wire);
                if (again.error() != 0) {
                    throw failed(again.error()).asException();
                }
            }
            why = left.get(i).equals(PLAIN) ? plain(wire) : scram(left.get(i), wire);
            if (why.isEmpty()) {
                context.held(left.get(i));
                return wire;
            }
        }
        throw Problem.of(Code.BACKEND_LOGIN, "login rejected")
                .found("user '" + endpoint.user() + "', with " + String.join(", then ", left))
                .fact("why", context.outside(why))
                .fix("correct the user or the password; each mechanism has users of its own")
                .asException();
    }

    private static boolean isKnown(String mechanism) {
        for (String each : MECHANISMS) {
            if (each.equals(mechanism)) {
                return true;
            }
        }
        return false;
    }

    /** What becomes of a server that takes none of the mechanisms. */
    private Wire another(Handshake handshake) {
        String takes = context.outside(String.join(", ", handshake.takes()));
        if (!declared.isEmpty()) {
            throw Problem.of(Code.BACKEND_LOGIN, "the server does not take the login")
                    .fact("expect", declared)
                    .found("it takes " + takes)
                    .fix("correct sasl.mechanism, or enable it for this listener of the broker")
                    .asException();
        }
        context.held(takes + ", not tried");
        context.warn(Problem.of(Code.BACKEND_LOGIN, "the login was not tried")
                .fact("why", "the server takes " + takes + ", and not with user and password")
                .fix("log in with the client of the application in a probe"));
        return null;
    }

    private static Problem takesNone() {
        return Problem.of(Code.BACKEND_LOGIN, "the listener takes no login")
                .fact("why", "it answers that no login is expected there, which ends a client that logs in")
                .fix("use the port of a listener with SASL, or take user and password out of the URL");
    }

    private static Problem failed(short error) {
        return Problem.of(Code.BACKEND_FAILED, "answered with an error")
                .fact("why", "SaslHandshake ended with error code " + error)
                .fix("look at the log of the server");
    }

    /** Sends one message (RFC 4616); returns why it was refused. */
    private String plain(Wire wire) throws IOException {
        byte[] token = ("\0" + endpoint.user() + "\0" + endpoint.password()).getBytes(StandardCharsets.UTF_8);
        return new Token(wire, token).why();
    }

    private String scram(String mechanism, Wire wire) throws IOException {
        Scram scram = new Scram(mechanism.substring(SCRAM.length()), endpoint.user(), endpoint.password(), context);
        Token first = new Token(wire, scram.first());
        if (!first.why().isEmpty()) {
            return first.why();
        }
        byte[] last;
        try {
            last = scram.last(first.answer());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        if (last == null) {
            return "the server begins SCRAM in a way that no client goes on with";
        }
        Token second = new Token(wire, last);
        return second.why().isEmpty() && !scram.isRight(second.answer())
                ? "the server does not show that it knows the password"
                : second.why();
    }

    /** One message of a mechanism, and what the server says to it. */
    private static final class Token {
        private final String why;
        private final byte[] answer;

        Token(Wire wire, byte... token) throws IOException {
            ByteBuffer body = ByteBuffer.allocate(4 + token.length);
            body.putInt(token.length).put(token);
            KafkaExchange exchange = new KafkaExchange(wire);
            ByteBuffer said = exchange.ask(KafkaExchange.SASL_AUTHENTICATE, 0, body.array());
            short error = exchange.int16(said);
            String text = exchange.text(said);
            why = error == 0 ? "" : text.isEmpty() ? "error code " + error : text;
            answer = exchange.bytes(exchange.int32(said), said);
        }

        String why() {
            return why;
        }

        byte[] answer() {
            return answer;
        }
    }
}
