package dev.preflight.backend;

import dev.preflight.backend.wire.Argument;
import dev.preflight.backend.wire.Dial;
import dev.preflight.check.Check;
import dev.preflight.check.HostAndPort;
import dev.preflight.check.Probe;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Role;
import dev.preflight.check.Settings;
import java.io.IOException;
import java.util.List;

/** Something that accepts connections (RFC 9293); the connection is closed without a byte being sent. */
final class Tcp extends Probe<HostAndPort> {
    private final Argument<HostAndPort> address;

    /** A check of this class; called a probe, since the verifier would load the class for whoever returns it as one. */
    static Probe<HostAndPort> of(String name, Argument<HostAndPort> address) {
        return new Tcp(name, Settings.online(address.needs()), address);
    }

    private Tcp(String name, Settings settings, Argument<HostAndPort> address) {
        super("backend", name, settings);
        this.address = address;
    }

    @Override
    protected HostAndPort verify(ProbeContext context) throws IOException {
        HostAndPort where = address.in(context);
        Dial.tcp(context, where).close();
        return where;
    }

    @Override
    public Role role(Check<?> input) {
        return address.role(input, Role.ADDRESS);
    }

    @Override
    protected List<String> proves() {
        return List.of(address.inWords() + " accepts connections");
    }

    @Override
    public Tcp with(Settings changed) {
        return new Tcp(name(), changed, address);
    }
}
