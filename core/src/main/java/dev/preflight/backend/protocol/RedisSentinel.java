package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Endpoint;
import dev.preflight.backend.wire.TlsOptions;
import dev.preflight.backend.wire.Wire;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Redis Sentinel: asks for the master that the URI names after {@code #}, as Lettuce writes it ("High availability with
 * Redis Sentinel", section "Sentinel API": {@code SENTINEL MASTER}). A master that the sentinels hold for down is a
 * problem. The credentials in the URI are those of Redis; a sentinel gets them only if it asks.
 */
final class RedisSentinel implements Protocol {
    private static final int MOST_FIELDS = 200;
    private static final int LONGEST_LENGTH = 7;

    @Override
    public boolean takesPasswordAlone() {
        return true;
    }

    @Override
    public void talk(Wire wire, Endpoint endpoint, TlsOptions tls) throws IOException {
        String master = endpoint.fragment().isEmpty() ? endpoint.parameter("sentinelMasterId") : endpoint.fragment();
        if (master.isEmpty()) {
            throw Endpoint.unusable("it names no master; end it with # and the name, as in #mymaster");
        }
        ProbeContext context = wire.context();
        context.trying("master");
        Map<String, String> found = new HashMap<>();
        String error = ask(wire, master, found);
        if (error.startsWith("-NOAUTH") && !endpoint.password().isEmpty()) {
            context.trying("login");
            login(wire, endpoint);
            context.held("");
            context.trying("master");
            error = ask(wire, master, found);
        }
        if (!error.isEmpty()) {
            throw problem(wire, error, master).asException();
        }
        judge(master, found, context);
        wire.leave(Redis.request("QUIT"));
    }

    private static void judge(String master, Map<String, String> found, ProbeContext context) {
        String where = context.outside(found.get("ip") + ":" + found.get("port"));
        String flags = found.getOrDefault("flags", "");
        if (flags.contains("down") || flags.contains("disconnected")) {
            throw Problem.of(Code.BACKEND_UNHEALTHY, "the master is down")
                    .found(master + " at " + where + " is " + context.outside(flags))
                    .fix("start the master, or wait until the sentinels have chosen another")
                    .asException();
        }
        context.held(where);
    }

    /** Asks for the master; returns the error that is answered, if one is. */
    private static String ask(Wire wire, String master, Map<String, String> found) throws IOException {
        wire.write(Redis.request("SENTINEL", "MASTER", master));
        int first = wire.byteValue();
        if (first == '-') {
            return "-" + wire.line();
        }
        if (first != '*') {
            throw wire.notSpoken().asException();
        }
        int count = number(wire);
        if (count > MOST_FIELDS) {
            throw wire.notSpoken().asException();
        }
        for (int i = 0; i + 1 < count; i += 2) {
            String name = text(wire);
            found.put(name, text(wire));
        }
        if (!found.containsKey("ip")) {
            throw wire.notSpoken().asException();
        }
        return "";
    }

    private static void login(Wire wire, Endpoint endpoint) throws IOException {
        wire.write(
                endpoint.user().isEmpty()
                        ? Redis.request("AUTH", endpoint.password())
                        : Redis.request("AUTH", endpoint.user(), endpoint.password()));
        String answer = wire.line();
        if (!answer.equals("+OK") && !answer.startsWith("-")) {
            throw wire.notSpoken().asException();
        }
        if (answer.startsWith("-")) {
            throw Redis.problem(wire, answer).asException();
        }
    }

    private static Problem problem(Wire wire, String error, String master) {
        String why = wire.context().outside(error.substring(1));
        if (error.contains("No such master")) {
            return Problem.of(Code.BACKEND_DATABASE, "no such master")
                    .found("the sentinel watches no " + master)
                    .fact("why", why)
                    .fix("correct the name of the master after # in the URL");
        }
        if (error.contains("unknown command")) {
            return Problem.of(Code.BACKEND_WRONG_PROTOCOL, "answered Redis where Redis Sentinel was expected")
                    .fact("why", why)
                    .fix("correct host and port (a sentinel listens on 26379), or use redis://");
        }
        return Redis.problem(wire, error);
    }

    /** A bulk string. */
    private static String text(Wire wire) throws IOException {
        wire.expect("$");
        byte[] text = wire.bytes(number(wire));
        wire.expect("\r\n");
        return new String(text, StandardCharsets.UTF_8);
    }

    private static int number(Wire wire) throws IOException {
        String line = wire.line();
        int number = 0;
        if (line.isEmpty() || line.length() > LONGEST_LENGTH) {
            throw wire.notSpoken().asException();
        }
        for (int i = 0; i < line.length(); i++) {
            int digit = line.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw wire.notSpoken().asException();
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
