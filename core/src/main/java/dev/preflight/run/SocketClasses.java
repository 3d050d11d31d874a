package dev.preflight.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/**
 * Loads what the first socket of a JVM takes, some 170 classes of the JDK and 20 ms, on a thread of its own: beside the
 * offline checks, before the first connection needs it. It connects to nothing. Later runs find all of it loaded.
 */
final class SocketClasses extends Thread {
    private static final long LONGEST_WAIT_MILLIS = 100;

    private static volatile boolean loaded;

    private SocketClasses() {
        super("preflight-sockets");
        setDaemon(true);
    }

    /** Starts to load them. Returns null if a run has done so before. */
    static SocketClasses load() {
        if (loaded) {
            return null;
        }
        loaded = true;
        SocketClasses classes = new SocketClasses();
        try {
            classes.start();
        } catch (OutOfMemoryError e) {
            // The system gives no more threads; whoever needs one next says so.
            return null;
        }
        return classes;
    }

    @Override
    public void run() {
        try (Socket socket = new Socket()) {
            // The implementation of a socket is made when something is asked of it.
            socket.setTcpNoDelay(true);
            // A numeric address asks no name service.
            InetAddress.getByName("127.0.0.1");
        } catch (IOException | RuntimeException | Error e) {
            // Whoever opens the first connection is told the same, and says it.
            return;
        }
    }

    /** Waits for the end, which is near: even where nothing connected, no thread outlives the run. */
    void await() {
        try {
            join(LONGEST_WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
