package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Endpoint;
import dev.preflight.backend.wire.TlsOptions;
import dev.preflight.backend.wire.Wire;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A mail store: greeting, CAPABILITY, STARTTLS, LOGIN where the URI has credentials, and LOGOUT (RFC 9051, and RFC 3501
 * before it; section 6.1, 6.2 and 7.1).
 */
final class Imap implements Protocol {
    private static final int MOST_LINES = 1000;

    @Override
    public void talk(Wire wire, Endpoint endpoint, TlsOptions tls) throws IOException {
        StartTls startTls = StartTls.of(endpoint);
        ProbeContext context = wire.context();
        context.trying("greeting");
        String greeting = greeting(wire);
        wire.write("a1 CAPABILITY\r\n");
        String capabilities = capabilities(wire, "a1");
        context.held(context.outside(greeting));
        if (startTls.wanted(capabilities.contains(" STARTTLS "), wire)) {
            context.trying("STARTTLS");
            wire.write("a2 STARTTLS\r\n");
            capabilities(wire, "a2");
            context.held("");
            wire.startTls(tls);
            // What was said before TLS may have been another's words (RFC 9051, section 6.2.1).
            context.trying("CAPABILITY");
            wire.write("a3 CAPABILITY\r\n");
            capabilities = capabilities(wire, "a3");
            context.held("");
        }
        if (!endpoint.user().isEmpty()) {
            context.trying("login");
            if (capabilities.contains(" LOGINDISABLED ")) {
                throw Problem.of(Code.BACKEND_WANTS_TLS, "the server demands TLS before a login")
                        .fix("use imaps://, or give the server a certificate for STARTTLS")
                        .asException();
            }
            login(wire, endpoint);
            context.held("");
        }
        wire.leave("a9 LOGOUT\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static String greeting(Wire wire) throws IOException {
        try {
            wire.expect("* ");
        } catch (SocketTimeoutException e) {
            throw StartTls.silent(wire, e, "imaps").asException();
        }
        String line = wire.line();
        if (line.startsWith("BYE")) {
            throw bye(line, wire).asException();
        }
        int space = line.indexOf(' ');
        String status = space < 0 ? line : line.substring(0, space);
        if (!status.equalsIgnoreCase("OK") && !status.equalsIgnoreCase("PREAUTH")) {
            throw wire.notSpoken().asException();
        }
        String text = line.substring(status.length()).strip();
        // A response code in brackets, such as the capabilities, comes before the text.
        int bracket = text.startsWith("[") ? text.indexOf(']') : -1;
        return text.substring(bracket + 1).strip();
    }

    /** Reads up to the end of a command and returns the capabilities that were told, each between spaces. */
    private static String capabilities(Wire wire, String tag) throws IOException {
        StringBuilder found = new StringBuilder(" ");
        for (int i = 0; i < MOST_LINES; i++) {
            String line = wire.line();
            String upper = line.toUpperCase(Locale.ROOT);
            if (upper.startsWith("* CAPABILITY ")) {
                found.append(upper, "* CAPABILITY ".length(), upper.length()).append(' ');
            } else if (upper.startsWith("* BYE")) {
                throw bye(line.substring(2), wire).asException();
            } else if (line.startsWith(tag + " ")) {
                if (!upper.startsWith("OK", tag.length() + 1)) {
                    throw rejected(line.substring(tag.length() + 1), tag.equals("a4"), wire)
                            .asException();
                }
                return found.toString();
            } else if (!line.startsWith("* ")) {
                break;
            }
        }
        throw wire.notSpoken().asException();
    }

    private static void login(Wire wire, Endpoint endpoint) throws IOException {
        StringBuilder command = new StringBuilder("a4 LOGIN ");
        add(endpoint.user(), command, wire);
        add(endpoint.password(), command.append(' '), wire);
        wire.write(command.append("\r\n").toString());
        capabilities(wire, "a4");
    }

    /**
     * Adds a quoted string, or a literal for what may not stand in one (RFC 9051, section 4.3), which the server wants
     * to be asked for.
     */
    private static void add(String text, StringBuilder command, Wire wire) throws IOException {
        StringBuilder quoted = new StringBuilder().append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > 126) {
                int length = text.getBytes(StandardCharsets.UTF_8).length;
                wire.write(command.append('{').append(length).append("}\r\n").toString());
                String answer = wire.line();
                if (!answer.startsWith("+")) {
                    int space = answer.indexOf(' ');
                    throw rejected(answer.substring(space + 1), true, wire).asException();
                }
                command.setLength(0);
                command.append(text);
                return;
            }
            if (c == '"' || c == '\\') {
                quoted.append('\\');
            }
            quoted.append(c);
        }
        command.append(quoted).append('"');
    }

    private static Problem bye(String line, Wire wire) {
        String text = line.toLowerCase(Locale.ROOT);
        Problem problem = text.contains("too many") || text.contains("limit") || text.contains("maximum")
                ? Problem.of(Code.BACKEND_BUSY, "no connection left")
                        .fix("raise the limit of connections of the server, or wait")
                : Problem.of(Code.BACKEND_STARTING, "not ready, or shutting down")
                        .fix("wait until it has started, for instance with retryFor(...)");
        return problem.fact("why", wire.context().outside(line));
    }

    /** What NO and BAD mean, by the response codes of RFC 5530. */
    private static Problem rejected(String line, boolean login, Wire wire) {
        String text = line.toUpperCase(Locale.ROOT);
        Problem problem;
        if (text.contains("[UNAVAILABLE]") || text.contains("[SERVERBUG]") || text.contains("[CONTACTADMIN]")) {
            problem = Problem.of(Code.BACKEND_UNHEALTHY, "cannot do it now").fix("look at the log of the server");
        } else if (text.contains("[LIMIT]") || text.contains("[INUSE]")) {
            problem = Problem.of(Code.BACKEND_BUSY, "no connection left")
                    .fix("raise the limit of connections of the server, or wait");
        } else if (text.contains("[AUTHORIZATIONFAILED]") || text.contains("[NOPERM]")) {
            problem = Problem.of(Code.BACKEND_NOT_AUTHORISED, "not authorised")
                    .fix("grant the user what the application needs");
        } else if (text.contains("[PRIVACYREQUIRED]")) {
            problem = Problem.of(Code.BACKEND_WANTS_TLS, "the server demands TLS before a login")
                    .fix("use imaps://, or give the server a certificate for STARTTLS");
        } else if (text.startsWith("NO") && login) {
            problem = Problem.of(Code.BACKEND_LOGIN, "login rejected")
                    .fix("put the right user and password into the URL");
        } else {
            problem = Problem.of(Code.BACKEND_FAILED, "answered with an error").fix("look at the log of the server");
        }
        return problem.fact("why", wire.context().outside(line));
    }
}
