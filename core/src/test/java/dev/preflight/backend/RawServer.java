package dev.preflight.backend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A server on a free port of the loopback that does what a test says with each connection. */
public final class RawServer implements AutoCloseable {
    /** What is done with a connection, on a thread of its own; the connection is closed after it. */
    public interface Conversation {
        void hold(InputStream in, OutputStream out, Socket socket) throws Exception;
    }

    private final ServerSocket server;
    private final Conversation conversation;
    private final List<Socket> sockets = new ArrayList<>();

    public RawServer(Conversation conversation) throws IOException {
        this.conversation = conversation;
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        start(this::serve);
    }

    /** Reads the head of an HTTP request, and answers with a text each time. */
    public static RawServer answering(String text) throws IOException {
        return new RawServer((in, out, socket) -> {
            readHead(in);
            out.write(text.getBytes(StandardCharsets.UTF_8));
        });
    }

    /** Everything up to an empty line. */
    static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.append((char) b);
            if (head.toString().endsWith("\r\n\r\n")) {
                return head.toString();
            }
        }
        return head.toString();
    }

    /** Reads until the other side closes. */
    public static void drain(InputStream in) throws IOException {
        byte[] buffer = new byte[4096];
        while (in.read(buffer) >= 0) {
            // What is said does not matter.
            continue;
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                synchronized (sockets) {
                    sockets.add(socket);
                }
                start(() -> hold(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void hold(Socket socket) {
        try (socket) {
            conversation.hold(socket.getInputStream(), socket.getOutputStream(), socket);
        } catch (Exception e) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        synchronized (sockets) {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
