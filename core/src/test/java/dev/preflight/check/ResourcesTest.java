package dev.preflight.check;

import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;
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
    void whatLingersIsNotWaitedFor() throws Exception {
        try (ServerSocket server = new ServerSocket()) {
            server.setReceiveBufferSize(4096);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            SocketChannel channel = SocketChannel.open(server.getLocalSocketAddress());
            channel.setOption(StandardSocketOptions.SO_LINGER, 25);
            Socket socket = new Socket(server.getInetAddress(), server.getLocalPort());
            socket.setSoLinger(true, 25);
            // More than the system takes without a reader, so that closing waits for it.
            channel.configureBlocking(false);
            while (channel.write(ByteBuffer.allocate(1 << 16)) > 0) {
                continue;
            }
            channel.configureBlocking(true);
            resources.add(channel);
            resources.add(socket);
            assertTimeoutPreemptively(Duration.ofSeconds(10), resources::closeFromOutside);
        }
    }

    @Test
    void channelOverWhatIsForeignIsClosedOnADaemonThread() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        Queue<Thread> threads = new ConcurrentLinkedQueue<>();
        resources.add(Channels.newChannel(new ByteArrayInputStream(new byte[0]) {
            @Override
            public void close() {
                done(threads, done);
            }
        }));
        resources.closeFromOutside();
        assertTrue(done.await(10, TimeUnit.SECONDS));
        assertEquals("preflight-p-close", threads.remove().getName());
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
