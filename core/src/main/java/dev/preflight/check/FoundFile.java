package dev.preflight.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** A file that was found and may be read: on a file system or on a class path. Immutable and thread-safe. */
public abstract sealed class FoundFile permits FileOnPath, FileOnClassPath {
    FoundFile() {}

    /**
     * Where it was found.
     *
     * @return an absolute path, or {@code classpath:} and the name of a resource
     */
    public abstract String location();

    /**
     * The path of the file, if it lies on a file system.
     *
     * @return an absolute path; empty for a resource inside a jar
     */
    public abstract Optional<Path> path();

    /**
     * Opens the file.
     *
     * @return its bytes, to be closed by the caller
     * @throws IOException if it can no longer be opened
     */
    public abstract InputStream open() throws IOException;

    /** The size in bytes, or -1 where only reading tells. */
    abstract long size();

    /** Returns {@link #location()}. */
    @Override
    public final String toString() {
        return location();
    }
}
