package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Endpoint;
import dev.preflight.backend.wire.TlsOptions;
import dev.preflight.backend.wire.Wire;
import dev.preflight.check.Document;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Elasticsearch and OpenSearch: the status in {@code GET /_cluster/health} (cluster health API), of the indices in the
 * path if there is one, with a basic login (RFC 7617) if the URI has credentials. Red fails, yellow is a warning.
 */
final class Elasticsearch implements Protocol {
    @Override
    public void talk(Wire wire, Endpoint endpoint, TlsOptions tls) throws IOException {
        ProbeContext context = wire.context();
        List<String> headers = new ArrayList<>(1);
        if (!endpoint.user().isEmpty()) {
            headers.add(HttpAnswer.basic(endpoint, context));
        }
        String index = endpoint.path();
        context.trying("health");
        // For an index that is missing the server waits until it comes, and for nothing else.
        String target = index.isEmpty() ? "/_cluster/health" : "/_cluster/health/" + encoded(index) + "?timeout=0s";
        HttpAnswer answer = HttpAnswer.get(wire, target, wire.address().toString(), headers, true);
        if (answer.status() == 429) {
            throw Problem.of(Code.BACKEND_BUSY, "too many requests")
                    .found("status 429")
                    .fix("wait, or look at the load of the cluster")
                    .asException();
        }
        Document health = document(answer);
        String status = health == null ? "" : health.text("status").orElse("");
        if (!index.isEmpty() && missing(answer.status(), status, health)) {
            throw Problem.of(Code.BACKEND_DATABASE, "no such index")
                    .found(index)
                    .fix("create the index, or correct its name in the URL")
                    .asException();
        }
        if (answer.status() != 200 && !(answer.status() == 408 && !status.isEmpty())) {
            throw answer.unexpected("status 200", wire.context()).asException();
        }
        judge(status, health, wire);
    }

    private static void judge(String status, Document health, Wire wire) {
        ProbeContext context = wire.context();
        String nodes = health == null ? "" : health.text("number_of_nodes").orElse("");
        String detail = context.outside(status + ", " + nodes + (nodes.equals("1") ? " node" : " nodes"));
        switch (status) {
            case "green" -> context.held(detail);
            case "yellow" -> {
                context.held(detail);
                context.warn(Problem.of(Code.BACKEND_UNHEALTHY, "the cluster is yellow")
                        .found(shards(health, context))
                        .fix("add a node for the replicas of its shards, or ask for fewer replicas"));
            }
            case "red" ->
                throw Problem.of(Code.BACKEND_UNHEALTHY, "the cluster is red")
                        .found(shards(health, context))
                        .fix("start the missing nodes; GET /_cluster/allocation/explain says what its shards wait for")
                        .asException();
            default -> throw wire.notSpoken().asException();
        }
    }

    private static String shards(Document health, ProbeContext context) {
        String unassigned = health.text("unassigned_shards").orElse("?");
        String nodes = health.text("number_of_nodes").orElse("?");
        return context.outside(unassigned + " shards on no node, " + nodes + " nodes");
    }

    /**
     * A server whose answer did not wait, yet timed out, misses an index that is named; one that does not let others
     * know what is there may say that it is not found; and a pattern that no index matches is as healthy as can be.
     */
    private static boolean missing(int httpStatus, String status, Document health) {
        if (health == null) {
            return false;
        }
        return httpStatus == 404
                ? health.text("error.type").orElse("").equals("index_not_found_exception")
                : !status.isEmpty()
                        && (health.text("timed_out").orElse("").equals("true")
                                || none(health, "active_shards")
                                        && none(health, "initializing_shards")
                                        && none(health, "unassigned_shards"));
    }

    private static boolean none(Document health, String shards) {
        return health.text(shards).orElse("").equals("0");
    }

    private static Document document(HttpAnswer answer) {
        try {
            return Document.ofJson(answer.body());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The path as a URI writes it, whatever an index may be called (RFC 3986, section 2.1). */
    private static String encoded(String index) {
        StringBuilder out = new StringBuilder();
        for (byte b : index.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~,*".indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            }
        }
        return out.toString();
    }
}
