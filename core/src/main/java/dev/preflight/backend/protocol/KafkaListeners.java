package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.ParallelProbes;
import dev.preflight.backend.wire.TlsOptions;
import dev.preflight.backend.wire.Wire;
import dev.preflight.check.HostAndPort;
import dev.preflight.check.Probe;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Settings;
import dev.preflight.problem.CheckFailedException;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The addresses that brokers give out for themselves ({@code advertised.listeners}): a client asks one of the bootstrap
 * servers for them, and connects to them from then on. Thread-safe, since bootstrap servers are asked beside each other.
 */
final class KafkaListeners {
    private static final Problem NONE = Problem.of(Code.BACKEND_FAILED, "");
    /** What is known of an address before somebody has looked, or has come back from it. */
    private static final Problem SILENT = Problem.of(Code.BACKEND_TIMEOUT, "no answer in time");

    private static final String FIX =
            "set advertised.listeners of the broker to an address that is known here, or connect"
                    + " through the listener that is meant for this network";

    /** Longer than any host name is (RFC 1035, section 2.3.4) with its port. */
    private static final int LONGEST = 300;

    /** What is wrong with each address, in the order in which they were told. */
    private final Map<String, Problem> advertised = new LinkedHashMap<>();

    private final Set<String> reached = new HashSet<>();

    private static String key(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    /** A broker answered, at the address that a client has of it. */
    synchronized void reached(HostAndPort address) {
        reached.add(key(address.toString()));
    }

    /** The addresses among some that nobody looks at yet; they are looked at by who asks. */
    private synchronized List<String> claim(List<String> told, List<HostAndPort> bootstrap) {
        Set<String> known = new HashSet<>();
        for (HostAndPort host : bootstrap) {
            known.add(key(host.toString()));
        }
        List<String> unknown = new ArrayList<>();
        for (String address : told) {
            if (!advertised.containsKey(address)) {
                advertised.put(address, SILENT);
                if (!known.contains(address)) {
                    unknown.add(address);
                }
            }
        }
        return unknown;
    }

    private synchronized void found(String address, Problem problem) {
        if (problem == NONE) {
            reached.add(address);
        }
        advertised.put(address, problem);
    }

    /**
     * Connects to what brokers say of themselves and others, except where a bootstrap server is talked to anyway, or
     * another thread is at it.
     *
     * @throws InterruptedException if the attempt is abandoned
     */
    void look(List<String> told, List<HostAndPort> bootstrap, ProbeContext context, TlsOptions tls)
            throws InterruptedException {
        context.trying("listeners");
        List<String> unknown = claim(told, bootstrap);
        List<Problem> problems = problems(unknown, context, tls);
        for (int i = 0; i < problems.size(); i++) {
            found(unknown.get(i), problems.get(i));
        }
        int right = count();
        if (right > 0) {
            context.held(right + " of " + all());
        }
    }

    /** An address as it is written, and compared. */
    static String address(String host, int port) {
        return key(host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port);
    }

    private synchronized int all() {
        return advertised.size();
    }

    private synchronized int count() {
        int count = 0;
        for (String address : advertised.keySet()) {
            count += reached.contains(address) ? 1 : 0;
        }
        return count;
    }

    /**
     * One address that is reached is enough, and others are a warning, unless they are bootstrap servers, of which it is
     * told already that they do not answer.
     *
     * @throws CheckFailedException if none can be reached
     */
    synchronized void require(ProbeContext context) {
        Problem whole = null;
        int told = 0;
        int failed = 0;
        for (Map.Entry<String, Problem> each : advertised.entrySet()) {
            Problem problem = each.getValue();
            if (!reached.contains(each.getKey())) {
                failed++;
                told += problem == SILENT ? 1 : 0;
                Problem soFar = whole == null ? Problem.of(problem.code(), "") : whole;
                whole = soFar.fact(
                        whole == null ? "broker" : "",
                        each.getKey() + ": " + problem.summary() + " ["
                                + problem.code().id() + "]");
            }
        }
        if (failed > 0 && failed == advertised.size()) {
            context.trying("listeners");
            throw Problem.of(whole.code(), "no advertised listener can be reached from here", whole.facts())
                    .fix(FIX)
                    .asException();
        }
        if (failed > told) {
            String summary = failed + " of " + advertised.size() + " advertised listeners cannot be reached from here";
            context.warn(Problem.of(whole.code(), summary, whole.facts()).fix(FIX));
        }
    }

    /** What is wrong with each address, {@link #NONE} where it is reached. */
    private static List<Problem> problems(List<String> addresses, ProbeContext context, TlsOptions tls)
            throws InterruptedException {
        List<Problem> problems = new ArrayList<>();
        List<Probe<?>> probes = new ArrayList<>();
        for (String address : addresses) {
            HostAndPort parsed = parse(address);
            problems.add(parsed == null ? Problem.of(Code.BACKEND_URL, "no host and port") : NONE);
            if (parsed != null) {
                probes.add(new Listener(parsed, tls, Settings.online()));
            }
        }
        List<Problem> found = new ArrayList<>();
        if (probes.size() == 1) {
            found.add(problem(probes.get(0), context));
        } else if (!probes.isEmpty()) {
            found = new ParallelProbes(probes).run(context);
        }
        for (int i = 0, next = 0; i < problems.size(); i++) {
            if (problems.get(i) == NONE) {
                Problem problem = found.get(next++);
                problems.set(i, ParallelProbes.isNone(problem) ? NONE : problem);
            }
        }
        return problems;
    }

    private static HostAndPort parse(String address) {
        try {
            return address.length() > LONGEST ? null : HostAndPort.parse(address);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Problem problem(Probe<?> probe, ProbeContext context) {
        try {
            context.run(probe);
            return NONE;
        } catch (CheckFailedException e) {
            return e.problem();
        }
    }

    /** One address, connected to as a client would, and then left. */
    private static final class Listener extends Probe<Void> {
        private final HostAndPort address;
        private final TlsOptions tls;

        Listener(HostAndPort address, TlsOptions tls, Settings settings) {
            super("backend", address.toString(), settings);
            this.address = address;
            this.tls = tls;
        }

        @Override
        protected Void verify(ProbeContext context) throws IOException {
            Wire.open(context, address, "Kafka", tls).close();
            return null;
        }

        @Override
        public Listener with(Settings changed) {
            return new Listener(address, tls, changed);
        }
    }
}
