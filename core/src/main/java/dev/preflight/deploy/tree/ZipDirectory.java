package dev.preflight.deploy.tree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;

/**
 * The central directory of a zip (PKWARE APPNOTE 6.3.10, sections 4.3 and 4.5), read without the entries. The one of
 * {@link java.util.zip} neither tells of modes and links nor reads a jar inside of a jar where it lies.
 */
final class ZipDirectory {
    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int HEADER = 0x02014b50;
    private static final int LONGEST_END = 22 + 0xffff;
    private static final int LARGEST_DIRECTORY = 256 << 20;
    private static final int UTF_8 = 1 << 11;
    private static final int ENCRYPTED = 1;

    private final FileRange file;
    private final UnpackLimits limits;
    private long shift;

    private ZipDirectory(FileRange file, UnpackLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    /**
     * One entry.
     *
     * @param name the name as it is
     * @param mode the mode of Unix with the type of the file, or -1
     * @param method 0 for stored, 8 for deflated
     * @param encrypted whether it wants a password
     * @param crc the checksum of the content
     * @param packed how many bytes it takes
     * @param size how many bytes come out
     * @param header where its local header is
     */
    record Entry(String name, int mode, int method, boolean encrypted, long crc, long packed, long size, long header) {}

    static List<Entry> entries(FileRange file, UnpackLimits limits) throws IOException {
        return new ZipDirectory(file, limits).entries();
    }

    private List<Entry> entries() throws IOException {
        int tail = (int) Math.min(LONGEST_END, file.length());
        ByteBuffer end = buffer(file.read(file.length() - tail, tail));
        int at = tail - 22;
        while (at >= 0 && end.getInt(at) != END) {
            at--;
        }
        if (at < 0) {
            throw new ZipException("it has no central directory, as a zip that is cut off");
        }
        long position = file.length() - tail + at;
        long count = end.getShort(at + 10) & 0xffff;
        long size = end.getInt(at + 12) & 0xffffffffL;
        long offset = end.getInt(at + 16) & 0xffffffffL;
        if (position >= 20) {
            ByteBuffer locator = buffer(file.read(position - 20, 20));
            if (locator.getInt(0) == LOCATOR_64) {
                long at64 = locator.getLong(8);
                ByteBuffer end64 = buffer(file.read(at64, 56));
                if (end64.getInt(0) != END_64) {
                    throw new ZipException("its central directory is not where it says");
                }
                count = end64.getLong(32);
                size = end64.getLong(40);
                offset = end64.getLong(48);
                position = at64;
            }
        }
        limits.requireEntries(count);
        if (size < 0 || size > LARGEST_DIRECTORY) {
            throw new ZipException("its central directory has more than 256 MiB");
        }
        // A script before the archive, as of an executable jar, shifts it all.
        shift = position - size - offset;
        if (shift < 0 || count < 0) {
            throw new ZipException("its central directory is not where it says");
        }
        return entries(buffer(file.read(offset + shift, (int) size)), (int) count);
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private List<Entry> entries(ByteBuffer directory, int count) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (directory.remaining() < 46 || directory.getInt(directory.position()) != HEADER) {
                throw new ZipException("its central directory ends after " + i + " of " + count + " entries");
            }
            entries.add(entry(directory));
        }
        return entries;
    }

    private Entry entry(ByteBuffer directory) throws IOException {
        int at = directory.position();
        int flags = directory.getShort(at + 8);
        int nameLength = directory.getShort(at + 28) & 0xffff;
        int extraLength = directory.getShort(at + 30) & 0xffff;
        int commentLength = directory.getShort(at + 32) & 0xffff;
        int next = at + 46 + nameLength + extraLength + commentLength;
        if (next > directory.limit()) {
            throw new ZipException("its central directory ends within an entry");
        }
        byte[] name = new byte[nameLength];
        directory.get(at + 46, name);
        long packed = directory.getInt(at + 20) & 0xffffffffL;
        long size = directory.getInt(at + 24) & 0xffffffffL;
        long header = directory.getInt(at + 42) & 0xffffffffL;
        ByteBuffer extra = directory.slice(at + 46 + nameLength, extraLength).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer wide = field(extra, 1);
        if (wide != null) {
            // The fields are there for those that do not fit into 32 bits, in this order.
            size = size == 0xffffffffL && wide.remaining() >= 8 ? wide.getLong() : size;
            packed = packed == 0xffffffffL && wide.remaining() >= 8 ? wide.getLong() : packed;
            header = header == 0xffffffffL && wide.remaining() >= 8 ? wide.getLong() : header;
        }
        int maker = directory.getShort(at + 4) >> 8 & 0xff;
        int mode = directory.getInt(at + 38) >>> 16;
        boolean unix = (maker == 3 || maker == 19) && mode != 0;
        directory.position(next);
        return new Entry(
                text(name, (flags & UTF_8) != 0),
                unix ? mode : -1,
                directory.getShort(at + 10),
                (flags & ENCRYPTED) != 0,
                directory.getInt(at + 16) & 0xffffffffL,
                packed,
                size,
                header + shift);
    }

    /** A field of the extra data by its id; null if it is not there. */
    private static ByteBuffer field(ByteBuffer extra, int id) {
        int at = 0;
        while (at + 4 <= extra.limit()) {
            int size = extra.getShort(at + 2) & 0xffff;
            if (at + 4 + size > extra.limit()) {
                return null;
            }
            if ((extra.getShort(at) & 0xffff) == id) {
                return extra.slice(at + 4, size).order(ByteOrder.LITTLE_ENDIAN);
            }
            at += 4 + size;
        }
        return null;
    }

    private static String text(byte[] name, boolean isUtf8) throws ZipException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name))
                    .toString();
        } catch (CharacterCodingException e) {
            String old = new String(
                    name, Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1);
            if (isUtf8) {
                throw new ZipException("entry '" + old + "' has a name that is not UTF-8");
            }
            return old;
        }
    }
}
