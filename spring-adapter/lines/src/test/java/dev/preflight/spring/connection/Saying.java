package dev.preflight.spring.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Says the same to everybody who connects. */
final class Saying implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private volatile byte[] answer = {};

    Saying() throws IOException {
        Thread thread = new Thread(this::serve, "saying");
        thread.setDaemon(true);
        thread.start();
    }

    /** From now on; each character is one byte. */
    void says(String text) {
        answer = text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                client.getOutputStream().write(answer);
                client.getInputStream().readAllBytes();
            } catch (IOException e) {
                // The next client, or the end.
                continue;
            }
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
