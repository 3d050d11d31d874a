package dev.preflight.backend;

import dev.preflight.HostAndPort;
import dev.preflight.ProbeContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;

/** Connects to a host and port: resolves the name, then tries each address until one answers. */
final class Dial {
    private Dial() {}

    /**
     * Connects; the run closes the socket when the attempt ends.
     *
     * @throws IOException as the last address that was tried failed
     */
    static Socket tcp(ProbeContext context, HostAndPort address) throws IOException {
        context.target(address.toString());
        InetAddress[] found = resolve(context, address.host());
        context.trying("TCP");
        IOException last = null;
        for (int i = 0; i < found.length; i++) {
            // Each address gets an equal share of what is left, so that a dead one does not starve the others.
            int share = (int)
                    Math.max(1, Math.min(Integer.MAX_VALUE, context.remaining().toMillis() / (found.length - i)));
            Socket socket = context.register(new Socket());
            try {
                socket.connect(new InetSocketAddress(found[i], address.port()), share);
                context.held(found.length == 1 ? "" : found[i].getHostAddress());
                return socket;
            } catch (IOException e) {
                last = e;
            }
        }
        throw last == null ? new IOException("no address") : last;
    }

    /** All addresses of a name, in the order in which the runtime prefers them. */
    static InetAddress[] resolve(ProbeContext context, String host) throws UnknownHostException {
        context.trying("DNS");
        InetAddress[] found = InetAddress.getAllByName(host);
        context.held(list(found));
        return found;
    }

    private static String list(InetAddress... addresses) {
        StringBuilder out = new StringBuilder();
        for (InetAddress address : addresses) {
            out.append(out.isEmpty() ? "" : " ").append(address.getHostAddress());
        }
        return out.toString();
    }
}
