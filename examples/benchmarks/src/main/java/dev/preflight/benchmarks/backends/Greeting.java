package dev.preflight.benchmarks.backends;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Greets one backend by hand, in the protocol of Redis, with a time limit. It can run in a thread, and remembers. */
final class Greeting implements Runnable {
    private static final byte[] PING = {'*', '1', '\r', '\n', '$', '4', '\r', '\n', 'P', 'I', 'N', 'G', '\r', '\n'};

    private static int limit = 3000;

    private final int port;
    private volatile boolean answered;

    Greeting(int port) {
        this.port = port;
    }

    /** From now on, waits for answers as long as it takes, as clients do by default. */
    static void withoutTimeLimit() {
        limit = 0;
    }

    static void exchange(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), 3000);
            socket.setSoTimeout(limit);
            socket.getOutputStream().write(PING);
            InputStream in = socket.getInputStream();
            if (in.read() != '+' || in.read(new byte[64]) < 6) {
                throw new IOException("no PONG");
            }
        }
    }

    @Override
    public void run() {
        try {
            exchange(port);
            answered = true;
        } catch (IOException e) {
            answered = false;
        }
    }

    /** Throws unless all have answered. */
    static void require(Greeting... greetings) {
        for (Greeting greeting : greetings) {
            if (!greeting.answered) {
                throw new IllegalStateException();
            }
        }
    }
}
