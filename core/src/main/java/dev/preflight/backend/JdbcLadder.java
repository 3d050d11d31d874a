package dev.preflight.backend;

import dev.preflight.backend.wire.Argument;
import dev.preflight.backend.wire.Dial;
import dev.preflight.backend.wire.JdbcUrl;
import dev.preflight.backend.wire.JdbcVendor;
import dev.preflight.backend.wire.ParallelProbes;
import dev.preflight.check.HostAndPort;
import dev.preflight.check.Probe;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Settings;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Climbs to the hosts of a URL to see where the network ends: to the only one once the driver has failed to, to several
 * before it tries them.
 */
final class JdbcLadder {
    /** Which part of the time that is left several hosts have to accept a connection. */
    private static final int SHARE = 4;

    private final JdbcVendor vendor;
    private final List<HostAndPort> hosts;
    private final String user;
    private final String database;
    private final Settings settings;
    /** What each of several hosts came to, null for one that answers; empty until they were looked at. */
    private List<Problem> found = List.of();

    JdbcLadder(String url, String user, Settings settings) {
        this.vendor = JdbcVendor.of(url);
        this.hosts = JdbcUrl.hosts(url);
        this.user = user;
        this.database = vendor == JdbcVendor.POSTGRESQL ? JdbcUrl.databaseOfPostgreSql(url) : "";
        this.settings = settings;
    }

    /**
     * Looks at the hosts where there are several.
     *
     * @return the URL for the driver to connect with: without hosts that do not answer where it could not wait for them,
     *     since it counts in seconds, and without any change otherwise
     * @throws InterruptedException if the attempt is abandoned
     */
    String look(String url, ProbeContext context) throws InterruptedException {
        if (hosts.size() < 2) {
            return url;
        }
        found = ofTheNetwork(
                new ParallelProbes(parts()).look(context, context.remaining().toMillis() / SHARE));
        List<HostAndPort> fast = new ArrayList<>();
        boolean answers = false;
        for (int i = 0; i < hosts.size(); i++) {
            Problem problem = found.get(i);
            answers |= problem == null;
            if (problem == null || problem.code() != Code.BACKEND_TIMEOUT) {
                fast.add(hosts.get(i));
            }
        }
        return answers && fast.size() < hosts.size() && vendor == JdbcVendor.POSTGRESQL ? JdbcUrl.only(fast, url) : url;
    }

    /** In the protocol of the vendor, where it is known: a server that hangs accepts connections all the same. */
    private List<Probe<?>> parts() {
        List<Probe<?>> parts = new ArrayList<>();
        for (HostAndPort host : hosts) {
            String uri = switch (vendor) {
                // It locks out who connects and says nothing a hundred times.
                case MYSQL -> "mysql://" + host;
                case MARIADB -> "mariadb://" + host;
                // As the user of the driver, at whose password the server is left: it logs nothing of that.
                case POSTGRESQL ->
                    "postgresql://" + UrlPart.encoded(user) + (user.isEmpty() ? "" : "@") + host + database;
                default -> "";
            };
            Probe<?> part = uri.isEmpty()
                    ? Tcp.of(host.toString(), Argument.of(host))
                    : Service.of(host.toString(), Argument.of(URI.create(uri)));
            parts.add(part.timeout(settings.timeout()));
        }
        return parts;
    }

    /** What is not about the network is the driver's to say, who knows more: certificates, logins, modes. */
    private static List<Problem> ofTheNetwork(List<Problem> all) {
        List<Problem> found = new ArrayList<>();
        for (Problem problem : all) {
            found.add(problem != null && isOfTheNetwork(problem) ? problem : null);
        }
        return found;
    }

    private static boolean isOfTheNetwork(Problem problem) {
        return switch (problem.code().id()) {
            case "backend.unresolved",
                    "backend.refused",
                    "backend.unreachable",
                    "backend.timeout",
                    "backend.closed",
                    "backend.starting",
                    "backend.busy",
                    "backend.wrong-protocol" -> true;
            default -> false;
        };
    }

    /** Warns of hosts that do not answer, where the driver has connected to another. */
    void warn(ProbeContext context) {
        for (int i = 0; i < found.size(); i++) {
            Problem problem = found.get(i);
            if (problem != null) {
                context.warn(Problem.of(problem.code(), hosts.get(i) + ": " + problem.summary(), problem.facts()));
            }
        }
    }

    /**
     * The exception to throw: what the network says where it is at fault, and what the driver says otherwise.
     *
     * @throws InterruptedException if the attempt is abandoned
     */
    RuntimeException explained(Exception failure, ProbeContext context) throws InterruptedException {
        Problem problem = context.problem(failure);
        boolean network = isOfTheNetwork(failure, problem);
        if (hosts.size() > 1) {
            return ofSeveral(problem, network, context).asException();
        }
        if (hosts.isEmpty() || !network) {
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

    private Problem ofSeveral(Problem problem, boolean network, ProbeContext context) throws InterruptedException {
        if (found.isEmpty() && network) {
            found = ofTheNetwork(new ParallelProbes(parts())
                    .look(context, context.remaining().toMillis() / 2));
        }
        if (found.isEmpty()) {
            return problem;
        }
        int answering = 0;
        for (Problem each : found) {
            answering += each == null ? 1 : 0;
        }
        if (answering == 0 && network) {
            return new ParallelProbes(parts()).tooFew(found, context);
        }
        Problem whole = problem;
        for (int i = 0; i < found.size(); i++) {
            Problem each = found.get(i);
            String state = each == null ? "answers" : ParallelProbes.inOneLine(each);
            whole = whole.fact(i == 0 ? "hosts" : "", hosts.get(i) + ": " + state);
        }
        return whole;
    }

    /**
     * Climbs for an attempt that does not end, up to where it breaks.
     *
     * @throws IOException as the network says
     * @throws InterruptedException if the attempt is over
     */
    void climb(ProbeContext context) throws IOException, InterruptedException {
        if (hosts.size() == 1) {
            Dial.connect(context, hosts.get(0)).close();
        } else if (!hosts.isEmpty()) {
            new ParallelProbes(parts()).require(1, context);
        }
    }

    /** How many hosts the driver may have to try. */
    int hosts() {
        return hosts.size();
    }

    private static boolean isOfTheNetwork(Exception failure, Problem problem) {
        return switch (problem.code().id()) {
            case "backend.unresolved", "backend.refused", "backend.unreachable", "backend.timeout", "backend.closed" ->
                true;
            case "backend.failed" -> state(failure).startsWith("08");
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
