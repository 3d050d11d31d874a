package dev.preflight.backend;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes what a server says, byte by byte, as the specification of a protocol has it. */
public final class Octets {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public Octets put(int... values) {
        for (int value : values) {
            out.write(value);
        }
        return this;
    }

    public Octets put(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** The bytes of a text in UTF-8, without an end. */
    public Octets text(String text) {
        return put(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A text in UTF-8 that ends with a zero. */
    public Octets ended(String text) {
        return text(text).put(0);
    }

    public Octets zeros(int count) {
        return put(new byte[count]);
    }

    /** Two bytes, the higher first. */
    public Octets int16(int value) {
        return put(value >> 8, value);
    }

    /** Four bytes, the highest first. */
    public Octets int32(int value) {
        return int16(value >> 16).int16(value);
    }

    /** Four bytes, the lowest first. */
    public Octets little32(int value) {
        return put(value, value >> 8, value >> 16, value >> 24);
    }

    public byte[] bytes() {
        return out.toByteArray();
    }
}
