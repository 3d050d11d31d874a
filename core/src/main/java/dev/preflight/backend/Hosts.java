package dev.preflight.backend;

import dev.preflight.backend.protocol.Scheme;
import dev.preflight.backend.wire.Endpoint;
import dev.preflight.backend.wire.ParallelProbes;
import dev.preflight.backend.wire.TlsMaterial;
import dev.preflight.backend.wire.TlsOptions;
import dev.preflight.backend.wire.Wire;
import dev.preflight.check.HostAndPort;
import dev.preflight.check.Probe;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Talks to the hosts that a URI names: to the one there is, or to all beside each other. */
final class Hosts {
    private final Scheme scheme;
    private final Endpoint endpoint;
    private TlsOptions tls;

    Hosts(Scheme scheme, Endpoint endpoint, TlsOptions tls) {
        this.scheme = scheme;
        this.endpoint = endpoint;
        this.tls = tls;
    }

    void require(int atLeast, ProbeContext context, Settings settings) throws IOException, InterruptedException {
        if (scheme.tls() || tls.hasIdentity() && goesOnWithTls()) {
            tls = TlsMaterial.ready(tls, context);
        }
        if (!scheme.protocol().application().isEmpty()) {
            tls = tls.speaking(scheme.protocol().application());
        }
        if (endpoint.hosts().size() == 1) {
            talk(endpoint.hosts().get(0), context);
            scheme.protocol().conclude(context);
            return;
        }
        List<Host> hosts = new ArrayList<>();
        for (HostAndPort host : endpoint.hosts()) {
            hosts.add(new Host(host, settings));
        }
        new ParallelProbes(hosts).require(atLeast, context);
        scheme.protocol().conclude(context);
    }

    /** Whether the protocol goes on over TLS, where it does not begin with it, wherever there is a certificate to show. */
    private boolean goesOnWithTls() {
        return switch (scheme.name()) {
            case "Cassandra", "MariaDB", "MySQL", "NATS", "PostgreSQL" -> true;
            case "MongoDB" ->
                !endpoint.parameter("tls").equals("false")
                        && !endpoint.parameter("ssl").equals("false");
            default -> false;
        };
    }

    private void talk(HostAndPort host, ProbeContext context) throws IOException {
        Wire wire = Wire.open(context, host, scheme.name(), scheme.tls() ? tls : null);
        scheme.protocol().talk(wire, endpoint, tls);
    }

    /** One of several hosts. */
    private final class Host extends Probe<Void> {
        private final HostAndPort host;

        Host(HostAndPort host, Settings settings) {
            super("backend", host.toString(), settings);
            this.host = host;
        }

        @Override
        protected Void verify(ProbeContext context) throws IOException {
            talk(host, context);
            return null;
        }

        @Override
        public Host with(Settings changed) {
            return new Host(host, changed);
        }
    }
}
