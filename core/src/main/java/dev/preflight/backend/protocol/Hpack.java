package dev.preflight.backend.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Header compression of HTTP/2 (RFC 7541), as far as a client needs it that allows no dynamic table
 * ({@code SETTINGS_HEADER_TABLE_SIZE} of 0): what is sent stands as it is, and what comes in is read with the static
 * table and the Huffman code.
 */
final class Hpack {
    private static final String[] STATUSES = {"200", "204", "206", "304", "400", "404", "500"};
    private static final int FIRST_STATUS = 8;
    private static final int CONTENT_TYPE = 31;
    private static final int LAST_STATIC = 61;
    private static final int MOST = 1 << 16;

    /**
     * The length of the code of each octet, and of the end (appendix B): {@code A} is 5 bits. The code is canonical, so the
     * lengths are all there is to know of it.
     */
    private static final String LENGTHS =
            "ISXXXXXXXTZXXZXXXXXXXXZXXXXXXXXXBFFHIBDGFFDGDBBBAAABBBBBBBCDKBHFIBCCCCCCCCCCCCCCCCCCCCCCDCDIOIJB"
                    + "KABABABBBACCBBBABCBAABCCCCCKGJIXPRPPRRRSRSSSSSTSTTRSTSSSSQRSRSSTRQPRRSSQSRRTQRSSQQRQSRSSPRRRSR"
                    + "RSVVPORSRUVVVWWVTUOQVWWVWTQQVVXWWWPTPQRQQSRRUUTTVSVWVVWWWWWXWWWWWVZ";

    private static final int SHORTEST = 5;
    private static final int LONGEST = 30;

    private final byte[] block;
    private int at;

    private Hpack(byte... block) {
        this.block = block;
    }

    /** What is no header block, or one that refers to a table that was not allowed. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed() {
            super("malformed header block", null, false, false);
        }
    }

    /** Writes a header as it is: never indexed, not compressed (section 6.2.2). */
    static void write(ByteArrayOutputStream out, String name, String value) {
        out.write(0);
        write(out, name);
        write(out, value);
    }

    private static void write(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int left = bytes.length - 127;
        out.write(Math.min(bytes.length, 127));
        if (left >= 0) {
            for (; left >= 128; left >>= 7) {
                out.write(left & 127 | 128);
            }
            out.write(left);
        }
        out.writeBytes(bytes);
    }

    /** Reads a header block into a map, in which the first value of a name counts. */
    static void read(Map<String, String> headers, byte... block) throws Malformed {
        Hpack reader = new Hpack(block);
        while (reader.at < block.length) {
            reader.field(headers);
        }
    }

    private void field(Map<String, String> headers) throws Malformed {
        int first = block[at];
        if ((first & 0x80) != 0) {
            int index = number(7);
            int status = index - FIRST_STATUS;
            if (index == 0 || index > LAST_STATIC) {
                throw new Malformed();
            }
            if (status >= 0 && status < STATUSES.length) {
                headers.putIfAbsent(":status", STATUSES[status]);
            }
        } else if ((first & 0x60) == 0x20) {
            // The size of the table, which was said to be none.
            number(5);
        } else {
            int index = number((first & 0x40) == 0 ? 4 : 6);
            if (index > LAST_STATIC) {
                throw new Malformed();
            }
            String name = index == 0 ? text() : name(index);
            headers.putIfAbsent(name, text());
        }
    }

    /** The name of an entry of the static table (appendix A), as far as it matters. */
    private static String name(int index) {
        if (index >= FIRST_STATUS && index < FIRST_STATUS + STATUSES.length) {
            return ":status";
        }
        return index == CONTENT_TYPE ? "content-type" : "";
    }

    /** A number whose first octet has so many bits for it (section 5.1). */
    private int number(int bits) throws Malformed {
        int most = (1 << bits) - 1;
        int number = next() & most;
        if (number < most) {
            return number;
        }
        for (int shift = 0; shift <= 21; shift += 7) {
            int octet = next();
            number += (octet & 127) << shift;
            if (octet < 128) {
                return number;
            }
        }
        throw new Malformed();
    }

    private int next() throws Malformed {
        if (at == block.length) {
            throw new Malformed();
        }
        return block[at++] & 0xff;
    }

    private String text() throws Malformed {
        boolean coded = at < block.length && (block[at] & 0x80) != 0;
        int length = number(7);
        if (length > block.length - at || length > MOST) {
            throw new Malformed();
        }
        int start = at;
        at += length;
        return coded ? decoded(start, at) : new String(block, start, length, StandardCharsets.UTF_8);
    }

    /** Reads the Huffman code bit by bit: all codes of a length follow each other, in the order of their octets. */
    private String decoded(int start, int end) throws Malformed {
        int[] counts = new int[LONGEST + 1];
        for (int i = 0; i < LENGTHS.length(); i++) {
            counts[LENGTHS.charAt(i) - 'A' + SHORTEST]++;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = 0;
        int first = 0;
        int length = 0;
        boolean ones = true;
        for (int bit = 8 * start; bit < 8 * end; bit++) {
            int value = block[bit >> 3] >> (7 - (bit & 7)) & 1;
            code = code << 1 | value;
            ones &= value == 1;
            first = first + counts[length] << 1;
            length++;
            if (length > LONGEST) {
                throw new Malformed();
            }
            if (code - first < counts[length]) {
                out.write(octet(length, code - first));
                code = 0;
                first = 0;
                length = 0;
                ones = true;
            }
        }
        // What is left over is padding: less than an octet of ones.
        if (length > 7 || !ones) {
            throw new Malformed();
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static int octet(int length, int number) throws Malformed {
        int left = number;
        for (int i = 0; i < LENGTHS.length() - 1; i++) {
            if (LENGTHS.charAt(i) - 'A' + SHORTEST == length && left-- == 0) {
                return i;
            }
        }
        throw new Malformed();
    }
}
