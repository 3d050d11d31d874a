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
 * Redis, Valkey and Sentinel: AUTH and SELECT as the URI says, then PING, in RESP 2 (the Redis serialization protocol
 * specification). A server that loads its data set, or has lost its master, is not ready.
 */
final class Redis implements Protocol {
    @Override
    public boolean takesPasswordAlone() {
        return true;
    }

    @Override
    public void talk(Wire wire, Endpoint endpoint, TlsOptions tls) throws IOException {
        ProbeContext context = wire.context();
        login(wire, endpoint);
        String database = endpoint.path().isEmpty() ? endpoint.parameter("database") : endpoint.path();
        // No client selects the database in which every connection begins, and a user may lack the right to.
        if (!database.isEmpty() && !database.equals("0")) {
            context.trying("database");
            require(wire, command(wire, "SELECT", database));
            context.held(database);
        }
        context.trying("greeting");
        require(wire, command(wire, "PING"));
        context.held("PONG");
        wire.farewell(request("QUIT"));
    }

    private static void login(Wire wire, Endpoint endpoint) throws IOException {
        ProbeContext context = wire.context();
        boolean alone = !endpoint.user().isEmpty() && endpoint.isUserAlone();
        if (endpoint.password().isEmpty() && !alone) {
            return;
        }
        context.trying("login");
        if (!alone) {
            require(
                    wire,
                    endpoint.user().isEmpty()
                            ? command(wire, "AUTH", endpoint.password())
                            : command(wire, "AUTH", endpoint.user(), endpoint.password()));
            context.held("");
            return;
        }
        context.secret(endpoint.user());
        String answer = command(wire, "AUTH", endpoint.user());
        context.warn(Problem.of(Code.BACKEND_LOGIN, "clients read the user-info of its URL in different ways")
                .found("a text without a colon before the '@'")
                .fact("why", "Lettuce, Spring and redis-cli take it for the password, and Jedis refuses it")
                .fix("write redis://:password@host, with a colon before the password"));
        // Jedis would have sent nothing, and a server without a password is fine with that.
        boolean open = isWithoutPassword(answer);
        if (!open) {
            require(wire, answer);
        }
        context.held(open ? "not demanded" : "");
    }

    private static String command(Wire wire, String... words) throws IOException {
        wire.write(request(words));
        int first = wire.byteValue();
        if (first != '+' && first != '-') {
            throw wire.notSpoken().asException();
        }
        return (char) first + wire.line();
    }

    /** An array of bulk strings. */
    static byte[] request(String... words) {
        StringBuilder out = new StringBuilder().append('*').append(words.length).append("\r\n");
        for (String word : words) {
            out.append('$')
                    .append(word.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n")
                    .append(word)
                    .append("\r\n");
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void require(Wire wire, String answer) {
        if (answer.equals("+OK") || answer.equals("+PONG")) {
            return;
        }
        if (answer.startsWith("+")) {
            throw wire.notSpoken().asException();
        }
        throw problem(wire, answer).asException();
    }

    /** The problem of an error, which begins with a minus sign. */
    static Problem problem(Wire wire, String answer) {
        String why = wire.context().outside(answer.substring(1));
        int space = answer.indexOf(' ');
        return switch (space < 0 ? answer : answer.substring(0, space)) {
            case "-WRONGPASS", "-NOAUTH" ->
                Problem.of(Code.BACKEND_LOGIN, answer.startsWith("-NOAUTH") ? "login required" : "login rejected")
                        .fact("why", why)
                        .fix("put the right user and password into the URL");
            case "-NOPERM" ->
                Problem.of(Code.BACKEND_NOT_AUTHORISED, "not authorised")
                        .fact("why", why)
                        .fix("grant the user what the application needs");
            case "-LOADING", "-BUSY" ->
                Problem.of(Code.BACKEND_STARTING, "not ready yet")
                        .fact("why", why)
                        .fix("wait until it has loaded its data, for instance with retryFor(...)");
            case "-DENIED" ->
                Problem.of(Code.BACKEND_NOT_AUTHORISED, "in protected mode: lets in its own machine only")
                        .fact("why", why)
                        .fix("set a password in the server (requirepass, or an ACL) and put it into the URL; or switch"
                                + " protected-mode off where the network is closed");
            case "-MASTERDOWN" ->
                Problem.of(Code.BACKEND_UNHEALTHY, "its master is down")
                        .fact("why", why)
                        .fix("start the master");
            default -> other(wire, answer, why);
        };
    }

    /** In the words of version 6, and of those before it. */
    private static boolean isWithoutPassword(String answer) {
        return answer.contains("without any password configured") || answer.contains("but no password is set");
    }

    private static Problem other(Wire wire, String answer, String why) {
        if (answer.contains("invalid password") || isWithoutPassword(answer)) {
            return Problem.of(Code.BACKEND_LOGIN, "login rejected")
                    .fact("why", why)
                    .fix("put the right user and password into the URL");
        }
        if (answer.contains("DB index") || answer.contains("invalid DB")) {
            return Problem.of(Code.BACKEND_DATABASE, "no such database")
                    .fact("why", why)
                    .fix("correct the number of the database in the URL");
        }
        if (answer.contains("max number of clients")) {
            return Problem.of(Code.BACKEND_BUSY, "no connection left")
                    .fact("why", why)
                    .fix("raise maxclients, or close what holds its connections");
        }
        return Problem.of(Code.BACKEND_FAILED, "answered with an error")
                .fact("why", why)
                .fix("look at the log of the server");
    }
}
