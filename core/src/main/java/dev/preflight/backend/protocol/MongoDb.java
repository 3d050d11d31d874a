package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Endpoint;
import dev.preflight.backend.wire.TlsOptions;
import dev.preflight.backend.wire.TlsOptions.Verifying;
import dev.preflight.backend.wire.Wire;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.IOException;
import java.util.Map;

/**
 * MongoDB: the command {@code hello} in an OP_MSG (MongoDB Wire Protocol; "MongoDB Handshake" and "Server Discovery And
 * Monitoring" of the driver specifications), {@code isMaster} for servers older than 4.4.2. A mongos, a standalone
 * server and a primary are ready; so is a secondary that knows a primary. One that knows none is not, unless the
 * {@code readPreference} of the URI is content with it.
 */
final class MongoDb implements Protocol {
    private static final int COMMAND_NOT_FOUND = 59;

    @Override
    public void talk(Wire wire, Endpoint endpoint, TlsOptions tls) throws IOException {
        ProbeContext context = wire.context();
        String option = endpoint.parameter("tls").isEmpty() ? endpoint.parameter("ssl") : endpoint.parameter("tls");
        if (option.equals("true") || tls.isDeclared() && !option.equals("false")) {
            wire.startTls(tls.verifying(verifying(endpoint, tls)));
        }
        context.trying("greeting");
        Map<String, Object> answer = MongoMessage.command(wire, "hello", 1);
        if (!isOk(answer) && Integer.valueOf(COMMAND_NOT_FOUND).equals(answer.get("code"))) {
            answer = MongoMessage.command(wire, "isMaster", 2);
        }
        if (!isOk(answer)) {
            throw Problem.of(Code.BACKEND_FAILED, "answered with an error")
                    .fact("why", text(answer, "errmsg", context))
                    .fix("look at the log of the server")
                    .asException();
        }
        context.held(state(answer, endpoint, context) + ", login not tried");
    }

    private static Verifying verifying(Endpoint endpoint, TlsOptions tls) {
        if (endpoint.parameter("tlsInsecure").equals("true")
                || endpoint.parameter("tlsAllowInvalidCertificates").equals("true")) {
            return Verifying.NOTHING;
        }
        return endpoint.parameter("tlsAllowInvalidHostnames").equals("true") ? Verifying.CHAIN : tls.verifying();
    }

    private static String state(Map<String, Object> answer, Endpoint endpoint, ProbeContext context) {
        String wanted = endpoint.parameter("replicaSet");
        String set = text(answer, "setName", context);
        if (!wanted.isEmpty() && !set.isEmpty() && !wanted.equals(set)) {
            throw Problem.of(Code.BACKEND_DATABASE, "another replica set")
                    .found(set + ", not " + context.outside(wanted))
                    .fix("correct replicaSet or the hosts in the URL")
                    .asException();
        }
        if (is(answer, "isWritablePrimary") || is(answer, "ismaster")) {
            if (!wanted.isEmpty() && set.isEmpty()) {
                throw Problem.of(Code.BACKEND_DATABASE, "no member of a replica set")
                        .found("a server that is in none, not in " + context.outside(wanted))
                        .fix("take replicaSet out of the URL, or correct its hosts")
                        .asException();
            }
            if (answer.get("msg") instanceof String kind && kind.equals("isdbgrid")) {
                return "mongos";
            }
            return set.isEmpty() ? "standalone" : "primary of " + set;
        }
        if (!wanted.isEmpty() && set.isEmpty()) {
            throw noMember(answer, context).asException();
        }
        String primary = text(answer, "primary", context);
        if (is(answer, "secondary") || is(answer, "arbiterOnly")) {
            String what = (is(answer, "secondary") ? "secondary of " : "arbiter of ") + set;
            String preference = endpoint.parameter("readPreference");
            if (primary.isEmpty() && (preference.isEmpty() || preference.equals("primary"))) {
                throw Problem.of(Code.BACKEND_UNHEALTHY, "its replica set has no primary")
                        .found(what)
                        .fix("start the other members, so that they can elect a primary")
                        .asException();
            }
            return primary.isEmpty() ? what + ", no primary" : what + ", primary " + primary;
        }
        throw noMember(answer, context).asException();
    }

    private static Problem noMember(Map<String, Object> answer, ProbeContext context) {
        String info = text(answer, "info", context);
        Problem problem = Problem.of(Code.BACKEND_STARTING, "neither primary nor secondary");
        return (info.isEmpty() ? problem : problem.fact("why", info))
                .fix("wait until it has joined its replica set; initiate the set if it is new");
    }

    private static boolean isOk(Map<String, Object> answer) {
        return answer.get("ok") instanceof Number ok && ok.intValue() == 1;
    }

    private static boolean is(Map<String, Object> answer, String key) {
        return Boolean.TRUE.equals(answer.get(key));
    }

    private static String text(Map<String, Object> answer, String key, ProbeContext context) {
        return answer.get(key) instanceof String text ? context.outside(text) : "";
    }
}
