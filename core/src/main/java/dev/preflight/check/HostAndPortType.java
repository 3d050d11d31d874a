package dev.preflight.check;

import dev.preflight.type.ValueType;

/** A host and a port. */
final class HostAndPortType extends ValueType<HostAndPort> {
    static final ValueType<HostAndPort> INSTANCE = new HostAndPortType();

    private HostAndPortType() {
        super("host-and-port", "a host and a port", "db:5432");
    }

    @Override
    public HostAndPort parse(String text) throws Exception {
        try {
            return HostAndPort.parse(text);
        } catch (IllegalArgumentException e) {
            throw Rejection.because(e.getMessage());
        }
    }
}
