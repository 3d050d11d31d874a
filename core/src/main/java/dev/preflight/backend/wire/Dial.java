package dev.preflight.backend.wire;

import dev.preflight.check.HostAndPort;
import dev.preflight.check.ProbeContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;

/** Connects to a host and port: resolves the name, then tries each address until one answers. */
public final class Dial {
    private Dial() {}

    /**
     * Connects; the run closes the socket when the attempt ends.
     *
     * @throws IOException as the address failed
     * @throws dev.preflight.problem.CheckFailedException if there are several, and all failed
     */
    public static Socket tcp(ProbeContext context, HostAndPort address) throws IOException {
        context.target(address.toString());
        return connect(context, address);
    }

    /**
     * Connects where the target has been named before.
     *
     * @throws IOException as the last address that was tried failed
     */
    public static Socket connect(ProbeContext context, HostAndPort address) throws IOException {
        return tcp(context, address, resolve(context, address.host()));
    }

    /** Connects to the first of some addresses that answers. */
    public static Socket tcp(ProbeContext context, HostAndPort address, InetAddress... found) throws IOException {
        context.trying("TCP");
        StringBuilder failed = new StringBuilder();
        IOException last = null;
        for (int i = 0; i < found.length; i++) {
            // Each address gets an equal share of what is left, so that a dead one does not starve the others.
            int share = (int)
                    Math.max(1, Math.min(Integer.MAX_VALUE, context.remaining().toMillis() / (found.length - i)));
            Socket socket = context.register(new Socket());
            try {
                // A second small message would wait for the server to acknowledge the first, 40 ms mostly (RFC 896,
                // 1122).
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(found[i], address.port()), share);
                context.held(found.length == 1 ? "" : found[i].getHostAddress() + after(failed));
                return socket;
            } catch (IOException e) {
                last = e;
                failed.append(failed.isEmpty() ? "" : ", ");
                failed.append(found[i].getHostAddress()).append(' ');
                failed.append(context.problem(e).summary());
            }
        }
        if (last == null || found.length == 1) {
            throw last == null ? new IOException("no address") : last;
        }
        throw context.problem(last).fact("each", failed.toString()).asException();
    }

    private static String after(StringBuilder failed) {
        return failed.isEmpty() ? "" : " after " + failed;
    }

    /** All addresses of a name, in the order in which the runtime prefers them. */
    public static InetAddress[] resolve(ProbeContext context, String host) throws UnknownHostException {
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
