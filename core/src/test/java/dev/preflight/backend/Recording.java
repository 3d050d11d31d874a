package dev.preflight.backend;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Passes connections on to a server, and keeps what was said on them, for somebody to say it again. */
final class Recording implements AutoCloseable {
    private final RawServer proxy;
    private final List<String> turns = new ArrayList<>();
    private boolean ofClient;
    private int answered;
    private int connections;

    /** A proxy of the server on a port of the loopback. */
    Recording(int port) throws IOException {
        proxy = new RawServer((in, out, socket) -> {
            count();
            try (Socket server = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
                Thread answers = new Thread(() -> pass(server, socket), "recorded-answers");
                answers.setDaemon(true);
                answers.start();
                pass(in, server.getOutputStream(), true);
            }
        });
    }

    /** What a check of a URI and the server say to each other, as {@link #turns()} has it. */
    static List<String> ofCheck(String uri) throws IOException {
        int port = port(uri);
        try (Recording recording = new Recording(port)) {
            Verdicts.assertPasses(Backends.service("x", uri.replace(":" + port, ":" + recording.port())));
            // TCP alone ends before the proxy has noticed that it began.
            assertTrue(recording.connections() <= 1, "one connection is enough");
            return recording.turns();
        }
    }

    /** The port of localhost in a URI. */
    static int port(String uri) {
        return Integer.parseInt(uri.replaceFirst(".*localhost:(\\d+).*", "$1"));
    }

    int port() {
        return proxy.port();
    }

    private synchronized void count() {
        connections++;
    }

    /** How many there were. */
    synchronized int connections() {
        return connections;
    }

    /**
     * What was said: by turns the bytes of the client in hexadecimal digits, and how many bytes were the answer. The
     * first may be empty, where the server speaks first.
     */
    synchronized List<String> turns() {
        List<String> all = new ArrayList<>(turns);
        all.add(String.valueOf(answered));
        return all;
    }

    private void pass(Socket from, Socket to) {
        try {
            pass(from.getInputStream(), to.getOutputStream(), false);
            to.shutdownOutput();
        } catch (IOException e) {
            // The client has gone; what it heard is written down.
            return;
        }
    }

    private void pass(InputStream in, OutputStream out, boolean client) throws IOException {
        byte[] buffer = new byte[8192];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            write(client, read, buffer);
            out.write(buffer, 0, read);
        }
    }

    private synchronized void write(boolean client, int count, byte... bytes) {
        if (!client) {
            if (turns.isEmpty()) {
                turns.add("");
            }
            answered += count;
            ofClient = false;
            return;
        }
        StringBuilder said = new StringBuilder();
        for (int i = 0; i < count; i++) {
            said.append(Character.forDigit(bytes[i] >> 4 & 15, 16)).append(Character.forDigit(bytes[i] & 15, 16));
        }
        if (ofClient) {
            turns.set(turns.size() - 1, turns.get(turns.size() - 1) + said);
        } else {
            if (!turns.isEmpty()) {
                turns.add(String.valueOf(answered));
                answered = 0;
            }
            turns.add(said.toString());
            ofClient = true;
        }
    }

    @Override
    public void close() throws IOException {
        proxy.close();
    }
}
