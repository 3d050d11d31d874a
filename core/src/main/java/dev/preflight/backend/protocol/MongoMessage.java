package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * One command and its answer in OP_MSG (MongoDB Wire Protocol), in as much BSON (bsonspec.org, version 1.1) as that
 * needs: of a document, the texts, numbers and truth values of the first level are read.
 */
final class MongoMessage {
    private static final int OP_MSG = 2013;
    private static final int HEADER = 16;
    private static final int LONGEST = 1 << 16;

    private final Wire wire;
    private final byte[] bytes;
    private int at;

    private MongoMessage(Wire wire, byte... bytes) {
        this.wire = wire;
        this.bytes = bytes;
    }

    /** Gives a command to the database {@code admin}. */
    static Map<String, Object> command(Wire wire, String name, int requestId) throws IOException {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        document.write(0x10);
        document.writeBytes((name + '\0').getBytes(StandardCharsets.US_ASCII));
        int32(document, 1);
        document.write(0x02);
        document.writeBytes("$db\0".getBytes(StandardCharsets.US_ASCII));
        int32(document, "admin\0".length());
        document.writeBytes("admin\0\0".getBytes(StandardCharsets.US_ASCII));

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int32(out, HEADER + 5 + 4 + document.size());
        int32(out, requestId);
        int32(out, 0);
        int32(out, OP_MSG);
        int32(out, 0);
        out.write(0);
        int32(out, 4 + document.size());
        out.writeBytes(document.toByteArray());
        wire.write(out.toByteArray());
        return answer(wire, requestId);
    }

    private static Map<String, Object> answer(Wire wire, int requestId) throws IOException {
        int length = new MongoMessage(wire, wire.bytes(4)).int32();
        if (length < HEADER + 5 + 5 || length > LONGEST) {
            throw wire.notSpoken().asException();
        }
        MongoMessage message = new MongoMessage(wire, wire.bytes(length - 4));
        message.skip(4);
        if (message.int32() != requestId || message.int32() != OP_MSG) {
            throw wire.notSpoken().asException();
        }
        // Flags, and a section of kind 0: one document.
        message.skip(4);
        if (message.int8() != 0) {
            throw wire.notSpoken().asException();
        }
        return message.document();
    }

    private Map<String, Object> document() {
        Map<String, Object> document = new HashMap<>();
        int end = at + int32() - 1;
        while (at < end) {
            int type = int8();
            String name = name();
            Object value = value(type);
            if (value != null) {
                document.put(name, value);
            }
        }
        return document;
    }

    /** The value of an element, null for a type that does not matter here. */
    private Object value(int type) {
        switch (type) {
            case 0x01 -> {
                return Double.longBitsToDouble(int64());
            }
            case 0x02 -> {
                int length = int32();
                int start = at;
                skip(length);
                return length < 1 ? "" : new String(bytes, start, length - 1, StandardCharsets.UTF_8);
            }
            case 0x08 -> {
                return int8() != 0;
            }
            case 0x10 -> {
                return int32();
            }
            case 0x12 -> {
                return int64();
            }
            // document, array
            case 0x03, 0x04 -> skip(int32() - 4);
            // binary
            case 0x05 -> skip(int32() + 1);
            case 0x07 -> skip(12);
            // date, timestamp
            case 0x09, 0x11 -> skip(8);
            case 0x13 -> skip(16);
            // undefined, null, the least and the greatest key
            case 0x06, 0x0a, 0x7f, 0xff -> skip(0);
            default -> throw wire.notSpoken().asException();
        }
        return null;
    }

    private String name() {
        int start = at;
        while (int8() != 0) {
            continue;
        }
        return new String(bytes, start, at - 1 - start, StandardCharsets.UTF_8);
    }

    private void skip(int count) {
        if (count < 0 || count > bytes.length - at) {
            throw wire.notSpoken().asException();
        }
        at += count;
    }

    private int int8() {
        skip(1);
        return bytes[at - 1] & 0xff;
    }

    private int int32() {
        return int8() | int8() << 8 | int8() << 16 | int8() << 24;
    }

    private long int64() {
        return int32() & 0xffffffffL | (long) int32() << 32;
    }

    private static void int32(ByteArrayOutputStream out, int number) {
        for (int shift = 0; shift < 32; shift += 8) {
            out.write(number >> shift);
        }
    }
}
