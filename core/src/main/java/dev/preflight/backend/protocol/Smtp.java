package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Endpoint;
import dev.preflight.backend.wire.TlsOptions;
import dev.preflight.backend.wire.Wire;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * Mail submission and relay: the greeting and EHLO (RFC 5321, section 3.1 and 3.2), STARTTLS (RFC 3207) and a login with
 * AUTH PLAIN or LOGIN (RFC 4954, RFC 4616) where the URI has credentials. Without them the null sender is announced and
 * taken back, which shows whether the server demands a login.
 */
final class Smtp implements Protocol {
    private static final byte[] RESET = "RSET\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] QUIT = "QUIT\r\n".getBytes(StandardCharsets.US_ASCII);

    @Override
    public void talk(Wire wire, Endpoint endpoint, TlsOptions tls) throws IOException {
        StartTls startTls = StartTls.of(endpoint);
        ProbeContext context = wire.context();
        context.trying("greeting");
        SmtpReply greeting = SmtpReply.greeting(wire);
        greeting.require(220, wire);
        SmtpReply extensions = hello(wire);
        String name = greeting.text();
        context.held(context.outside(name));
        if (startTls.wanted(extensions.offers("STARTTLS"), wire)) {
            context.trying("STARTTLS");
            SmtpReply.to("STARTTLS", wire).require(220, wire);
            context.held("");
            wire.startTls(tls);
            // What was said before TLS may have been another's words (RFC 3207, section 4.2).
            context.trying("EHLO");
            extensions = hello(wire);
            context.held("");
        }
        context.trying("login");
        if (endpoint.user().isEmpty()) {
            boolean begun = announce(wire);
            context.held("not demanded");
            if (begun) {
                wire.leave(RESET, QUIT);
                return;
            }
        } else {
            context.held(login(wire, endpoint, extensions));
        }
        wire.leave(QUIT);
    }

    private static SmtpReply hello(Wire wire) throws IOException {
        String address = wire.localAddress().getHostAddress();
        int zone = address.indexOf('%');
        address = zone < 0 ? address : address.substring(0, zone);
        String name = address.indexOf(':') < 0 ? "[" + address + "]" : "[IPv6:" + address + "]";
        SmtpReply reply = SmtpReply.to("EHLO " + name, wire);
        if (reply.code() >= 500 && reply.code() <= 502) {
            reply = SmtpReply.to("HELO " + name, wire);
        }
        reply.require(250, wire);
        return reply;
    }

    /** Without credentials: begins a mail; false where the server has something against that, but no login. */
    private static boolean announce(Wire wire) throws IOException {
        SmtpReply reply = SmtpReply.to("MAIL FROM:<>", wire);
        if (reply.code() == 530 || reply.code() == 421) {
            throw reply.problem(wire).asException();
        }
        return reply.code() == 250;
    }

    private static String login(Wire wire, Endpoint endpoint, SmtpReply extensions) throws IOException {
        String mechanisms = extensions.parameters("AUTH");
        if (mechanisms.isEmpty()) {
            wire.context()
                    .warn(Problem.of(Code.BACKEND_LOGIN, "the server offers no login")
                            .fix("take user and password out of the URL, or use the port where it offers one"));
            return "not offered";
        }
        String padded = " " + mechanisms.toUpperCase(Locale.ROOT) + " ";
        if (padded.contains(" PLAIN ")) {
            String plain = "\0" + endpoint.user() + "\0" + endpoint.password();
            SmtpReply.to("AUTH PLAIN " + encoded(plain, wire), wire).require(235, wire);
            return "";
        }
        if (padded.contains(" LOGIN ")) {
            SmtpReply.to("AUTH LOGIN", wire).require(334, wire);
            SmtpReply.to(encoded(endpoint.user(), wire), wire).require(334, wire);
            SmtpReply.to(encoded(endpoint.password(), wire), wire).require(235, wire);
            return "";
        }
        return "not tried, it takes " + wire.context().outside(mechanisms);
    }

    private static String encoded(String text, Wire wire) {
        String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        if (!text.isEmpty()) {
            wire.context().secret(encoded);
        }
        return encoded;
    }
}
