package dev.preflight.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Speaks as much of the protocol of Redis as a greeting needs, and answers the first thing that is said on a connection
 * after some time. One thread serves everybody, so that it takes little of the processors from those who are timed.
 */
final class SlowServer implements AutoCloseable {
    private static final byte[] PONG = "+PONG\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Selector selector = Selector.open();
    private final ServerSocketChannel server = ServerSocketChannel.open();
    private final ByteBuffer heard = ByteBuffer.allocate(1024);
    private final Deque<Due> due = new ArrayDeque<>();
    private final long delay;
    private final int silence;
    private int asked;

    private record Due(SocketChannel client, long time) {}

    /** @param milliseconds how long it thinks before it answers */
    SlowServer(int milliseconds) throws IOException {
        this(milliseconds, 0);
    }

    /**
     * @param milliseconds how long it thinks before it answers
     * @param silence it never answers the last of so many connections; 0 if it answers all of them
     */
    SlowServer(int milliseconds, int silence) throws IOException {
        this.silence = silence;
        delay = milliseconds * 1_000_000L;
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        Thread thread = new Thread(this::serve, "slow-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.socket().getLocalPort();
    }

    private void serve() {
        try {
            while (selector.isOpen()) {
                selector.select(this::handle, untilNext());
                while (!due.isEmpty() && due.peek().time() <= System.nanoTime()) {
                    answer(due.remove().client());
                }
            }
        } catch (ClosedSelectorException e) {
            // the measuring is over
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long untilNext() {
        return due.isEmpty() ? 0 : Math.max(1, (due.peek().time() - System.nanoTime() + 999_999) / 1_000_000);
    }

    private void handle(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                SocketChannel client = server.accept();
                client.configureBlocking(false);
                client.register(selector, SelectionKey.OP_READ);
            } else {
                listen((SocketChannel) key.channel(), key);
            }
        } catch (IOException e) {
            key.cancel();
        }
    }

    private void listen(SocketChannel client, SelectionKey key) throws IOException {
        heard.clear();
        if (client.read(heard) < 0) {
            client.close();
        } else if (key.attachment() == null) {
            key.attach(this);
            asked++;
            if (silence > 0 && asked % silence == 0) {
                return;
            }
            due.add(new Due(client, System.nanoTime() + delay));
        }
    }

    private static void answer(SocketChannel client) {
        try {
            client.write(ByteBuffer.wrap(PONG));
        } catch (IOException e) {
            // it went away before it was answered, which its own report says
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        selector.close();
    }
}
