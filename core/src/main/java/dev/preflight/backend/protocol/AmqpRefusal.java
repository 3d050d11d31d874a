package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Endpoint;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;

/** Makes problems of the reply codes with which an AMQP server closes a connection (specification, section 1.2). */
final class AmqpRefusal {
    private AmqpRefusal() {}

    static Problem of(int code, String why, boolean beforeOpen, Endpoint endpoint) {
        // RabbitMQ says with one code (530) that a virtual host is missing, forbidden or full: its words tell.
        if (code == 506 || code == 530 && why.contains("connection limit (")) {
            return Problem.of(Code.BACKEND_BUSY, "no connection left")
                    .fact("why", why)
                    .fix("raise the limit of the server, or close what holds its connections");
        }
        if (code == 320) {
            return Problem.of(Code.BACKEND_STARTING, "starting up or shutting down")
                    .fact("why", why)
                    .fix("wait until it has started, for instance with retryFor(...)");
        }
        if (beforeOpen && (code == 403 || code == 530)) {
            return login(why, endpoint);
        }
        if (code == 402 || code == 404 || code == 530 && isMissing(why)) {
            return Problem.of(Code.BACKEND_DATABASE, "no such virtual host")
                    .fact("why", why)
                    .fix("create the virtual host, or correct the path of the URL (none stands for '/')");
        }
        if (code == 403 || code == 530) {
            return Problem.of(Code.BACKEND_NOT_AUTHORISED, "no permission for the virtual host")
                    .fact("why", why)
                    .fix("grant the user permissions in the virtual host, or correct the path of the URL");
        }
        if (code == 541) {
            return Problem.of(Code.BACKEND_UNHEALTHY, "answered with an internal error")
                    .fact("why", why)
                    .fix("look at the log of the server");
        }
        return Problem.of(Code.BACKEND_FAILED, "answered with an error")
                .fact("why", why)
                .fix("look at the log of the server");
    }

    private static boolean isMissing(String why) {
        return why.endsWith(" not found") || why.contains("Unknown virtual host");
    }

    static Problem login(String why, Endpoint endpoint) {
        boolean none = endpoint.user().isEmpty();
        Problem problem = Problem.of(Code.BACKEND_LOGIN, "login rejected").fact("why", why);
        if (none) {
            problem = problem.found("no user in the URL, so guest was tried");
        }
        return problem.fix(
                none || endpoint.user().equals("guest")
                        ? "put the right user and password into the URL; the default user may log in on the server itself only"
                        : "put the right user and password into the URL");
    }
}
