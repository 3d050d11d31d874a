package dev.preflight.backend.wire;

import dev.preflight.check.ProbeContext;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/**
 * A connected socket of somebody else, for TLS to be spoken over. Its reads all end with the attempt: a time limit of the
 * socket bounds one read only, and a handshake that comes in byte by byte has thousands. What is written leaves before
 * the next read: a server that refuses half of it says why and closes, and a second write would fail before the reason
 * is read.
 */
final class BoundedSocket extends Socket {
    private final Socket socket;
    private final ProbeContext context;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream(1024);

    BoundedSocket(Socket socket, ProbeContext context) {
        this.socket = socket;
        this.context = context;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(socket.getInputStream()) {
            @Override
            public int read() throws IOException {
                begin();
                return in.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                begin();
                return in.read(bytes, offset, length);
            }
        };
    }

    private void begin() throws IOException {
        flush();
        long left = context.remaining().toMillis();
        if (left <= 1) {
            throw new SocketTimeoutException("Read timed out");
        }
        int limit = socket.getSoTimeout();
        if (limit == 0 || limit > left) {
            socket.setSoTimeout(Wire.patience(left));
        }
    }

    @Override
    public OutputStream getOutputStream() {
        return written;
    }

    private void flush() {
        try {
            if (written.size() > 0) {
                written.writeTo(socket.getOutputStream());
                written.reset();
            }
        } catch (IOException e) {
            // Reading tells why, if the other side has said so.
            written.reset();
        }
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        socket.setSoTimeout(millis);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return socket.getSoTimeout();
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
        socket.setTcpNoDelay(on);
    }

    @Override
    public void setSoLinger(boolean on, int seconds) throws SocketException {
        socket.setSoLinger(on, seconds);
    }

    @Override
    public int getSoLinger() throws SocketException {
        return socket.getSoLinger();
    }

    @Override
    public boolean isConnected() {
        return socket.isConnected();
    }

    @Override
    public boolean isBound() {
        return socket.isBound();
    }

    @Override
    public boolean isClosed() {
        return socket.isClosed();
    }

    @Override
    public boolean isInputShutdown() {
        return socket.isInputShutdown();
    }

    @Override
    public boolean isOutputShutdown() {
        return socket.isOutputShutdown();
    }

    @Override
    public void shutdownInput() throws IOException {
        socket.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        flush();
        socket.shutdownOutput();
    }

    @Override
    public InetAddress getInetAddress() {
        return socket.getInetAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
        return socket.getLocalAddress();
    }

    @Override
    public int getPort() {
        return socket.getPort();
    }

    @Override
    public int getLocalPort() {
        return socket.getLocalPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return socket.getRemoteSocketAddress();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return socket.getLocalSocketAddress();
    }

    @Override
    public void close() throws IOException {
        flush();
        socket.close();
    }
}
