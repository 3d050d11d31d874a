package dev.preflight.backend;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Says the same to everybody who connects: for answers that a real server cannot be brought to give in a test. */
public final class CannedServer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));

    public CannedServer(byte... answer) throws IOException {
        Thread thread = new Thread(() -> serve(answer), "canned-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(byte... answer) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.getOutputStream().write(answer);
                InputStream in = socket.getInputStream();
                while (in.read() >= 0) {
                    // What the client says does not matter.
                    continue;
                }
            } catch (IOException e) {
                // The next client, or the end.
                continue;
            }
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
