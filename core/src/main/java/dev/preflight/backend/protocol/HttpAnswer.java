package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Endpoint;
import dev.preflight.backend.wire.Inputs;
import dev.preflight.backend.wire.Wire;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An answer of HTTP/1.1 (RFC 9112): status, headers by their names in lower case, and at most so much of the body as
 * was asked for.
 *
 * @param status the status code
 * @param headers the first value of each header
 * @param body the body, cut at the bound
 */
public record HttpAnswer(int status, Map<String, String> headers, String body) {
    private static final int MOST_BODY = 256 * 1024;
    private static final int MOST_HEADERS = 200;

    /** Sends a GET request and reads the answer. */
    public static HttpAnswer get(Wire wire, String target, String host, List<String> headers, boolean wantsBody)
            throws IOException {
        StringBuilder request = new StringBuilder("GET ").append(target).append(" HTTP/1.1\r\nHost: ");
        request.append(host)
                .append(
                        "\r\nUser-Agent: preflight\r\nAccept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        wire.write(request.append("\r\n").toString());
        return read(wire, wantsBody);
    }

    /** Asks a proxy for a tunnel to a host and port, with a header that logs in unless it is empty. */
    public static HttpAnswer connect(Wire wire, String authority, String login) throws IOException {
        wire.write("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\nUser-Agent: preflight\r\n"
                + (login.isEmpty() ? "" : login + "\r\n") + "\r\n");
        return read(wire, false);
    }

    private static HttpAnswer read(Wire wire, boolean wantsBody) throws IOException {
        int status = status(wire);
        Map<String, String> answered = headers(wire);
        // Answers that only say that another one comes (RFC 9110, section 15.2); what is sent in all is bounded.
        while (status < 200 && status != 101) {
            status = status(wire);
            answered = headers(wire);
        }
        return new HttpAnswer(status, answered, wantsBody && hasBody(status) ? body(wire, answered) : "");
    }

    /** Whether a body follows the headers (RFC 9112, section 6.3). */
    private static boolean hasBody(int status) {
        return status >= 200 && status != 204 && status != 304;
    }

    /** Whether the status sends on to the location. */
    public boolean isRedirect() {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /** The header that logs in with user and password (RFC 7617). */
    public static String basic(Endpoint endpoint, ProbeContext context) {
        String login = endpoint.user() + ":" + endpoint.password();
        String encoded = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        context.secret(encoded);
        return "Authorization: Basic " + encoded;
    }

    private static int status(Wire wire) throws IOException {
        // Compared byte by byte, so that another protocol is noticed before its line has ended.
        for (char expected : "HTTP/1.".toCharArray()) {
            if (wire.byteValue() != expected) {
                throw wire.notSpoken().asException();
            }
        }
        String line = wire.line();
        if (line.length() < 5 || line.charAt(1) != ' ') {
            throw wire.notSpoken().asException();
        }
        int status = 0;
        for (int i = 2; i < 5; i++) {
            int digit = line.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw wire.notSpoken().asException();
            }
            status = status * 10 + digit;
        }
        return status;
    }

    private static Map<String, String> headers(Wire wire) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = wire.line(); !line.isEmpty(); line = wire.line()) {
            if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                // The line above goes on, which was allowed once (RFC 9112, section 5.2).
                continue;
            }
            int colon = line.indexOf(':');
            if (colon <= 0 || headers.size() > MOST_HEADERS) {
                throw wire.notSpoken().asException();
            }
            headers.putIfAbsent(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static String body(Wire wire, Map<String, String> headers) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .endsWith("chunked")) {
            for (int size = chunkSize(wire); size > 0 && body.size() < MOST_BODY; size = chunkSize(wire)) {
                copy(wire, size, body);
                wire.line();
            }
        } else {
            String length = headers.get("content-length");
            long bytes = length == null ? Long.MAX_VALUE : number(length, 10, wire);
            copy(wire, bytes, body);
            if (length != null && body.size() < Math.min(bytes, MOST_BODY)) {
                throw new EOFException("closed in the middle of the body");
            }
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    private static int chunkSize(Wire wire) throws IOException {
        String line = wire.line();
        int semicolon = line.indexOf(';');
        String size = (semicolon < 0 ? line : line.substring(0, semicolon)).strip();
        return (int) Math.min(Integer.MAX_VALUE, number(size, 16, wire));
    }

    private static long number(String text, int radix, Wire wire) {
        try {
            long number = Long.parseLong(text, radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wire.notSpoken().asException();
        }
        throw wire.notSpoken().asException();
    }

    private static void copy(Wire wire, long size, ByteArrayOutputStream body) throws IOException {
        for (long i = 0; i < size && body.size() < MOST_BODY; i++) {
            int b = wire.read();
            if (b < 0) {
                return;
            }
            body.write(b);
        }
    }

    /** The problem of a status that was not expected. */
    public Problem unexpected(String expected, ProbeContext context) {
        String location = headers.get("location");
        Problem problem = switch (status) {
            case 401 ->
                Problem.of(Code.BACKEND_LOGIN, "login rejected")
                        .fix(Inputs.remedy(
                                "correct the credentials that the check sends", Code.BACKEND_LOGIN, context));
            case 403 ->
                Problem.of(Code.BACKEND_NOT_AUTHORISED, "not authorised").fix("grant the user what the check asks for");
            case 502, 503, 504 ->
                Problem.of(Code.BACKEND_UNHEALTHY, "answers that it is not available")
                        .fix("start what answers behind it, or wait until it has started");
            case 429 ->
                Problem.of(Code.BACKEND_BUSY, "answers that there are too many requests")
                        .fix("wait, or raise the limit of the server");
            default ->
                isRedirect() && LoginPage.is(location)
                        ? Problem.of(Code.BACKEND_STATUS, "sends on to a login page")
                                .fix("ask for a path that needs no login, or send one: login(...), bearer(...)")
                        : Problem.of(Code.BACKEND_STATUS, "answers with another status")
                                .fix(
                                        isRedirect() && location != null
                                                ? "use the URL that it redirects to, or expect the redirect"
                                                : "correct the URL, or look at the log of the server");
        };
        return problem.fact("expect", expected)
                .found("status " + status + (location == null ? "" : " to " + context.outside(location)));
    }
}
