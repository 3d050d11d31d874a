package dev.preflight.deploy.tree;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A part of an image, and what the image says of it (OCI Image Format Specification, "Content Descriptors").
 *
 * @param path where it lies
 * @param digest for example {@code sha256:9f86d0…}; empty if the image says none
 * @param size how many bytes it has; -1 if the image says nothing
 */
record Blob(String path, String digest, long size) {
    private static final String DIRECTORY = "blobs/";

    /** A blob by its digest. */
    static Blob of(String digest, long size) {
        return new Blob(DIRECTORY + digest.replace(':', '/'), digest, size);
    }

    /** A part by its path, which is its digest where Docker as of 25 writes it. */
    static Blob at(String path) {
        boolean isBlob = path.startsWith(DIRECTORY) && path.indexOf('/', DIRECTORY.length()) > 0;
        return new Blob(path, isBlob ? path.substring(DIRECTORY.length()).replace('/', ':') : "", -1);
    }

    /** Whatever is read of it, all of it is held against the digest and the size when it is closed. */
    InputStream verified(InputStream in) {
        return new Verifying(in);
    }

    /** The algorithm of the digest; null if there is none, or none that is registered there. */
    private MessageDigest algorithm() {
        String name = digest.startsWith("sha256:") ? "SHA-256" : digest.startsWith("sha512:") ? "SHA-512" : "";
        try {
            return name.isEmpty() ? null : MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            return null;
        }
    }

    /** The content is not the one that the image says. */
    static final class Mismatch extends IOException {
        private static final long serialVersionUID = 1L;

        private Mismatch(String message) {
            super(message);
        }

        /** One that came to light when a stream was closed after something else went wrong; null if none did. */
        static Mismatch of(Throwable thrown) {
            int depth = 0;
            for (Throwable cause = thrown; cause != null && depth < 20; cause = cause.getCause(), depth++) {
                if (cause instanceof Mismatch found) {
                    return found;
                }
                for (Throwable suppressed : cause.getSuppressed()) {
                    if (suppressed instanceof Mismatch found) {
                        return found;
                    }
                }
            }
            return null;
        }
    }

    private final class Verifying extends FilterInputStream {
        private final MessageDigest read = algorithm();
        private long count;
        private boolean isClosed;

        Verifying(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int got = in.read(buffer, offset, length);
            if (got > 0) {
                count += got;
                if (read != null) {
                    read.update(buffer, offset, got);
                }
            }
            return got;
        }

        @Override
        public long skip(long wanted) throws IOException {
            byte[] buffer = new byte[8192];
            long skipped = 0;
            while (skipped < wanted) {
                int got = read(buffer, 0, (int) Math.min(buffer.length, wanted - skipped));
                if (got < 0) {
                    break;
                }
                skipped += got;
            }
            return skipped;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void close() throws IOException {
            if (isClosed) {
                return;
            }
            isClosed = true;
            try {
                byte[] rest = new byte[64 << 10];
                while (read(rest, 0, rest.length) >= 0) {
                    // What follows the end of an archive belongs to it too.
                    continue;
                }
            } finally {
                in.close();
            }
            if (size >= 0 && count != size) {
                throw new Mismatch("it has " + count + " bytes, and the image says " + size);
            }
            if (read != null) {
                String actual = digest.substring(0, digest.indexOf(':') + 1)
                        + HexFormat.of().formatHex(read.digest());
                if (!actual.equals(digest)) {
                    throw new Mismatch("its digest is " + actual + ", and the image says " + digest);
                }
            }
        }
    }
}
