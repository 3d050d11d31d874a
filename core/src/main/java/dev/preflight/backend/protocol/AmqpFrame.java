package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Wire;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Frames of AMQP 0-9-1 that carry methods of the class connection, all on channel 0 (specification, sections 4.2.3 to
 * 4.2.5).
 */
final class AmqpFrame {
    private static final int METHOD = 1;
    private static final int HEARTBEAT = 8;
    private static final int END = 0xce;
    private static final int HEAD = 7;
    private static final short CONNECTION = 10;

    private AmqpFrame() {}

    /** The next method, from its class number on; heartbeats are passed over. */
    static ByteBuffer next(Wire wire) throws IOException {
        while (true) {
            int type = wire.byteValue();
            if (type != METHOD && type != HEARTBEAT) {
                throw wire.notSpoken().asException();
            }
            if (wire.byteValue() != 0 || wire.byteValue() != 0) {
                throw wire.notSpoken().asException();
            }
            byte[] payload = wire.bytes(wire.int32());
            if (wire.byteValue() != END) {
                throw wire.notSpoken().asException();
            }
            if (type == METHOD) {
                return ByteBuffer.wrap(payload);
            }
        }
    }

    /** The number of a method of the class connection, -1 for one of another class; the arguments are next. */
    static int method(ByteBuffer payload) {
        int type = payload.getShort();
        int method = payload.getShort();
        return type == CONNECTION ? method : -1;
    }

    /** A frame with room for the arguments of a method. */
    static ByteBuffer of(int method, int room) {
        return ByteBuffer.allocate(HEAD + 4 + room + 1)
                .put((byte) METHOD)
                .putShort((short) 0)
                .putInt(0)
                .putShort(CONNECTION)
                .putShort((short) method);
    }

    /** The bytes of a frame whose arguments are put. */
    static byte[] done(ByteBuffer frame) {
        frame.put((byte) END);
        frame.putInt(3, frame.position() - HEAD - 1);
        byte[] bytes = new byte[frame.position()];
        frame.flip();
        frame.get(bytes);
        return bytes;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A short string: up to 255 bytes after one byte of length. */
    static String shortText(ByteBuffer in) {
        return text(in, in.get() & 0xff);
    }

    /** A long string: bytes after four bytes of length. */
    static String longText(ByteBuffer in) {
        return text(in, in.getInt());
    }

    private static String text(ByteBuffer in, int length) {
        int start = in.position();
        skip(in, length);
        return new String(in.array(), start, length, StandardCharsets.UTF_8);
    }

    private static void skip(ByteBuffer in, int length) {
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        in.position(in.position() + length);
    }

    /** What a field table says of the product and its version; the table is read up to its end. */
    static String product(ByteBuffer in) {
        int length = in.getInt();
        int start = in.position();
        skip(in, length);
        int end = in.position();
        String product = "";
        String version = "";
        ByteBuffer table = ByteBuffer.wrap(in.array(), start, end - start);
        while (table.hasRemaining()) {
            String name = shortText(table);
            char type = (char) table.get();
            if (type == 'S') {
                String value = longText(table);
                product = name.equals("product") ? value : product;
                version = name.equals("version") ? value : version;
            } else if (!skipValue(type, table)) {
                break;
            }
        }
        return (product + " " + version).trim();
    }

    /** Passes over a value; false for a type that brokers disagree about, or that nobody knows. */
    private static boolean skipValue(char type, ByteBuffer table) {
        switch (type) {
            case 'V' -> skip(table, 0);
            case 't', 'b', 'B' -> skip(table, 1);
            case 'I', 'i', 'f' -> skip(table, 4);
            case 'D' -> skip(table, 5);
            case 'l', 'd', 'T' -> skip(table, 8);
            case 'F', 'A', 'x' -> skip(table, table.getInt());
            default -> {
                return false;
            }
        }
        return true;
    }
}
