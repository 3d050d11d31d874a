package dev.preflight.text;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** Writes to a pipe or a device, whose opening and writing wait until somebody reads, for a while and no longer. */
public final class PipeWriter extends Thread {
    /** How long it is waited for somebody who reads. */
    private static final long PATIENCE_SECONDS = 5;

    private final Path file;
    private final FileDescriptor standard;
    private final byte[] bytes;
    private IOException failure;
    private boolean ended;

    private PipeWriter(Path file, FileDescriptor standard, byte[] bytes) {
        super("preflight-report");
        setDaemon(true);
        this.file = file;
        this.standard = standard;
        this.bytes = bytes;
    }

    /**
     * Writes all of some bytes.
     *
     * @throws IOException if they cannot be written, or nobody has read them after 5 seconds
     */
    public static void write(Path file, byte[] bytes) throws IOException {
        new PipeWriter(file, standard(file), bytes).write();
    }

    /** Whether a file is a standard stream of this process, which is written where it stands, even if it is a file. */
    public static boolean isStandard(Path file) {
        return standard(file) != null;
    }

    private static FileDescriptor standard(Path file) {
        return switch (file.toString()) {
            case "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1" -> FileDescriptor.out;
            case "/dev/stderr", "/dev/fd/2", "/proc/self/fd/2" -> FileDescriptor.err;
            default -> null;
        };
    }

    private synchronized void write() throws IOException {
        start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            for (long left = end - System.nanoTime(); !ended && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FileSystemException(file.toString(), null, "the thread was interrupted");
        }
        if (!ended) {
            throw new FileSystemException(
                    file.toString(), null, "nobody has read it within " + PATIENCE_SECONDS + " seconds");
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void run() {
        IOException thrown = null;
        try {
            if (standard != null) {
                // Not closed: it belongs to the process.
                new FileOutputStream(standard).write(bytes);
            } else {
                try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
                    out.write(bytes);
                }
            }
        } catch (IOException e) {
            thrown = e;
        }
        synchronized (this) {
            failure = thrown;
            ended = true;
            notifyAll();
        }
    }
}
