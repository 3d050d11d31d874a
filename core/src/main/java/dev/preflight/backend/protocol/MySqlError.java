package dev.preflight.backend.protocol;

import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.nio.charset.StandardCharsets;

/**
 * The ERR_Packet of a MySQL or MariaDB server, and the problem that it stands for (MySQL "Server Error Message
 * Reference").
 *
 * @param code the number of the error
 * @param message the text, without the SQLSTATE before it
 */
record MySqlError(int code, String message) {
    private static final int STATE = 6;

    /** Reads the body behind the byte that says that it is an error. */
    static MySqlError of(byte... body) {
        int code = body[0] & 0xff | (body[1] & 0xff) << 8;
        boolean hasState = body.length > 2 + STATE && body[2] == '#';
        int from = hasState ? 2 + STATE : 2;
        return new MySqlError(code, new String(body, from, body.length - from, StandardCharsets.UTF_8));
    }

    /** Whether the server is at fault, and not who wants to enter. */
    boolean isOfTheServer() {
        return switch (code) {
            case 1040, 1053, 1129, 1130, 2003 -> true;
            default -> false;
        };
    }

    Problem problem(ProbeContext context) {
        Problem problem = kind();
        return (message.isEmpty() ? problem : problem.fact("why", context.outside(message)))
                .fact("error", Integer.toString(code));
    }

    private Problem kind() {
        return switch (code) {
            case 1040, 1203 ->
                Problem.of(Code.BACKEND_BUSY, "no connection left")
                        .fix("raise max_connections, or close what holds its connections");
            case 1053 ->
                Problem.of(Code.BACKEND_STARTING, "shutting down")
                        .fix("wait until it has started again, for instance with retryFor(...)");
            case 1129 ->
                Problem.of(Code.BACKEND_NOT_AUTHORISED, "this host is locked out")
                        .fix("let it in again with FLUSH HOSTS, and find out whose handshakes broke");
            case 1130 ->
                Problem.of(Code.BACKEND_NOT_AUTHORISED, "this host may not connect")
                        .fix("create a user for this host in the server");
            case 2003 ->
                Problem.of(Code.BACKEND_UNHEALTHY, "the server behind it does not answer")
                        .fix("start the database server behind the proxy");
            default -> Problem.of(Code.BACKEND_FAILED, "answered with an error").fix("look at the log of the server");
        };
    }
}
