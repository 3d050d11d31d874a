package dev.preflight.deploy;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says where a path is: in what ships, that is an entry of a package or of a manifest, and not on this machine. */
final class PathOrigin {
    /** The attribute by which the file systems of {@code dev.preflight.deploy} tell it, of any path. */
    private static final String ORIGIN = "preflight:origin";

    private PathOrigin() {}

    static String of(Path path) {
        if (path.getFileSystem() == FileSystems.getDefault()) {
            return path.toString();
        }
        try {
            return String.valueOf(Files.getAttribute(path, ORIGIN));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return path.toString();
        }
    }
}
