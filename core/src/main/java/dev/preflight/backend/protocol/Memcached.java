package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Endpoint;
import dev.preflight.backend.wire.TlsOptions;
import dev.preflight.backend.wire.Wire;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * memcached: {@code version} in the ASCII protocol ({@code protocol.txt} of memcached). Where the server demands a login
 * and the URI has one, it is given as its section "Authentication" says.
 */
final class Memcached implements Protocol {
    @Override
    public void talk(Wire wire, Endpoint endpoint, TlsOptions tls) throws IOException {
        ProbeContext context = wire.context();
        context.trying("greeting");
        String answer = version(wire);
        if (answer.equals("CLIENT_ERROR unauthenticated")) {
            context.held("");
            context.trying("login");
            if (endpoint.user().isEmpty()) {
                throw Problem.of(Code.BACKEND_LOGIN, "login required")
                        .fact("why", answer)
                        .fix("put user and password into the URL")
                        .asException();
            }
            login(wire, endpoint);
            context.held("");
            context.trying("greeting");
            answer = version(wire);
        }
        if (!answer.startsWith("VERSION ")) {
            throw problem(wire, answer).asException();
        }
        context.held(context.outside(answer.substring("VERSION ".length())));
        wire.leave("quit\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static String version(Wire wire) throws IOException {
        wire.write("version\r\n");
        return answer(wire);
    }

    /** Only a server that demands it: to others this would store the password as a value. */
    private static void login(Wire wire, Endpoint endpoint) throws IOException {
        String login = endpoint.user() + " " + endpoint.password();
        int length = login.getBytes(StandardCharsets.UTF_8).length;
        wire.write("set preflight 0 0 " + length + "\r\n" + login + "\r\n");
        String answer = answer(wire);
        if (!answer.equals("STORED")) {
            throw (answer.startsWith("CLIENT_ERROR")
                            ? Problem.of(Code.BACKEND_LOGIN, "login rejected")
                                    .fact("why", wire.context().outside(answer))
                                    .fix("put the right user and password into the URL")
                            : problem(wire, answer))
                    .asException();
        }
    }

    /** One line that begins as one of memcached's does. */
    private static String answer(Wire wire) throws IOException {
        int first = wire.byteValue();
        String word = switch (first) {
            case 'V' -> "VERSION ";
            case 'S' -> "S";
            case 'C' -> "CLIENT_ERROR ";
            case 'E' -> "ERROR";
            default -> throw wire.notSpoken().asException();
        };
        wire.expect(word.substring(1));
        if (!word.equals("S")) {
            return word + wire.line();
        }
        int second = wire.byteValue();
        if (second != 'T' && second != 'E') {
            throw wire.notSpoken().asException();
        }
        word = second == 'T' ? "STORED" : "SERVER_ERROR ";
        wire.expect(word.substring(2));
        return word + wire.line();
    }

    private static Problem problem(Wire wire, String answer) {
        Problem problem = answer.contains("Too many open connections")
                ? Problem.of(Code.BACKEND_BUSY, "no connection left")
                        .fix("raise the limit of connections (-c) of the server, or close what holds them")
                : Problem.of(Code.BACKEND_FAILED, "answered with an error").fix("look at the log of the server");
        return problem.fact("why", wire.context().outside(answer));
    }
}
