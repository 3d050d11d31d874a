package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Endpoint;
import dev.preflight.backend.wire.TlsOptions;
import dev.preflight.backend.wire.Wire;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.IOException;

/**
 * NATS (client protocol of the NATS documentation): the server's INFO, TLS on the same connection where INFO or the
 * options of the check ask for it, CONNECT with the login of the URI, then PING, which is answered once the login is
 * accepted. A user without a password is a token.
 */
final class Nats implements Protocol {
    @Override
    public boolean takesPasswordAlone() {
        return true;
    }

    @Override
    public void talk(Wire wire, Endpoint endpoint, TlsOptions tls) throws IOException {
        ProbeContext context = wire.context();
        // A user without a password is one, and so is a password that was declared without a user.
        boolean token = endpoint.password().isEmpty() != endpoint.user().isEmpty()
                && (endpoint.password().isEmpty() || !endpoint.hasColon());
        if (token) {
            context.secret(endpoint.user() + endpoint.password());
        }
        context.trying("greeting");
        String info = info(wire);
        if (value("ldm", info).equals("true")) {
            throw Problem.of(Code.BACKEND_STARTING, "shutting down")
                    .fact("why", "the server is in lame duck mode")
                    .fix("wait until it has started again, for instance with retryFor(...)")
                    .asException();
        }
        context.held(context.outside(value("version", info)));
        boolean secured = secure(wire, info, tls);
        context.trying("login");
        wire.write("CONNECT " + options(endpoint, token, secured) + "\r\nPING\r\n");
        awaitPong(wire, endpoint);
        context.held(value("auth_required", info).equals("true") ? "" : "not required");
    }

    private static String info(Wire wire) throws IOException {
        int first = wire.byteValue();
        boolean error = first == '-';
        String rest = error ? "ERR " : "NFO ";
        boolean spoken = error || first == 'I';
        for (int i = 0; spoken && i < rest.length(); i++) {
            spoken = wire.byteValue() == rest.charAt(i);
        }
        if (!spoken) {
            throw wire.notSpoken().asException();
        }
        String line = wire.line();
        if (error) {
            throw refusal(line, wire, null).asException();
        }
        return line;
    }

    /** Goes on over TLS if one of both sides demands it. */
    private static boolean secure(Wire wire, String info, TlsOptions tls) throws IOException {
        boolean required = value("tls_required", info).equals("true");
        boolean available = required || value("tls_available", info).equals("true");
        boolean wanted = tls.isDeclared();
        if (wanted && !available) {
            throw Problem.of(Code.BACKEND_NO_TLS, "the port does not speak TLS")
                    .fact("why", "the check says whom to trust or who to be, and the server offers no TLS")
                    .fix("let the server offer TLS, or connect without")
                    .asException();
        }
        if (wanted || required) {
            wire.startTls(tls);
            return true;
        }
        return false;
    }

    private static String options(Endpoint endpoint, boolean token, boolean secured) {
        StringBuilder out = new StringBuilder(
                        "{\"verbose\":false,\"pedantic\":false,\"lang\":\"java\",\"version\":\"0\"")
                .append(",\"name\":\"preflight\",\"protocol\":0,\"tls_required\":")
                .append(secured);
        if (token) {
            member("auth_token", endpoint.user() + endpoint.password(), out);
        } else if (!endpoint.password().isEmpty()) {
            member("user", endpoint.user(), out);
            member("pass", endpoint.password(), out);
        }
        return out.append('}').toString();
    }

    private static void member(String name, String value, StringBuilder out) {
        out.append(",\"").append(name).append("\":\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ') {
                out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                out.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        out.append('"');
    }

    private static void awaitPong(Wire wire, Endpoint endpoint) throws IOException {
        String line = wire.line();
        while (!line.equals("PONG")) {
            if (line.startsWith("-ERR ")) {
                throw refusal(line.substring("-ERR ".length()), wire, endpoint).asException();
            }
            if (line.equals("PING")) {
                wire.write("PONG\r\n");
            } else if (!line.startsWith("INFO ") && !line.startsWith("+OK")) {
                throw wire.notSpoken().asException();
            }
            line = wire.line();
        }
    }

    private static Problem refusal(String text, Wire wire, Endpoint endpoint) {
        String why = wire.context().outside(text);
        if (text.contains("Authorization Violation") || text.contains("uthentication")) {
            boolean nobody = endpoint != null
                    && endpoint.user().isEmpty()
                    && endpoint.password().isEmpty();
            return Problem.of(Code.BACKEND_LOGIN, nobody ? "login required" : "login rejected")
                    .fact("why", why)
                    .fix("put the right user and password, or the right token, into the URL");
        }
        if (text.contains("maximum") && text.contains("onnections")) {
            return Problem.of(Code.BACKEND_BUSY, "no connection left")
                    .fact("why", why)
                    .fix("raise max_connections, or close what holds its connections");
        }
        if (text.contains("Attempted To Connect To")) {
            return Problem.of(Code.BACKEND_WRONG_PROTOCOL, "the port is not for clients")
                    .fact("why", why)
                    .fix("use the port for clients");
        }
        return Problem.of(Code.BACKEND_FAILED, "answered with an error")
                .fact("why", why)
                .fix("look at the log of the server");
    }

    /** The value of a member of a JSON object without its quotes, empty if it is not there. */
    private static String value(String name, String json) {
        String key = "\"" + name + "\"";
        int at = json.indexOf(key);
        if (at < 0) {
            return "";
        }
        int start = at + key.length();
        while (start < json.length() && " :\"".indexOf(json.charAt(start)) >= 0) {
            start++;
        }
        int end = start;
        while (end < json.length() && "\",}".indexOf(json.charAt(end)) < 0) {
            end++;
        }
        return json.substring(start, end).trim();
    }
}
