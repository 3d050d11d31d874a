package dev.preflight.backend;

import dev.preflight.backend.wire.Argument;
import dev.preflight.backend.wire.Dial;
import dev.preflight.check.Check;
import dev.preflight.check.Probe;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Role;
import dev.preflight.check.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** A host name that has an address. */
final class Dns extends Probe<List<InetAddress>> {
    private final Argument<String> host;

    /** A check of this class; called a probe, since the verifier would load the class for whoever returns it as one. */
    static Probe<List<InetAddress>> of(String name, Argument<String> host) {
        return new Dns(name, Settings.online(host.needs()), host);
    }

    private Dns(String name, Settings settings, Argument<String> host) {
        super("backend", name, settings);
        this.host = host;
    }

    @Override
    protected List<InetAddress> verify(ProbeContext context) throws UnknownHostException {
        String text = host.in(context);
        context.target(text);
        return List.of(Dial.resolve(context, text));
    }

    @Override
    public Role role(Check<?> input) {
        return host.role(input, Role.ADDRESS);
    }

    @Override
    protected List<String> proves() {
        return List.of("the host " + host.inWords() + " has an address");
    }

    @Override
    public Dns with(Settings changed) {
        return new Dns(name(), changed, host);
    }
}
