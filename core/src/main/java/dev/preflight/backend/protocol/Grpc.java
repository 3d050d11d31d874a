package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Endpoint;
import dev.preflight.backend.wire.TlsOptions;
import dev.preflight.backend.wire.Wire;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/**
 * The health protocol of gRPC ({@code grpc.health.v1.Health/Check}): the service in the path, or the server as a whole
 * where there is none, is {@code SERVING}. The request is the one of gRPC over HTTP/2 (PROTOCOL-HTTP2); over TLS, HTTP/2
 * is agreed on first, which clients of gRPC demand. A server need not have the health service, so without it the check
 * warns.
 */
final class Grpc implements Protocol {
    private static final String PATH = "/grpc.health.v1.Health/Check";
    private static final String CONTENT_TYPE = "application/grpc";
    private static final String[] STATUSES = {"UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN"};
    private static final int SERVING = 1;
    private static final int MOST_NAME = 4096;

    @Override
    public String application() {
        return "h2";
    }

    @Override
    public void talk(Wire wire, Endpoint endpoint, TlsOptions tls) throws IOException {
        String service = endpoint.path();
        if (service.length() > MOST_NAME) {
            throw Endpoint.unusable("the name of its service is longer than " + MOST_NAME + " characters");
        }
        ProbeContext context = wire.context();
        context.trying("greeting");
        Http2 http = new Http2(wire);
        try {
            http.ask(headers(wire), message(service));
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            if (wire.isTls()) {
                throw e;
            }
            throw mayWantTls(context.problem(e)).asException();
        }
        context.held("HTTP/2" + (endpoint.user().isEmpty() ? "" : ", login not tried"));
        context.trying("health");
        http.read(CONTENT_TYPE);
        http.leave();
        judge(service, http, wire);
    }

    /** Servers of gRPC that speak TLS close the connection of one that does not without a word. */
    private static Problem mayWantTls(Problem problem) {
        Problem whole = Problem.of(problem.code(), problem.summary());
        for (Fact fact : problem.facts()) {
            whole = whole.fact(
                    fact.label(),
                    fact.label().equals("fix")
                            ? "use grpcs:// if the port speaks TLS, which looks like this; else " + fact.text()
                            : fact.text());
        }
        return whole;
    }

    private static byte[] headers(Wire wire) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Hpack.write(out, ":method", "POST");
        Hpack.write(out, ":scheme", wire.isTls() ? "https" : "http");
        Hpack.write(out, ":path", PATH);
        Hpack.write(out, ":authority", wire.address().toString());
        Hpack.write(out, "te", "trailers");
        Hpack.write(out, "content-type", CONTENT_TYPE);
        Hpack.write(out, "user-agent", "preflight");
        Hpack.write(
                out,
                "grpc-timeout",
                Math.min(99_999_999, wire.context().remaining().toMillis()) + "m");
        return out.toByteArray();
    }

    /** One message that is not compressed, with the name in field 1; no field for no name. */
    private static byte[] message(String service) {
        byte[] name = service.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        if (name.length > 0) {
            field.write(10);
            for (int left = name.length; left > 0; left >>= 7) {
                field.write(left < 128 ? left : left & 127 | 128);
            }
            field.writeBytes(name);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0);
        out.writeBytes(new byte[] {0, 0, (byte) (field.size() >> 8), (byte) field.size()});
        out.writeBytes(field.toByteArray());
        return out.toByteArray();
    }

    private static void judge(String service, Http2 http, Wire wire) {
        ProbeContext context = wire.context();
        String status = http.headers().getOrDefault("grpc-status", "");
        if (status.isEmpty()) {
            status = ofHttp(http, wire);
        }
        String message = http.headers().getOrDefault("grpc-message", "");
        String found = context.outside("status " + status + (message.isEmpty() ? "" : ": " + message));
        switch (status) {
            case "0" -> answered(service, health(http.body()), wire);
            case "12" -> {
                context.held("no health service");
                context.warn(Problem.of(Code.BACKEND_UNHEALTHY, "the server does not tell its health")
                        .found(found)
                        .fix("add the health service (grpc.health.v1.Health) to the server; without it only the"
                                + " connection is verified"));
            }
            case "7", "16" -> {
                context.held("not told");
                context.warn(Problem.of(Code.BACKEND_LOGIN, "the server does not tell its health without a login")
                        .found(found)
                        .fix("open the health service to everybody, or ask it with the client of the application"
                                + " in a probe"));
            }
            case "5" ->
                throw Problem.of(Code.BACKEND_DATABASE, "no such service")
                        .found(found)
                        .fact("expect", context.outside("service '" + service + "'"))
                        .fix("correct the service in the path of the URL, or let the server tell the health of it")
                        .asException();
            case "8" ->
                throw Problem.of(Code.BACKEND_BUSY, "answers that it has too much to do")
                        .found(found)
                        .fix("wait, or raise the limit of the server")
                        .asException();
            case "4" ->
                throw Problem.of(Code.BACKEND_TIMEOUT, "no answer in time")
                        .found(found)
                        .fix("look at the log of the server")
                        .asException();
            case "14" ->
                throw Problem.of(Code.BACKEND_UNHEALTHY, "answers that it is not available")
                        .found(found)
                        .fix("start what answers behind it, or wait until it has started")
                        .asException();
            default ->
                throw Problem.of(Code.BACKEND_FAILED, "answered with an error")
                        .found(found)
                        .fix("look at the log of the server")
                        .asException();
        }
    }

    /** The status of gRPC that stands for one of HTTP (http-grpc-status-mapping), where what answers is another server. */
    private static String ofHttp(Http2 http, Wire wire) {
        String status = http.headers().getOrDefault(":status", "");
        switch (status) {
            case "401":
                return "16";
            case "403":
                return "7";
            case "404":
                return "12";
            case "429", "502", "503", "504":
                return "14";
            default:
                throw Problem.of(Code.BACKEND_WRONG_PROTOCOL, "answered HTTP/2 without gRPC")
                        .found(wire.context()
                                .outside("status " + status + " and content-type '"
                                        + http.headers().getOrDefault("content-type", "") + "'"))
                        .fix("correct host and port; is another service in its place?")
                        .asException();
        }
    }

    /** The field 1 of the first message, which is 0 where it is absent; -1 where there is no such message. */
    private static int health(byte... body) {
        if (body.length < 5 || body[0] != 0) {
            return -1;
        }
        if (body.length == 5) {
            return 0;
        }
        return body.length >= 7 && body[5] == 8 ? body[6] : -1;
    }

    private static void answered(String service, int health, Wire wire) {
        if (health < 0) {
            throw wire.notSpoken().asException();
        }
        String words = health < STATUSES.length ? STATUSES[health] : "status " + health;
        if (health != SERVING) {
            throw Problem.of(Code.BACKEND_UNHEALTHY, "answers " + words)
                    .fact("expect", "SERVING")
                    .found(words + (service.isEmpty() ? "" : wire.context().outside(" of service '" + service + "'")))
                    .fix("look at the log of the server, or wait until it has started")
                    .asException();
        }
        wire.context().held(words);
    }
}
