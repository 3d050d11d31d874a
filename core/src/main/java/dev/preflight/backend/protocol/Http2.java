package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Wire;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * One request over HTTP/2 with prior knowledge (RFC 9113, section 3.3), and the answer: the first stream of a connection
 * that is left after it. Neither pushes nor a dynamic table of headers are allowed to the server.
 */
final class Http2 {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RESET = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GO_AWAY = 7;
    private static final int CONTINUATION = 9;
    /** Of an answer to settings or a ping, and of the last frame of a stream. */
    private static final int ACKNOWLEDGED = 1;

    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int PADDED = 8;
    private static final int PRIORITY = 32;
    private static final int LONGEST_FRAME = 1 << 14;
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    /** SETTINGS_HEADER_TABLE_SIZE and SETTINGS_ENABLE_PUSH, both 0. */
    private static final byte[] OURS = {0, 1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0};

    private final Wire wire;
    private final Map<String, String> headers = new HashMap<>();
    private final ByteArrayOutputStream block = new ByteArrayOutputStream();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int type;
    private int flags;
    private int stream;

    Http2(Wire wire) {
        this.wire = wire;
    }

    /** The headers of the answer and those that follow its body, by their names. */
    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body.toByteArray();
    }

    /**
     * Sends everything at once, and waits for the settings of the server, with which it begins.
     *
     * @throws IOException if the connection breaks
     */
    void ask(byte[] headerBlock, byte... content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(PREFACE.getBytes(StandardCharsets.US_ASCII));
        write(out, SETTINGS, 0, 0, OURS);
        write(out, HEADERS, END_HEADERS, 1, headerBlock);
        write(out, DATA, END_STREAM, 1, content);
        wire.write(out.toByteArray());
        byte[] settings = frame();
        if (type != SETTINGS || flags != 0 || stream != 0 || settings.length % 6 != 0) {
            throw wire.notSpoken().asException();
        }
        acknowledge(SETTINGS);
    }

    /**
     * Reads the answer, up to its end or, where the headers are not of a kind that is waited for, up to them.
     *
     * @throws IOException if the connection breaks
     */
    void read(String contentType) throws IOException {
        while (true) {
            byte[] frame = frame();
            if (stream == 0) {
                ofConnection(frame);
            } else if (stream == 1 && ofStream(frame)) {
                return;
            } else if (!headers.isEmpty()
                    && block.size() == 0
                    && !headers.getOrDefault("content-type", "").startsWith(contentType)) {
                return;
            }
        }
    }

    private void ofConnection(byte... frame) throws IOException {
        if ((type == SETTINGS || type == PING) && (flags & ACKNOWLEDGED) == 0) {
            acknowledge(type, frame);
        } else if (type == GO_AWAY) {
            ProbeContext context = wire.context();
            int last = frame.length < 8 ? 0 : number(0, frame) & Integer.MAX_VALUE;
            int error = frame.length < 8 ? 0 : number(4, frame);
            if (last < 1 || error != 0) {
                String debug = new String(frame, StandardCharsets.UTF_8).substring(Math.min(8, frame.length));
                throw Problem.of(Code.BACKEND_CLOSED, "the server ends the connection")
                        .fact("why", context.outside("error " + error + (debug.isEmpty() ? "" : ": " + debug)))
                        .fix("look at the log of the server; is it shutting down?")
                        .asException();
            }
        }
    }

    /** Takes in a frame of the answer; true if it was the last one. */
    private boolean ofStream(byte... frame) throws IOException {
        boolean end = (flags & END_STREAM) != 0;
        switch (type) {
            case DATA -> body.writeBytes(content(frame, 0));
            case HEADERS -> {
                block.writeBytes(content(frame, (flags & PRIORITY) == 0 ? 0 : 5));
                // What goes on in other frames ends with the last one of them.
                boolean whole = (flags & END_HEADERS) != 0;
                while (!whole) {
                    byte[] more = frame();
                    if (type != CONTINUATION || stream != 1) {
                        throw wire.notSpoken().asException();
                    }
                    block.writeBytes(more);
                    whole = (flags & END_HEADERS) != 0;
                }
                decode();
            }
            case RESET ->
                throw Problem.of(Code.BACKEND_CLOSED, "the server ends the request")
                        .fact("why", "error " + (frame.length < 4 ? 0 : number(0, frame)))
                        .fix("look at the log of the server")
                        .asException();
            default -> end = false;
        }
        return end;
    }

    private void decode() {
        try {
            Hpack.read(headers, block.toByteArray());
            block.reset();
        } catch (Hpack.Malformed e) {
            throw wire.notSpoken().asException();
        }
        String status = headers.getOrDefault(":status", "");
        if (status.length() == 3 && status.charAt(0) == '1') {
            // One that only says that another one comes.
            headers.clear();
        }
    }

    /** What a frame holds beside padding and some octets at its beginning. */
    private byte[] content(byte[] frame, int skipped) {
        boolean padded = (flags & PADDED) != 0;
        int start = skipped + (padded ? 1 : 0);
        int end = padded && frame.length > 0 ? frame.length - (frame[0] & 0xff) : frame.length;
        if (start > end) {
            throw wire.notSpoken().asException();
        }
        byte[] content = new byte[end - start];
        System.arraycopy(frame, start, content, 0, content.length);
        return content;
    }

    private static int number(int at, byte... bytes) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
    }

    /** The next frame; a length that no frame has is noticed before the rest comes. */
    private byte[] frame() throws IOException {
        if (wire.byteValue() != 0) {
            throw wire.notSpoken().asException();
        }
        int length = wire.int16();
        if (length > LONGEST_FRAME) {
            throw wire.notSpoken().asException();
        }
        type = wire.byteValue();
        flags = wire.byteValue();
        stream = wire.int32() & Integer.MAX_VALUE;
        return wire.bytes(length);
    }

    private void acknowledge(int frame, byte... content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, frame, ACKNOWLEDGED, 0, frame == PING ? content : new byte[0]);
        wire.write(out.toByteArray());
    }

    private static void write(ByteArrayOutputStream out, int type, int flags, int stream, byte... content) {
        out.write(0);
        out.write(content.length >> 8);
        out.write(content.length);
        out.write(type);
        out.write(flags);
        out.writeBytes(new byte[] {0, 0, 0, (byte) stream});
        out.writeBytes(content);
    }

    /** Says goodbye: no error, and no stream of the server was taken (section 6.8). */
    void leave() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, GO_AWAY, 0, 0, new byte[8]);
        wire.farewell(out.toByteArray());
    }
}
