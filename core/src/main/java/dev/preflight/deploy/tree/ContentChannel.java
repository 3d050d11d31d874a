package dev.preflight.deploy.tree;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** A file of an archive for those who want to move about in it: held in memory, and so bounded. */
final class ContentChannel implements SeekableByteChannel {
    private static final int MOST = 64 << 20;

    private final byte[] content;
    private long position;
    private boolean closed;

    private ContentChannel(byte[] content) {
        this.content = content;
    }

    static ContentChannel of(InputStream in) throws IOException {
        byte[] content = in.readNBytes(MOST + 1);
        if (content.length > MOST) {
            throw new IOException("it holds more than 64 MiB; read it as a stream");
        }
        return new ContentChannel(content);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        if (position >= content.length) {
            return -1;
        }
        int size = (int) Math.min(target.remaining(), content.length - position);
        target.put(content, (int) position, size);
        position += size;
        return size;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long changed) {
        if (changed < 0) {
            throw new IllegalArgumentException("position is negative: " + changed);
        }
        position = changed;
        return this;
    }

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
