package dev.preflight.backend;

import dev.preflight.CheckFailedException;
import dev.preflight.Code;
import dev.preflight.HostAndPort;
import dev.preflight.Probe;
import dev.preflight.ProbeContext;
import dev.preflight.Problem;
import dev.preflight.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The addresses that brokers give out for themselves ({@code advertised.listeners}): a client asks one of the bootstrap
 * servers for them, and connects to them from then on. Thread-safe, since bootstrap servers are asked beside each other.
 */
final class KafkaListeners {
    private static final Problem NONE = Problem.of(Code.BACKEND_FAILED, "");
    private static final String FIX =
            "set advertised.listeners of the broker to an address that is known here, or connect"
                    + " through the listener that is meant for this network";

    /** Longer than any host name is (RFC 1035, section 2.3.4) with its port. */
    private static final int LONGEST = 300;

    private final List<String> advertised = new ArrayList<>();
    private final List<String> reached = new ArrayList<>();

    private static String key(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    /** A broker that was talked to, under the address that a client has of it. */
    synchronized void reached(HostAndPort address) {
        reached.add(key(address.toString()));
    }

    /** A broker told where it, or another one, listens. */
    synchronized void advertised(String host, int port) {
        String address = key(host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port);
        if (!advertised.contains(address)) {
            advertised.add(address);
        }
    }

    private synchronized List<String> unknown() {
        List<String> unknown = new ArrayList<>(advertised);
        unknown.removeAll(reached);
        return unknown;
    }

    private synchronized int count() {
        return advertised.size();
    }

    /**
     * Connects to each that was not talked to before; one that is reached is enough, and others are a warning.
     *
     * @throws CheckFailedException if none can be reached
     * @throws InterruptedException if the attempt is abandoned
     */
    void require(ProbeContext context, TlsOptions tls) throws InterruptedException {
        int all = count();
        if (all == 0) {
            return;
        }
        context.trying("listeners");
        List<String> unknown = unknown();
        List<Problem> problems = problems(unknown, context, tls);
        Problem whole = null;
        int failed = 0;
        for (int i = 0; i < problems.size(); i++) {
            Problem problem = problems.get(i);
            if (problem != NONE) {
                failed++;
                Problem soFar = whole == null ? Problem.of(problem.code(), "") : whole;
                whole = soFar.fact(
                        whole == null ? "broker" : "",
                        unknown.get(i) + ": " + problem.summary() + " ["
                                + problem.code().id() + "]");
            }
        }
        if (failed == all) {
            throw new Problem(whole.code(), "no advertised listener can be reached from here", whole.facts())
                    .fix(FIX)
                    .asException();
        }
        context.held(all - failed + " of " + all);
        if (failed > 0) {
            String summary = failed + " of " + all + " advertised listeners cannot be reached from here";
            context.warn(new Problem(whole.code(), summary, whole.facts()).fix(FIX));
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
            found = new Parts(probes).run(context);
        }
        for (int i = 0, next = 0; i < problems.size(); i++) {
            if (problems.get(i) == NONE) {
                Problem problem = found.get(next++);
                problems.set(i, Parts.isNone(problem) ? NONE : problem);
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
