package dev.preflight.backend;

import dev.preflight.HostAndPort;
import dev.preflight.Probe;
import dev.preflight.ProbeContext;
import dev.preflight.Problem;
import dev.preflight.Settings;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Climbs to the hosts of a URL to see where the network ends, once the driver has failed to. */
final class JdbcLadder {
    private final List<HostAndPort> hosts;
    private final Settings settings;

    JdbcLadder(List<HostAndPort> hosts, Settings settings) {
        this.hosts = hosts;
        this.settings = settings;
    }

    /**
     * The exception to throw: what the network says where it is at fault, and what the driver says otherwise.
     *
     * @throws InterruptedException if the attempt is abandoned
     */
    RuntimeException explained(Exception failure, ProbeContext context) throws InterruptedException {
        Problem problem = context.problem(failure);
        if (hosts.isEmpty() || !isOfTheNetwork(failure, problem)) {
            return problem.asException();
        }
        if (hosts.size() > 1) {
            List<Probe<?>> parts = new ArrayList<>();
            for (HostAndPort host : hosts) {
                parts.add(Tcp.of(host.toString(), Input.of(host)).timeout(settings.timeout()));
            }
            new Parts(parts).require(1, context);
            return problem.asException();
        }
        try {
            Dial.connect(context, hosts.get(0)).close();
        } catch (IOException e) {
            return context.problem(e).asException();
        }
        context.trying("connection");
        return problem.asException();
    }

    private static boolean isOfTheNetwork(Exception failure, Problem problem) {
        return switch (problem.code()) {
            case BACKEND_UNRESOLVED, BACKEND_REFUSED, BACKEND_UNREACHABLE, BACKEND_TIMEOUT, BACKEND_CLOSED -> true;
            case BACKEND_FAILED -> state(failure).startsWith("08");
            default -> false;
        };
    }

    /** What the driver says, which a pool may have wrapped; empty if it says nothing. */
    private static String state(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException thrown && thrown.getSQLState() != null) {
                return thrown.getSQLState();
            }
        }
        return "";
    }
}
