package dev.preflight.deploy.tree;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Optional;

/** A regular file in the tree. */
public final class Leaf extends Node {
    /** Opens the content. */
    @FunctionalInterface
    interface Opener {
        public InputStream open() throws IOException;
    }

    private final long size;
    private final Opener opener;
    private final FileRange slice;

    private Leaf(Origin label, int mode, long size, Opener opener, FileRange slice) {
        super(label, mode);
        this.size = size;
        this.opener = opener;
        this.slice = slice;
    }

    /** A file whose content has to be made by reading something else. */
    public static Leaf of(int mode, long size, Opener opener) {
        return new Leaf(null, mode, size, opener, null);
    }

    /** A file that lies as it is in a file of this machine. */
    public static Leaf of(int mode, FileRange slice, Opener opener) {
        return new Leaf(null, mode, slice.length(), opener, slice);
    }

    /** A file of this machine. */
    public static Leaf of(Path file, int mode, long size, Origin label) {
        FileRange slice = new FileRange(file, 0, size);
        return new Leaf(label, mode, size, slice::open, slice);
    }

    /** A file whose content stands in a manifest. */
    public static Leaf of(byte[] content, int mode, String origin) {
        return new Leaf(Origin.note(origin), mode, content.length, () -> new ByteArrayInputStream(content), null);
    }

    /** A file that is there, and that the process is certain not to be let read. */
    public static Leaf refused(int mode, long size, String origin, String reason) {
        return new Leaf(
                Origin.note(origin),
                mode,
                size,
                () -> {
                    throw new AccessDeniedException(origin, null, reason);
                },
                null);
    }

    long size() {
        return size;
    }

    public InputStream open() throws IOException {
        return opener.open();
    }

    /** The place where the content lies as it is, if it does. */
    Optional<FileRange> slice() {
        return Optional.ofNullable(slice);
    }
}
