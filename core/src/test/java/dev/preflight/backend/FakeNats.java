package dev.preflight.backend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * What a NATS server says to a client that connects, as the NATS documentation has it ("NATS Protocols"), since no Maven
 * artifact brings the real one along. One connection after the other.
 */
public final class FakeNats implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
    private final String info;
    private volatile String login = "";
    private volatile String answer = "";
    private volatile SSLContext tls;

    /** A server that says this of itself beyond its version. */
    public FakeNats(String member) throws IOException {
        info = "INFO {\"server_id\":\"FAKE\",\"version\":\"2.10.0\",\"proto\":1,\"max_payload\":1048576"
                + (member.isEmpty() ? "" : "," + member) + "}\r\n";
        Thread thread = new Thread(this::serve, "fake-nats");
        thread.setDaemon(true);
        thread.start();
    }

    /** Accepts nobody whose CONNECT does not hold this. */
    public FakeNats accepting(String members) {
        login = members;
        return this;
    }

    /** Says this after CONNECT. */
    public FakeNats answering(String line) {
        answer = line + "\r\n";
        return this;
    }

    /** Speaks TLS after INFO. */
    public FakeNats over(SSLContext context) {
        tls = context;
        return this;
    }

    public String address() {
        return "localhost:" + port();
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.getOutputStream().write(info.getBytes(StandardCharsets.UTF_8));
                if (tls == null) {
                    talk(socket);
                } else {
                    try (SSLSocket secure =
                            (SSLSocket) tls.getSocketFactory().createSocket(socket, "localhost", 0, true)) {
                        secure.setUseClientMode(false);
                        talk(secure);
                    }
                }
            } catch (IOException e) {
                // A client that breaks off is part of the tests; the end of the server ends the loop.
                continue;
            }
        }
    }

    private void talk(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("CONNECT ") && !line.contains(login)) {
                out.write("-ERR 'Authorization Violation'\r\n".getBytes(StandardCharsets.UTF_8));
                return;
            }
            if (line.startsWith("CONNECT ")) {
                // The real server asks too, to measure the round trip.
                out.write((answer + "PING\r\n").getBytes(StandardCharsets.UTF_8));
            } else if (line.equals("PING")) {
                out.write("PONG\r\n".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
