package dev.preflight.check;

import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

class ResourcesTest {
    private final Queue<String> closed = new ConcurrentLinkedQueue<>();
    private final Resources resources = new Resources(probe("p", () -> {}));

    @Test
    void lastIsClosedFirstAndOnce() {
        resources.add(() -> closed.add("first"));
        resources.add(() -> closed.add("second"));
        resources.close();
        resources.close();
        resources.closeFromOutside();
        assertEquals(List.of("second", "first"), List.copyOf(closed));
    }

    @Test
    void closeThatThrowsKeepsNothingElseOpen() {
        resources.add(() -> closed.add("first"));
        resources.add(() -> {
            throw new NoClassDefFoundError("Gone");
        });
        resources.add(() -> {
            throw new IOException("no");
        });
        resources.close();
        assertEquals(List.of("first"), List.copyOf(closed));
    }

    @Test
    void interruptedCloseKeepsTheFlag() {
        resources.add(() -> {
            throw new InterruptedException();
        });
        resources.close();
        assertTrue(Thread.interrupted());
    }

    @Test
    void resourceThatComesLateIsClosedAtOnce() {
        resources.close();
        assertThrows(IllegalStateException.class, () -> resources.add(() -> closed.add("late")));
        assertEquals(List.of("late"), List.copyOf(closed));
    }

    @Test
    void socketsAreClosedAtOnceFromOutside() throws IOException {
        try (Socket socket = new Socket();
                ServerSocket server = new ServerSocket(0);
                SocketChannel channel = SocketChannel.open()) {
            resources.add(socket);
            resources.add(server);
            resources.add(channel);
            resources.closeFromOutside();
            assertTrue(socket.isClosed() && server.isClosed() && !channel.isOpen());
        }
    }

    @Test
    void everythingElseIsClosedOnADaemonThread() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(2);
        Queue<Thread> threads = new ConcurrentLinkedQueue<>();
        resources.add(() -> done(threads, done));
        resources.add(new Socket() {
            @Override
            public synchronized void close() {
                done(threads, done);
            }
        });
        resources.closeFromOutside();
        assertTrue(done.await(10, TimeUnit.SECONDS));
        for (Thread thread : threads) {
            assertEquals("preflight-p-close", thread.getName());
            assertTrue(thread.isDaemon());
        }
    }

    @Test
    void socketThatMaySayGoodbyeIsNotWaitedFor() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        resources.add(done::countDown);
        resources.add(SSLSocketFactory.getDefault().createSocket());
        resources.closeFromOutside();
        assertTrue(done.await(10, TimeUnit.SECONDS));
    }

    private static void done(Queue<Thread> threads, CountDownLatch done) {
        threads.add(Thread.currentThread());
        done.countDown();
    }
}
