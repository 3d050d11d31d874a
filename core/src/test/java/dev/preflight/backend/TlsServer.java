package dev.preflight.backend;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A server of the JDK on a free port of the loopback that shakes hands, and then answers one line for each line. */
public final class TlsServer implements AutoCloseable {
    private final SSLServerSocket server;
    private final List<SSLSocket> sockets = new ArrayList<>();
    private final Thread thread = new Thread(this::serve, "tls-server");

    private TlsServer(SSLContext tls) throws IOException {
        server = (SSLServerSocket)
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    }

    public static TlsServer of(SSLContext tls) throws IOException {
        return new TlsServer(tls);
    }

    public TlsServer protocols(String... protocols) {
        server.setEnabledProtocols(protocols);
        return this;
    }

    TlsServer suites(String... suites) {
        server.setEnabledCipherSuites(suites);
        return this;
    }

    /** Demands certificates of its clients. */
    public TlsServer demanding() {
        server.setNeedClientAuth(true);
        return this;
    }

    /** Asks its clients for certificates and takes them without. */
    TlsServer asking() {
        server.setWantClientAuth(true);
        return this;
    }

    public TlsServer start() {
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    public int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                SSLSocket socket = (SSLSocket) server.accept();
                synchronized (sockets) {
                    sockets.add(socket);
                }
                Thread each = new Thread(() -> answer(socket), "tls-server-connection");
                each.setDaemon(true);
                each.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void answer(SSLSocket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    socket.getOutputStream().write("+PONG\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException e) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        synchronized (sockets) {
            for (SSLSocket socket : sockets) {
                socket.close();
            }
        }
    }
}
