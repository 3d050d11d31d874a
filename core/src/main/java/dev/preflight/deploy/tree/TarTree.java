package dev.preflight.deploy.tree;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/**
 * Makes a tree of a tar, compressed by gzip, zstd, xz, bzip2 or not at all, with Commons Compress, which is optional: loading
 * this class fails where it is missing, and so does reading zstd without zstd-jni, and xz without XZ for Java. A tar has no directory, so that it is read
 * from its beginning for each file that is opened.
 */
final class TarTree {
    private static final int MOST_REMEMBERED = 4 << 20;

    private final Leaf.Opener source;
    private final Allowance allowance;
    private int remembered = -1;
    private byte[] content;

    private TarTree(Leaf.Opener source, Allowance allowance) {
        this.source = source;
        this.allowance = allowance;
    }

    static Folder.Made of(Leaf.Opener source, Origin label, Allowance allowance) throws IOException {
        return new TarTree(source, allowance).read(label);
    }

    private Folder.Made read(Origin label) throws IOException {
        TreeBuilder tree = new TreeBuilder(label, allowance, true);
        String last = "";
        try (TarArchiveInputStream tar = open(true)) {
            int index = 0;
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                last = entry.getName();
                put(tree, entry, index);
                index++;
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw broken(last, e);
        } catch (UnsafeEntryException e) {
            throw e;
        } catch (IOException e) {
            throw last.isEmpty() ? e : broken(last, e);
        }
        return tree.root();
    }

    /** Of zstd, whose own words for an end that comes too early differ from those of gzip. */
    private static final class Zstd extends FilterInputStream {
        Zstd(InputStream in) throws IOException {
            super(new ZstdCompressorInputStream(in));
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return in.read(buffer, offset, length);
            } catch (IOException e) {
                if ("Truncated source".equals(e.getMessage())) {
                    throw new EOFException(e.getMessage());
                }
                throw e;
            }
        }
    }

    private static IOException broken(String last, Exception e) {
        String why = e instanceof IOException failure ? ReadFailure.words(failure) : e.getMessage();
        return new IOException("it cannot be read after entry '" + last + "': " + why, e);
    }

    private void put(TreeBuilder tree, TarArchiveEntry entry, int index) throws IOException {
        List<String> names = UnpackLimits.names(entry.getName());
        int mode = entry.getMode() & 0777;
        if (entry.isDirectory()) {
            tree.directory(names, mode);
        } else if (names.isEmpty()) {
            throw new UnsafeEntryException("entry '" + entry.getName() + "' has no name");
        } else if (entry.isSymbolicLink()) {
            tree.put(names, new Node.Link(entry.getLinkName()));
        } else if (entry.isLink()) {
            Node target =
                    tree.root().find(UnpackLimits.names(entry.getLinkName()).toArray(new String[0]));
            tree.put(names, target == null ? new Node.Link("/" + entry.getLinkName()) : target);
        } else if (entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO()) {
            tree.put(names, new Node.Special());
        } else if (mode == 0) {
            tree.put(names, new Node.Hidden("its mode is 000, so that root alone can read it"));
        } else {
            tree.put(names, Leaf.of(mode, entry.getRealSize(), () -> open(index)));
        }
    }

    /** Opens the archive; what comes out when it is read for the first time counts for the whole package. */
    private TarArchiveInputStream open(boolean counts) throws IOException {
        InputStream in = new BufferedInputStream(source.open(), 64 << 10);
        try {
            in.mark(6);
            byte[] head = in.readNBytes(6);
            in.reset();
            InputStream unpacked = unpacked(in, head);
            return new TarArchiveInputStream(new Bounded(unpacked, counts && unpacked != in));
        } catch (IOException | LinkageError e) {
            in.close();
            throw e;
        }
    }

    private static InputStream unpacked(InputStream in, byte[] head) throws IOException {
        if (ArchiveKind.isGzip(head)) {
            return new GZIPInputStream(in, 64 << 10);
        }
        if (ArchiveKind.isXz(head)) {
            return Xz.unpacked(in);
        }
        if (ArchiveKind.isBzip2(head)) {
            return new BZip2CompressorInputStream(in, true);
        }
        return ArchiveKind.isZstd(head) ? new Zstd(in) : in;
    }

    /** Of xz, whose library is another one. */
    private static final class Xz {
        private static final int MOST_MEMORY_IN_KIB = 256 << 10;

        /** By a constructor that every release of Commons Compress has. */
        @SuppressWarnings("deprecation")
        static InputStream unpacked(InputStream in) throws IOException {
            return new XZCompressorInputStream(in, true, MOST_MEMORY_IN_KIB);
        }
    }

    private InputStream open(int index) throws IOException {
        synchronized (this) {
            if (remembered == index) {
                return new ByteArrayInputStream(content);
            }
        }
        TarArchiveInputStream tar = open(false);
        try {
            TarArchiveEntry entry = tar.getNextEntry();
            for (int i = 0; i < index && entry != null; i++) {
                entry = tar.getNextEntry();
            }
            if (entry == null) {
                throw new IOException("the archive has changed");
            }
            if (entry.getRealSize() > MOST_REMEMBERED) {
                return tar;
            }
            byte[] all = tar.readNBytes(MOST_REMEMBERED);
            tar.close();
            remember(index, all);
            return new ByteArrayInputStream(all);
        } catch (IOException | RuntimeException e) {
            tar.close();
            throw e;
        }
    }

    /** A file is opened several times in a row: to be parsed, searched and digested. */
    private synchronized void remember(int index, byte[] all) {
        remembered = index;
        content = all;
    }

    /** Ends a stream that has no end, which a few bytes of gzip can make. */
    private final class Bounded extends FilterInputStream {
        private final boolean counts;
        private long left = allowance.limits().bytes();

        Bounded(InputStream in, boolean counts) {
            super(in);
            this.counts = counts;
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            count(Math.max(0, read));
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long skipped = in.skip(bytes);
            count(skipped);
            return skipped;
        }

        private void count(long bytes) throws IOException {
            left -= bytes;
            if (counts) {
                allowance.bytes(bytes);
            }
            if (left < 0) {
                throw new UnsafeEntryException("more than " + allowance.limits().bytes() + " bytes come out of it");
            }
        }
    }
}
