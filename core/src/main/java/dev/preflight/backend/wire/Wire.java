package dev.preflight.backend.wire;

import dev.preflight.check.Evaluation;
import dev.preflight.check.HostAndPort;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One connection that a protocol is spoken over. Reading never lasts longer than the attempt, whatever pace the other
 * side keeps, and never takes in more than a mebibyte. Used by one thread; the run closes the socket from outside.
 */
public final class Wire implements AutoCloseable {
    private static final int MOST = 1 << 20;
    private static final int SHOWN = 48;
    /** How much is kept, so that a secret at the end of what is shown is known as one. */
    private static final int KEPT = 4096;

    private static final long LONGEST_ENDING = 50;
    private static final long LEAVING_NANOS = 100_000_000;

    private final ProbeContext context;
    private final HostAndPort address;
    private final String protocol;
    private Socket socket;
    private TlsHandshake tls;
    private final byte[] buffer = new byte[4096];
    private int next;
    private int end;
    private byte[] first = new byte[SHOWN];
    private int taken;
    /** What is said once the verdict is out. */
    private volatile byte[][] goodbye = new byte[0][];

    private volatile boolean awaitsEnd;

    private Wire(ProbeContext context, HostAndPort address, String protocol, Socket socket) {
        this.context = context;
        this.address = address;
        this.protocol = protocol;
        this.socket = socket;
    }

    /**
     * Connects in order to speak a protocol, over TLS from the first byte if options are given. The connection is closed
     * when the attempt ends, unless it is before.
     */
    public static Wire open(ProbeContext context, HostAndPort address, String protocol, TlsOptions tls)
            throws IOException {
        Wire wire = context.register(new Wire(context, address, protocol, Dial.tcp(context, address)));
        if (tls != null) {
            wire.startTls(tls);
        }
        return wire;
    }

    /** Connects to a proxy in order to speak a protocol with what is behind it. */
    public static Wire through(ProbeContext context, HostAndPort proxy, HostAndPort address, String protocol)
            throws IOException {
        context.target(address.toString());
        return new Wire(context, address, protocol, Dial.connect(context, proxy));
    }

    /** Opens another connection to where this one leads, over TLS with some options if this one has TLS. */
    public Wire again(TlsOptions options) throws IOException {
        Socket other = context.register(new Socket());
        other.setTcpNoDelay(true);
        other.connect(
                socket.getRemoteSocketAddress(), patience(context.remaining().toMillis()));
        Wire wire = new Wire(context, address, protocol, other);
        if (tls != null) {
            wire.startTls(options);
        }
        return wire;
    }

    /** Goes on over TLS on the same connection. */
    public void startTls(TlsOptions options) throws IOException {
        tls = TlsHandshake.over(socket, address, options, context);
        socket = tls.socket();
        next = end;
        taken = 0;
    }

    /** Connects anew, without TLS, where the other side would go on like that only. */
    public void reconnect() throws IOException {
        close();
        tls = null;
        next = end;
        taken = 0;
        socket = Dial.connect(context, address);
    }

    /** Takes back the last byte that was read. */
    public void unread() {
        next--;
    }

    /** Gives a server that speaks TLS a moment to refuse the certificate of the client. */
    public void awaitRefusal() throws IOException {
        tls.awaitRefusal();
    }

    /** Whether TLS is spoken. */
    public boolean isTls() {
        return tls != null;
    }

    public ProbeContext context() {
        return context;
    }

    public HostAndPort address() {
        return address;
    }

    /** One byte; -1 where the other side has closed. */
    public int read() throws IOException {
        if (next == end && !fill()) {
            return -1;
        }
        return buffer[next++] & 0xff;
    }

    private boolean fill() throws IOException {
        if (taken >= MOST) {
            throw notSpoken().asException();
        }
        // Set anew for each read, so that one byte a second does not outlast the attempt.
        long left = context.remaining().toMillis();
        if (left <= 1) {
            throw new SocketTimeoutException("Read timed out");
        }
        socket.setSoTimeout(patience(left));
        int read;
        try {
            read = socket.getInputStream().read(buffer);
        } catch (IOException e) {
            throw broken(e);
        }
        if (read < 0) {
            broken(new EOFException("closed after the handshake"));
            return false;
        }
        if (taken < KEPT) {
            int kept = Math.min(KEPT, taken + read);
            first = first.length < kept ? Arrays.copyOf(first, kept) : first;
            System.arraycopy(buffer, 0, first, taken, kept - taken);
        }
        taken += read;
        next = 0;
        end = read;
        return true;
    }

    /** What it means that the connection broke; throws a problem where it is the fault of a certificate. */
    private IOException broken(IOException e) {
        return tls == null || taken > 0 ? e : tls.refused(e);
    }

    /**
     * How many milliseconds to wait where so many are left: a little less, so that there is time to close the
     * connection and to say which rung broke, before the attempt is abandoned as one that hangs.
     */
    static int patience(long left) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, left - Math.min(LONGEST_ENDING, left / 8)));
    }

    /** One byte, which must come. */
    public int byteValue() throws IOException {
        int b = read();
        if (b < 0) {
            throw new EOFException(taken == 0 ? "closed without an answer" : "closed in the middle of an answer");
        }
        return b;
    }

    /** Whether more has come than was read. */
    public boolean hasMore() {
        return next < end;
    }

    /** Exactly so many bytes, a mebibyte at most. */
    public byte[] bytes(int count) throws IOException {
        if (count < 0 || count > MOST) {
            throw notSpoken().asException();
        }
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) byteValue();
        }
        return bytes;
    }

    /** An unsigned number of 16 bits, the high byte first. */
    public int int16() throws IOException {
        return byteValue() << 8 | byteValue();
    }

    /** A number of 32 bits, the high byte first. */
    public int int32() throws IOException {
        return int16() << 16 | int16();
    }

    /** A line without its end, which is LF or CR LF; longer ones than a mebibyte are refused. */
    public String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = byteValue(); b != '\n'; b = byteValue()) {
            line.append((char) b);
        }
        int length = line.length();
        if (length > 0 && line.charAt(length - 1) == '\r') {
            line.setLength(length - 1);
        }
        return line.toString();
    }

    public void write(byte... bytes) throws IOException {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Writes ASCII text; what is no ASCII goes as UTF-8. */
    public void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Says goodbye as far as it can be said: the verdict is out, and nothing that fails here changes it. */
    public void farewell(byte... bytes) {
        try {
            write(bytes);
        } catch (IOException e) {
            return;
        }
    }

    /**
     * Says goodbye when the connection is closed, which is once the check has passed: a goodbye that is slow changes
     * nothing of that. After each part the other side has a moment to answer, and after the last one to close, so that
     * nothing it still sends runs into a closed connection, which some servers log as an error.
     */
    public void leave(byte[]... parts) {
        awaitsEnd = true;
        goodbye = parts;
    }

    /** The same where the other side only answers, and leaves it to this one to close. */
    public void leaveOnceAnswered(byte... bytes) {
        awaitsEnd = false;
        goodbye = new byte[][] {bytes};
    }

    private void sayGoodbye() {
        byte[][] parts = goodbye;
        goodbye = new byte[0][];
        try {
            for (int i = 0; i < parts.length; i++) {
                write(parts[i]);
                awaitEnd(!awaitsEnd || i + 1 < parts.length);
            }
        } catch (IOException e) {
            return;
        }
    }

    /** Waits until the other side closes, or has answered where that is enough; a moment at the most. */
    private void awaitEnd(boolean answerIsEnough) throws IOException {
        long until = System.nanoTime() + LEAVING_NANOS;
        for (long left = LEAVING_NANOS; left > 0; left = until - System.nanoTime()) {
            socket.setSoTimeout((int) Math.max(1, left / 1_000_000));
            if (socket.getInputStream().read(buffer) < 0 || answerIsEnough) {
                return;
            }
        }
    }

    /** The address that the connection comes from. */
    public InetAddress localAddress() {
        return socket.getLocalAddress();
    }

    /**
     * Demands that an answer begins with a text, noticing the first byte that does not.
     *
     * @throws IOException if the connection breaks
     */
    public void expect(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            if (byteValue() != text.charAt(i)) {
                throw notSpoken().asException();
            }
        }
    }

    /** The problem that what answers does not speak the protocol. */
    public Problem notSpoken() {
        byte[] shown = new byte[Math.min(taken, SHOWN)];
        System.arraycopy(first, 0, shown, 0, shown.length);
        if (shown.length >= 3 && (shown[0] == 21 || shown[0] == 22) && shown[1] == 3) {
            return Problem.of(Code.BACKEND_WANTS_TLS, "the port speaks TLS")
                    .fix("connect with TLS: use the scheme for it, or the port that speaks without");
        }
        String other = ProtocolGuess.guess(shown);
        if (other.equals(protocol)) {
            return Problem.of(Code.BACKEND_WRONG_PROTOCOL, "answered " + protocol + " that is broken or without end")
                    .found("it begins with '" + beginning() + "'")
                    .fix("look at the log of the server; is a proxy between?");
        }
        if (other.equals("HTTP/2")) {
            return Problem.of(Code.BACKEND_WRONG_PROTOCOL, "answered HTTP/2 where " + protocol + " was expected")
                    .found("it begins with '" + beginning() + "'")
                    .fix("the port speaks HTTP/2 only, as those of gRPC do: use the port that speaks " + protocol
                            + ", or a check for what it speaks");
        }
        return Problem.of(
                        Code.BACKEND_WRONG_PROTOCOL,
                        "answered " + (other.isEmpty() ? "something else" : other) + " where " + protocol
                                + " was expected")
                .found("it begins with '" + beginning() + "'")
                .fix("correct host and port; is another service in its place?");
    }

    /** Without secrets, then cut, then escaped: what is cut or escaped first is not known as a secret any more. */
    private String beginning() {
        // One character a byte, as which a secret is known in Latin-1, and in UTF-8 that was read as such.
        String text = new String(first, 0, Math.min(taken, first.length), StandardCharsets.ISO_8859_1);
        String clean = Evaluation.scrubbed(context, text);
        return escaped(clean.substring(0, Math.min(SHOWN, clean.length())).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** ASCII as it is, and everything else in hexadecimal digits. */
    static String escaped(byte... bytes) {
        StringBuilder out = new StringBuilder();
        for (byte b : bytes) {
            if (b >= ' ' && b < 127) {
                out.append((char) b);
            } else if (b == '\r' || b == '\n') {
                out.append(b == '\r' ? "\\r" : "\\n");
            } else {
                out.append("\\x").append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
            }
        }
        return out.toString();
    }

    @Override
    public void close() throws IOException {
        sayGoodbye();
        if (tls != null) {
            try {
                // The JDK waits for the other side to close TLS too, as long as a read may last.
                socket.setSoTimeout(1);
                socket.close();
            } catch (IOException e) {
                // The verdict is out, and the run closes the connection below TLS.
                return;
            }
        }
        socket.close();
    }
}
