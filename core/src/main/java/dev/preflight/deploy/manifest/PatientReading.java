package dev.preflight.deploy.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Reads files that others name, which may be pipes and devices. A pipe, such as the one of
 * {@code --env-file <(sops -d prod.env)}, is waited for, but not for ever; of devices only {@code /dev/null} is read.
 */
public final class PatientReading {
    static final PatientReading DEFAULT = new PatientReading(Duration.ofSeconds(10), Duration.ofSeconds(30));

    private static final int TYPE = 0170000;
    private static final int PIPE = 0010000;
    private static final int REGULAR = 0100000;

    private final Duration opening;
    private final Duration whole;

    /**
     * Makes one.
     *
     * @param opening how long it waits for somebody to write into a pipe
     * @param whole how long it waits for the end of what is written
     */
    public PatientReading(Duration opening, Duration whole) {
        this.opening = opening;
        this.whole = whole;
    }

    /** The content, of which one byte more than there may be is read at the most. */
    public byte[] bytes(Path path, int most) throws IOException {
        int type = type(path);
        if (type == REGULAR && !isOfTheKernel(path)) {
            return read(path, most, () -> {});
        }
        if (type == PIPE || type == REGULAR) {
            return waited(path, most);
        }
        if (isNull(path)) {
            return new byte[0];
        }
        throw new IOException("it is a device or a socket, and no file that ends");
    }

    /** The type of a file that a link may lead to. Where the system tells no more, whatever is no file is a pipe. */
    private static int type(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            return REGULAR;
        }
        try {
            return (int) Files.getAttribute(path, "unix:mode") & TYPE;
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return PIPE;
        }
    }

    /** Some files of the kernel look like files, and never end. */
    private static boolean isOfTheKernel(Path path) throws IOException {
        return path.toAbsolutePath().startsWith("/proc") || path.toRealPath().startsWith("/proc");
    }

    private static boolean isNull(Path path) throws IOException {
        return path.toRealPath().equals(Path.of("/dev/null"));
    }

    private static byte[] read(Path path, int most, Runnable opened) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            opened.run();
            return in.readNBytes(most + 1);
        }
    }

    private byte[] waited(Path path, int most) throws IOException {
        Waiting waiting = new Waiting(path, most);
        waiting.setDaemon(true);
        waiting.start();
        try {
            return waiting.result(opening, whole);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the reading was interrupted", e);
        } finally {
            waiting.interrupt();
        }
    }

    /** Waits where nobody else has to. What the kernel holds stays behind in it. */
    private static final class Waiting extends Thread {
        private final Path path;
        private final int most;
        private boolean isOpen;
        private byte[] content;
        private IOException failure;

        Waiting(Path path, int most) {
            super("preflight-read");
            this.path = path;
            this.most = most;
        }

        @Override
        public void run() {
            try {
                byte[] all = read(path, most, this::opened);
                settle(all, null);
            } catch (IOException e) {
                settle(null, e);
            } catch (OutOfMemoryError e) {
                settle(null, new IOException(e));
            }
        }

        private synchronized void opened() {
            isOpen = true;
            notifyAll();
        }

        private synchronized void settle(byte[] all, IOException e) {
            content = all;
            failure = e;
            isOpen = true;
            notifyAll();
        }

        synchronized byte[] result(Duration opening, Duration whole) throws IOException, InterruptedException {
            long start = System.nanoTime();
            while (content == null && failure == null) {
                Duration limit = isOpen ? whole : opening;
                long left = (limit.toNanos() - (System.nanoTime() - start)) / 1_000_000;
                if (left <= 0) {
                    throw new IOException(
                            isOpen
                                    ? "what is written into this pipe has no end after " + limit.toSeconds() + " s"
                                    : "nobody writes into this pipe for " + limit.toSeconds() + " s");
                }
                wait(left);
            }
            if (failure != null) {
                throw failure;
            }
            return content;
        }
    }
}
