package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Wire;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The ErrorResponse of a PostgreSQL server (PostgreSQL documentation, "Error and Notice Message Fields"), and the
 * problem that it stands for ("PostgreSQL Error Codes").
 *
 * @param state the SQLSTATE
 * @param message the primary message
 */
record PostgreSqlError(String state, String message) {
    /** Reads on behind the type of the message. */
    static PostgreSqlError read(Wire wire) throws IOException {
        byte[] body = wire.bytes(wire.int32() - 4);
        String state = "";
        String message = "";
        int start = 0;
        for (int i = 0; i < body.length; i++) {
            if (body[i] == 0) {
                String field = new String(body, start, i - start, StandardCharsets.UTF_8);
                if (field.startsWith("C")) {
                    state = field.substring(1);
                } else if (field.startsWith("M")) {
                    message = field.substring(1);
                }
                start = i + 1;
            }
        }
        if (state.length() != 5) {
            throw wire.notSpoken().asException();
        }
        return new PostgreSqlError(state, message);
    }

    /** The problem; {@code entered} if the server has let the client in before. */
    Problem problem(ProbeContext context, boolean entered) {
        Problem problem = kind(entered);
        return (message.isEmpty() ? problem : problem.fact("why", context.outside(message)))
                .fact("state", context.outside(state));
    }

    private Problem kind(boolean entered) {
        return switch (state) {
            case "57P01", "57P02", "57P03" ->
                Problem.of(Code.BACKEND_STARTING, "starting up or shutting down")
                        .fix("wait until it has started, for instance with retryFor(...)");
            case "53300" ->
                Problem.of(Code.BACKEND_BUSY, "no connection left")
                        .fix("raise max_connections, or close what holds its connections");
            case "3D000" ->
                Problem.of(Code.BACKEND_DATABASE, "no such database")
                        .fix("create the database, or correct its name in the URL");
            case "55000" ->
                Problem.of(Code.BACKEND_DATABASE, "the database takes no connections")
                        .fix("allow connections to it, or correct its name in the URL");
            case "42501" ->
                Problem.of(Code.BACKEND_NOT_AUTHORISED, "not authorised")
                        .fix("grant the user the right to connect to the database");
            case "28000", "28P01" -> refused();
            default ->
                Problem.of(Code.BACKEND_FAILED, entered ? "lets in, then fails" : "answered with an error")
                        .fix("look at the log of the server");
        };
    }

    private Problem refused() {
        if (message.contains("client certificate")) {
            return Problem.of(Code.TLS_CLIENT_CERTIFICATE, "the server wants a certificate of the client")
                    .fix("give the check one with clientCertificate(...)");
        }
        Problem problem = Problem.of(Code.BACKEND_LOGIN, "login rejected");
        if (!message.contains("pg_hba.conf")) {
            return problem.fix("correct the user in the URL");
        }
        return problem.fix(
                message.contains("no encryption") || message.contains("SSL off")
                        ? "let this host in without TLS in pg_hba.conf, or connect with TLS: sslmode=require"
                        : "let this host, user and database in in pg_hba.conf");
    }
}
