package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Endpoint;
import dev.preflight.backend.wire.TlsOptions;
import dev.preflight.backend.wire.Wire;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.IOException;

/**
 * A directory: a simple bind with the user of the URI as DN, anonymous without one (RFC 4511, section 4.2; RFC 4513,
 * section 5.1), then a search of the entry that the path names (RFC 4516), or of the root DSE (RFC 4512, section 5.1),
 * then unbind.
 */
final class Ldap implements Protocol {
    private static final int BIND = 0x60;
    private static final int BIND_RESPONSE = 0x61;
    private static final int UNBIND = 0x42;
    private static final int SEARCH = 0x63;
    private static final int SEARCH_ENTRY = 0x64;
    private static final int SEARCH_DONE = 0x65;
    private static final int SEARCH_REFERENCE = 0x73;
    private static final int EXTENDED_RESPONSE = 0x78;
    private static final int SIMPLE = 0x80;
    private static final int PRESENT = 0x87;
    private static final int MOST_ANSWERS = 100;

    @Override
    public void talk(Wire wire, Endpoint endpoint, TlsOptions tls) throws IOException {
        ProbeContext context = wire.context();
        boolean anonymous = endpoint.user().isEmpty();
        if (!anonymous && endpoint.password().isEmpty()) {
            // A server may take it for an anonymous bind and say yes (RFC 4513, section 5.1.2).
            throw Endpoint.unusable("it has a user and no password, which LDAP takes for nobody");
        }
        context.trying("login");
        Ber bind = new Ber()
                .number(Ber.INTEGER, 3)
                .add(Ber.OCTET_STRING, endpoint.user())
                .add(SIMPLE, endpoint.password());
        send(wire, 1, BIND, bind);
        LdapResult.of(receive(wire, 1), BIND_RESPONSE, wire).requireLogin(anonymous, wire);
        context.held(anonymous ? "anonymous" : "");

        String base = endpoint.path();
        context.trying(base.isEmpty() ? "query" : "database");
        send(wire, 2, SEARCH, search(base));
        context.held(context.outside(read(wire, base, anonymous)));
        wire.leave(message(3, UNBIND, new Ber()));
    }

    private static Ber search(String base) {
        Ber attributes = new Ber();
        if (base.isEmpty()) {
            attributes.add(Ber.OCTET_STRING, "vendorName").add(Ber.OCTET_STRING, "vendorVersion");
        } else {
            // No attributes at all (RFC 4511, section 4.5.1.8).
            attributes.add(Ber.OCTET_STRING, "1.1");
        }
        return new Ber()
                .add(Ber.OCTET_STRING, base)
                .number(Ber.ENUMERATED, 0)
                .number(Ber.ENUMERATED, 0)
                .number(Ber.INTEGER, 1)
                .number(Ber.INTEGER, 0)
                .number(Ber.BOOLEAN, 0)
                .add(PRESENT, "objectClass")
                .add(Ber.SEQUENCE, attributes);
    }

    /** Reads up to the end of the search; returns what the root DSE says, or which other entry there is. */
    private static String read(Wire wire, String base, boolean anonymous) throws IOException {
        String found = "";
        boolean entry = false;
        for (int i = 0; i < MOST_ANSWERS; i++) {
            Ber.Reader operation = receive(wire, 2);
            if (operation.tag() == SEARCH_ENTRY) {
                entry = true;
                found = values(operation.enter(SEARCH_ENTRY));
            } else if (operation.tag() != SEARCH_REFERENCE) {
                LdapResult.of(operation, SEARCH_DONE, wire).requireEntry(base, anonymous, wire);
                if (!entry && !base.isEmpty()) {
                    wire.context()
                            .warn(Problem.of(Code.BACKEND_NOT_AUTHORISED, "the entry exists and cannot be read")
                                    .found(base)
                                    .fix("grant the user the right to read it, if the application needs it"));
                }
                return base.isEmpty() ? found : base;
            }
        }
        throw wire.notSpoken().asException();
    }

    /** All values of all attributes of an entry, in one line. */
    private static String values(Ber.Reader entry) {
        StringBuilder out = new StringBuilder();
        entry.text();
        Ber.Reader attributes = entry.enter(Ber.SEQUENCE);
        while (attributes.hasMore()) {
            Ber.Reader attribute = attributes.enter(Ber.SEQUENCE);
            attribute.text();
            Ber.Reader values = attribute.enter(0x31);
            while (values.hasMore()) {
                out.append(out.isEmpty() ? "" : " ").append(values.text());
            }
        }
        return out.toString();
    }

    private static void send(Wire wire, int id, int tag, Ber operation) throws IOException {
        wire.write(message(id, tag, operation));
    }

    private static byte[] message(int id, int tag, Ber operation) {
        Ber message = new Ber().number(Ber.INTEGER, id).add(tag, operation);
        return new Ber().add(Ber.SEQUENCE, message).bytes();
    }

    /** The operation in the next message, which is the answer to a request or a notice of disconnection. */
    private static Ber.Reader receive(Wire wire, int id) throws IOException {
        Ber.Reader message = Ber.Reader.element(wire, Ber.SEQUENCE);
        int answered = message.number(Ber.INTEGER);
        if (answered == 0 && message.tag() == EXTENDED_RESPONSE) {
            throw LdapResult.of(message, EXTENDED_RESPONSE, wire).problem(wire).asException();
        }
        if (answered != id) {
            throw wire.notSpoken().asException();
        }
        return message;
    }
}
