package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Wire;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A reply of one or more lines that begin with the same three digits (RFC 5321, section 4.2).
 *
 * @param code the three digits
 * @param lines what follows them on each line
 */
record SmtpReply(int code, List<String> lines) {
    private static final int MOST_LINES = 100;

    /** Sends a command and reads the reply. */
    static SmtpReply to(String command, Wire wire) throws IOException {
        wire.write(command + "\r\n");
        return read(wire);
    }

    /** The reply that comes before any command. */
    static SmtpReply greeting(Wire wire) throws IOException {
        try {
            return read(wire);
        } catch (SocketTimeoutException e) {
            throw StartTls.silent(wire, e, "smtps").asException();
        }
    }

    private static SmtpReply read(Wire wire) throws IOException {
        List<String> lines = new ArrayList<>();
        int code;
        boolean more;
        do {
            code = 0;
            for (int i = 0; i < 3; i++) {
                int digit = wire.byteValue() - '0';
                if (digit < (i == 0 ? 2 : 0) || digit > (i == 0 ? 5 : 9)) {
                    throw wire.notSpoken().asException();
                }
                code = code * 10 + digit;
            }
            String rest = wire.line();
            more = rest.startsWith("-");
            if (!more && !rest.isEmpty() && rest.charAt(0) != ' ' || lines.size() >= MOST_LINES) {
                throw wire.notSpoken().asException();
            }
            lines.add(rest.isEmpty() ? "" : rest.substring(1));
        } while (more);
        return new SmtpReply(code, lines);
    }

    /** The lines as one. */
    String text() {
        return String.join(" ", lines);
    }

    boolean offers(String extension) {
        for (String line : lines) {
            if (line.equalsIgnoreCase(extension)) {
                return true;
            }
        }
        return false;
    }

    /** What an extension is offered with; old servers write an equals sign after it. */
    String parameters(String extension) {
        for (String line : lines) {
            int end = extension.length();
            if (line.length() > end
                    && line.regionMatches(true, 0, extension, 0, end)
                    && (line.charAt(end) == ' ' || line.charAt(end) == '=')) {
                return line.substring(end + 1).strip();
            }
        }
        return "";
    }

    void require(int wanted, Wire wire) {
        if (code != wanted) {
            throw problem(wire).asException();
        }
    }

    Problem problem(Wire wire) {
        String text = text().toLowerCase(Locale.ROOT);
        Problem problem = switch (code) {
            case 421 ->
                text.contains("too many") || text.contains("limit") || text.contains("busy") || text.contains("load")
                        ? Problem.of(Code.BACKEND_BUSY, "no connection left")
                                .fix("raise the limit of connections of the server, or wait")
                        : Problem.of(Code.BACKEND_STARTING, "not ready, or shutting down")
                                .fix("wait until it has started, for instance with retryFor(...)");
            case 530 ->
                text.contains("starttls")
                        ? Problem.of(Code.BACKEND_WANTS_TLS, "the server demands TLS")
                                .fix("add ?starttls=required to the URL, or use smtps://")
                        : Problem.of(Code.BACKEND_LOGIN, "login required").fix("put user and password into the URL");
            case 525, 535 ->
                Problem.of(Code.BACKEND_LOGIN, "login rejected").fix("put the right user and password into the URL");
            case 534, 538 ->
                Problem.of(Code.BACKEND_WANTS_TLS, "the server demands TLS or a stronger login")
                        .fix("add ?starttls=required to the URL, or use smtps://");
            case 521, 554 ->
                Problem.of(Code.BACKEND_NOT_AUTHORISED, "the server does not serve this client")
                        .fix("let the server accept mail from this machine, or correct host and port");
            default ->
                code < 500
                        ? Problem.of(Code.BACKEND_UNHEALTHY, "cannot do it now")
                                .fix("look at the log of the server, or try again later")
                        : Problem.of(Code.BACKEND_FAILED, "answered with an error")
                                .fix("look at the log of the server");
        };
        return problem.fact("why", wire.context().outside(code + " " + text()));
    }
}
