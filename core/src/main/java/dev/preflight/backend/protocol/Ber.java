package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes the part of the Basic Encoding Rules (ITU-T X.690) that LDAP uses (RFC 4511, section 5.1): definite lengths and
 * tags of one byte.
 */
final class Ber {
    static final int BOOLEAN = 0x01;
    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int ENUMERATED = 0x0a;
    static final int SEQUENCE = 0x30;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Adds an element. */
    Ber add(int tag, byte... content) {
        out.write(tag);
        int length = content.length;
        if (length > 127) {
            int bytes = length > 0xffffff ? 4 : length > 0xffff ? 3 : length > 0xff ? 2 : 1;
            out.write(0x80 | bytes);
            for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
                out.write(length >> shift);
            }
        } else {
            out.write(length);
        }
        out.write(content, 0, length);
        return this;
    }

    Ber add(int tag, String text) {
        return add(tag, text.getBytes(StandardCharsets.UTF_8));
    }

    Ber add(int tag, Ber content) {
        return add(tag, content.bytes());
    }

    /** A number from 0 to 127. */
    Ber number(int tag, int value) {
        return add(tag, (byte) value);
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    /** Elements that were received, read one after the other. Whatever does not fit is of another protocol. */
    static final class Reader {
        private final Wire wire;
        private final byte[] bytes;
        private int next;
        private int end;

        private Reader(Wire wire, byte[] bytes, int next, int end) {
            this.wire = wire;
            this.bytes = bytes;
            this.next = next;
            this.end = end;
        }

        /** Takes a whole element with a tag off the wire, a mebibyte at most, and reads what is in it. */
        static Reader element(Wire wire, int tag) throws IOException {
            if (wire.byteValue() != tag) {
                throw wire.notSpoken().asException();
            }
            int length = wire.byteValue();
            if (length > 0x84 || length == 0x80) {
                throw wire.notSpoken().asException();
            }
            if (length > 0x80) {
                int count = length & 0x7f;
                length = 0;
                for (int i = 0; i < count; i++) {
                    length = length << 8 | wire.byteValue();
                }
            }
            byte[] bytes = wire.bytes(length);
            return new Reader(wire, bytes, 0, bytes.length);
        }

        boolean hasMore() {
            return next < end;
        }

        /** The tag of the next element. */
        int tag() {
            return next < end ? bytes[next] & 0xff : -1;
        }

        /** Goes into the next element, and on to the one after it here. */
        Reader enter(int tag) {
            if (tag() != tag) {
                throw wire.notSpoken().asException();
            }
            next++;
            int length = one();
            if (length > 0x80) {
                int count = length & 0x7f;
                length = 0;
                for (int i = 0; i < count; i++) {
                    length = length << 8 | one();
                }
            }
            if (length < 0 || length > end - next) {
                throw wire.notSpoken().asException();
            }
            Reader inner = new Reader(wire, bytes, next, next + length);
            next += length;
            return inner;
        }

        int number(int tag) {
            Reader inner = enter(tag);
            int value = 0;
            while (inner.hasMore()) {
                value = value << 8 | inner.one();
            }
            return value;
        }

        String text() {
            Reader inner = enter(OCTET_STRING);
            return new String(bytes, inner.next, inner.end - inner.next, StandardCharsets.UTF_8);
        }

        private int one() {
            if (next >= end) {
                throw wire.notSpoken().asException();
            }
            return bytes[next++] & 0xff;
        }
    }
}
