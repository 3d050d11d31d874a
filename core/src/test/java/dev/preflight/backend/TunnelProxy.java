package dev.preflight.backend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy that passes whatever is asked for on to one server of the loopback, whatever the host is called. */
public final class TunnelProxy implements AutoCloseable {
    private final RawServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** One that wants a header in each request, which may be empty. */
    public TunnelProxy(int to, String wanted) throws IOException {
        server = new RawServer((in, out, socket) -> {
            String head = RawServer.readHead(in);
            asked.add(head.substring(0, head.indexOf("\r\n")));
            if (!head.contains(wanted)) {
                say(out, "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
                return;
            }
            try (Socket origin = new Socket(InetAddress.getByName("127.0.0.1"), to)) {
                if (head.startsWith("CONNECT ")) {
                    say(out, "HTTP/1.1 200 Connection established\r\nProxy-Agent: test\r\n\r\n");
                } else {
                    String path = head.replaceFirst("^(\\w+) http://[^/ ]+", "$1 ");
                    say(origin.getOutputStream(), path.replaceFirst("(?i)\r\nConnection: [^\r]*", ""));
                }
                Thread back = new Thread(() -> pass(origin, socket), "tunnel-back");
                back.setDaemon(true);
                back.start();
                copy(in, origin.getOutputStream());
            }
        });
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void pass(Socket from, Socket to) {
        try {
            copy(from.getInputStream(), to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            return;
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[8192];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
        }
    }

    public int port() {
        return server.port();
    }

    /** The first lines of what it was asked. */
    public List<String> asked() {
        return asked;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
