package dev.preflight.check;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;

/** What one attempt has opened. Closed once, by whoever ends the attempt. Thread-safe. */
final class Resources {
    private final Check<?> check;
    private final List<AutoCloseable> open = new ArrayList<>(0);
    private boolean closed;

    Resources(Check<?> check) {
        this.check = check;
    }

    void add(AutoCloseable resource) {
        synchronized (this) {
            if (!closed) {
                open.add(resource);
                return;
            }
        }
        close(resource);
        throw new IllegalStateException("the attempt of " + check.id() + " is over");
    }

    /** Closes on this thread, the last first: for an attempt that has ended by itself. */
    void close() {
        List<AutoCloseable> all = take();
        for (int i = all.size() - 1; i >= 0; i--) {
            close(all.get(i));
        }
    }

    /**
     * Closes what an attempt that hangs has open. Sockets are closed at once; everything else on a thread of its own,
     * since a client may hang in its close too.
     */
    void closeFromOutside() {
        List<AutoCloseable> slow = new ArrayList<>();
        List<AutoCloseable> all = take();
        for (int i = all.size() - 1; i >= 0; i--) {
            AutoCloseable resource = all.get(i);
            if (closesAtOnce(resource)) {
                close(resource);
            } else {
                slow.add(resource);
            }
        }
        if (!slow.isEmpty()) {
            // A lambda, since an anonymous thread would be loaded with every attempt.
            Thread closer = new Thread(() -> slow.forEach(Resources::close), "preflight-" + check.name() + "-close");
            closer.setDaemon(true);
            try {
                closer.start();
            } catch (OutOfMemoryError e) {
                // The system gives no more threads, and waiting here could take for ever.
                return;
            }
        }
    }

    /**
     * An SSL socket may wait for its lock to say goodbye, and one that lingers for its data to arrive; a class of
     * somebody else may do anything, and so may what the JDK makes of one.
     */
    private static boolean closesAtOnce(AutoCloseable resource) {
        if (resource.getClass().getModule() != Object.class.getModule() || resource instanceof SSLSocket) {
            return false;
        }
        try {
            if (resource instanceof Socket socket) {
                return socket.isClosed() || socket.getSoLinger() < 0;
            }
            if (resource instanceof SocketChannel channel) {
                Integer linger = channel.isOpen() ? channel.getOption(StandardSocketOptions.SO_LINGER) : null;
                return linger == null || linger < 0;
            }
        } catch (IOException e) {
            // It was closed meanwhile, or it is of a kind that has no such option.
            return false;
        }
        return resource instanceof ServerSocket
                || resource instanceof ServerSocketChannel
                || resource instanceof DatagramChannel;
    }

    private synchronized List<AutoCloseable> take() {
        closed = true;
        List<AutoCloseable> all = List.copyOf(open);
        open.clear();
        return all;
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Throwable e) {
            // The verdict is about what was verified, and closing is not.
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
