package dev.preflight.deploy.tree;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Makes a tree of a zip. The content of entries is read when it is asked for. */
final class ZipTree {
    private static final int TYPE = 0170000;
    private static final int LINK = 0120000;
    private static final int DIRECTORY = 0040000;
    private static final int LONGEST_LINK = 4096;
    private static final int LOCAL_HEADER = 0x04034b50;

    private ZipTree() {}

    static Folder of(FileRange file, Origin label, Allowance allowance) throws IOException {
        TreeBuilder tree = new TreeBuilder(label, allowance, false);
        for (ZipDirectory.Entry entry : ZipDirectory.entries(file, allowance.limits())) {
            List<String> names = UnpackLimits.names(entry.name());
            int permissions = entry.mode() < 0 ? -1 : entry.mode() & 0777;
            int type = entry.mode() < 0 ? 0 : entry.mode() & TYPE;
            if (entry.name().endsWith("/") || type == DIRECTORY) {
                tree.directory(names, permissions);
            } else if (type == LINK) {
                tree.put(names, new Node.Link(target(file, entry)));
            } else {
                tree.put(names, leaf(file, entry, permissions));
            }
        }
        return tree.root();
    }

    private static String target(FileRange file, ZipDirectory.Entry entry) throws IOException {
        if (entry.size() > LONGEST_LINK) {
            throw new ZipException("entry '" + entry.name() + "' is a link with too long a target");
        }
        try (InputStream in = open(file, entry)) {
            return new String(in.readNBytes(LONGEST_LINK), StandardCharsets.UTF_8);
        }
    }

    private static Leaf leaf(FileRange file, ZipDirectory.Entry entry, int mode) throws IOException {
        boolean isStored = entry.method() == 0 && !entry.encrypted() && entry.size() == entry.packed();
        if (isStored && entry.name().endsWith(".jar")) {
            // Lies there as it is, so that its own directory can be read without what comes before.
            return Leaf.of(mode, content(file, entry), () -> open(file, entry));
        }
        return Leaf.of(mode, entry.size(), () -> open(file, entry));
    }

    private static FileRange content(FileRange file, ZipDirectory.Entry entry) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(file.read(entry.header(), 30)).order(ByteOrder.LITTLE_ENDIAN);
        if (header.getInt(0) != LOCAL_HEADER) {
            throw new ZipException("entry '" + entry.name() + "' is not where the central directory says");
        }
        int before = 30 + (header.getShort(26) & 0xffff) + (header.getShort(28) & 0xffff);
        return file.part(entry.header() + before, entry.packed());
    }

    private static InputStream open(FileRange file, ZipDirectory.Entry entry) throws IOException {
        if (entry.encrypted()) {
            throw new ZipException("it is encrypted");
        }
        FileRange packed = content(file, entry);
        return switch (entry.method()) {
            case 0 -> new Exact(packed.open(), entry);
            case 8 -> new Exact(new Inflating(packed.open()), entry);
            default -> throw new ZipException("it is compressed by method " + entry.method() + ", which is not known");
        };
    }

    /** Inflates, and gives the memory of the inflater back. */
    private static final class Inflating extends InflaterInputStream {
        Inflating(InputStream in) {
            super(in, new Inflater(true), 8192);
        }

        @Override
        public void close() throws IOException {
            inf.end();
            super.close();
        }
    }

    /** Holds what comes out against what the directory promises: neither more nor less, and the same checksum. */
    private static final class Exact extends FilterInputStream {
        private final CRC32 crc = new CRC32();
        private final ZipDirectory.Entry entry;
        private long left;

        Exact(InputStream in, ZipDirectory.Entry entry) {
            super(in);
            this.entry = entry;
            this.left = entry.size();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            if (read > left) {
                throw new ZipException("more comes out of it than the " + entry.size() + " bytes that it declares");
            }
            if (read >= 0) {
                crc.update(buffer, offset, read);
                left -= read;
            } else if (left > 0) {
                throw new ZipException("it ends " + left + " bytes too early");
            } else if (crc.getValue() != entry.crc()) {
                throw new ZipException("its checksum is not the one that the archive recorded");
            }
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            byte[] buffer = new byte[8192];
            long skipped = 0;
            while (skipped < count) {
                int read = read(buffer, 0, (int) Math.min(buffer.length, count - skipped));
                if (read < 0) {
                    break;
                }
                skipped += read;
            }
            return skipped;
        }
    }
}
