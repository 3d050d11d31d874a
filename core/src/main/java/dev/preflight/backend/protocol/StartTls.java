package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Endpoint;
import dev.preflight.backend.wire.Wire;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.IOException;

/**
 * When the protocols of mail go on over TLS: where {@code ?starttls=required} says so, and before a password is sent
 * wherever the server offers it.
 */
enum StartTls {
    /** Before a password, if it is offered. */
    FOR_PASSWORD,
    /** Always; it is a problem that it is not offered. */
    REQUIRED,
    /** Only if it is required, and there is nothing to hide. */
    NOT_NEEDED;

    static StartTls of(Endpoint endpoint) {
        String parameter = endpoint.parameter("starttls");
        if (!parameter.isEmpty() && !parameter.equals("required")) {
            throw Endpoint.unusable("its parameter starttls is not 'required', which is all it can be");
        }
        if (!parameter.isEmpty()) {
            return REQUIRED;
        }
        return endpoint.user().isEmpty() ? NOT_NEEDED : FOR_PASSWORD;
    }

    /** Whether to go on over TLS. */
    boolean wanted(boolean offered, Wire wire) {
        if (wire.isTls()) {
            return false;
        }
        if (this == REQUIRED && !offered) {
            throw Problem.of(Code.BACKEND_NO_TLS, "the server does not offer STARTTLS")
                    .fix("give the server a certificate, or take ?starttls=required out of the URL")
                    .asException();
        }
        return this != NOT_NEEDED && offered;
    }

    /** The problem of a server that ought to speak first and does not. */
    static Problem silent(Wire wire, IOException timeout, String tlsScheme) {
        Problem problem = wire.context().problem(timeout);
        if (wire.isTls()) {
            return problem;
        }
        return Problem.of(problem.code(), problem.summary())
                .fact("why", "the server did not greet")
                .fix("start the server; a port that speaks TLS from the first byte looks like this too: " + tlsScheme
                        + "://");
    }
}
