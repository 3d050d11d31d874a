package dev.preflight.deploy.tree;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A stretch of bytes in a file of this machine. Nothing stays open: each reading opens the file anew.
 *
 * @param file the file
 * @param start where the stretch begins
 * @param length how long it is
 */
record FileRange(Path file, long start, long length) {
    static FileRange of(Path file) throws IOException {
        return new FileRange(file, 0, Files.size(file));
    }

    /** A stretch of this one. */
    FileRange part(long from, long size) throws IOException {
        if (from < 0 || size < 0 || from > length - size) {
            throw new EOFException("it ends too early");
        }
        return new FileRange(file, start + from, size);
    }

    /** Reads a few bytes. */
    byte[] read(long from, int size) throws IOException {
        FileRange part = part(from, size);
        ByteBuffer buffer = ByteBuffer.allocate(size);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(part.start);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer) < 0) {
                    throw new EOFException("it ends too early");
                }
            }
        }
        return buffer.array();
    }

    InputStream open() throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(file);
        channel.position(start);
        return new BufferedInputStream(new Bounded(channel, length), 64 << 10);
    }

    /** Ends a stream where the stretch ends. */
    private static final class Bounded extends FilterInputStream {
        private final SeekableByteChannel channel;
        private long left;

        Bounded(SeekableByteChannel channel, long left) {
            super(Channels.newInputStream(channel));
            this.channel = channel;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int size) throws IOException {
            if (left <= 0) {
                return size == 0 ? 0 : -1;
            }
            int read = in.read(buffer, offset, (int) Math.min(left, size));
            left -= Math.max(0, read);
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = Math.max(0, Math.min(left, count));
            channel.position(channel.position() + skipped);
            left -= skipped;
            return skipped;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(left, in.available());
        }
    }
}
