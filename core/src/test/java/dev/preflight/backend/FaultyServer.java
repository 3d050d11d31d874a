package dev.preflight.backend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server on a free port of the loopback that does one thing wrong. */
public final class FaultyServer implements AutoCloseable {
    /** What it does wrong. */
    public enum Fault {
        NOTHING_LISTENS,
        FULL_BACKLOG,
        NEVER_ANSWERS,
        CLOSES_AT_ONCE,
        RESETS,
        ONE_BYTE_A_SECOND,
        GARBAGE,
        ENDLESS_GARBAGE,
        ANSWERS_HTTP,
        ANSWERS_SMTP,
        ANSWERS_WITH_TLS_ALERT
    }

    private final Fault fault;
    private final ServerSocket server;
    private final List<Socket> sockets = new ArrayList<>();
    private final List<Thread> connections = new ArrayList<>();
    private final Thread thread;

    public FaultyServer(Fault fault) throws IOException {
        this.fault = fault;
        server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        if (fault == Fault.NOTHING_LISTENS) {
            server.close();
        }
        if (fault == Fault.FULL_BACKLOG) {
            // Linux takes one more than the backlog into its queue, and drops the packets of the next one.
            for (int i = 0; i < 3; i++) {
                Socket filler = new Socket();
                sockets.add(filler);
                try {
                    filler.connect(new InetSocketAddress("127.0.0.1", port()), 100);
                } catch (IOException e) {
                    break;
                }
            }
        }
        thread = new Thread(this::serve, "faulty-server");
        thread.setDaemon(true);
        if (fault != Fault.NOTHING_LISTENS && fault != Fault.FULL_BACKLOG) {
            thread.start();
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread each = new Thread(() -> answer(socket), "faulty-server-connection");
                each.setDaemon(true);
                synchronized (sockets) {
                    sockets.add(socket);
                    connections.add(each);
                }
                each.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Socket socket) {
        try {
            OutputStream out = socket.getOutputStream();
            switch (fault) {
                case CLOSES_AT_ONCE -> socket.close();
                case RESETS -> {
                    socket.setSoLinger(true, 0);
                    socket.close();
                }
                case ONE_BYTE_A_SECOND -> drip(socket, out);
                case GARBAGE -> {
                    out.write(garbage());
                    waitForTheEnd(socket);
                }
                case ENDLESS_GARBAGE -> {
                    byte[] garbage = garbage();
                    while (!socket.isClosed()) {
                        out.write(garbage);
                    }
                }
                case ANSWERS_HTTP -> say("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", socket, out);
                case ANSWERS_SMTP -> say("220 mail.example.com ESMTP ready\r\n", socket, out);
                case ANSWERS_WITH_TLS_ALERT -> {
                    out.write(new byte[] {21, 3, 3, 0, 2, 2, 10});
                    waitForTheEnd(socket);
                }
                default -> waitForTheEnd(socket);
            }
        } catch (IOException e) {
            return;
        }
    }

    private static void say(String text, Socket socket, OutputStream out) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        waitForTheEnd(socket);
    }

    private void drip(Socket socket, OutputStream out) throws IOException {
        while (!socket.isClosed() && !server.isClosed()) {
            out.write('+');
            out.flush();
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
    }

    private static void waitForTheEnd(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        while (in.read() >= 0) {
            // What the client says does not matter.
            continue;
        }
    }

    /** The same at each run: bytes that no protocol begins with, and line ends. */
    private static byte[] garbage() {
        byte[] garbage = new byte[4096];
        new Random(42).nextBytes(garbage);
        garbage[0] = (byte) 0xfe;
        garbage[1] = (byte) 0xfd;
        for (int i = 40; i < garbage.length; i += 100) {
            garbage[i] = '\r';
            garbage[i + 1] = '\n';
        }
        return garbage;
    }

    @Override
    public void close() throws IOException {
        server.close();
        synchronized (sockets) {
            for (Socket socket : sockets) {
                socket.close();
            }
            for (Thread connection : connections) {
                connection.interrupt();
            }
        }
        thread.interrupt();
    }
}
