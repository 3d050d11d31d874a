package dev.preflight;

import java.io.IOException;
import java.net.URL;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Finds the file of a declaration and judges it from outside: what it is, how large, who may touch it. */
final class FileSearch {
    private FileSearch() {}

    /** The file, or null where it is absent and may be. */
    static FoundFile find(ConfigFile<?> check, ProbeContext context) throws IOException {
        FileLocation location = check.spec().location();
        if (!location.onClassPath()) {
            return onPath(check, location.path(context), context);
        }
        String name = location.resource();
        URL url = context.deployment().classLoader().getResource(name);
        if (url == null) {
            if (check.settings().optional()) {
                return null;
            }
            throw FileProblems.missingResource(name, location).asException();
        }
        Path path = FileLocation.onFileSystem(url);
        return path == null ? new FileOnClassPath(name, url) : onPath(check, path, context);
    }

    private static FoundFile onPath(ConfigFile<?> check, Path path, ProbeContext context) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(path, BasicFileAttributes.class);
        } catch (AccessDeniedException e) {
            throw FileProblems.unreachable(path).asException();
        } catch (IOException e) {
            if (Files.isSymbolicLink(path)) {
                throw FileProblems.brokenLink(path).asException();
            }
            if (check.settings().optional()) {
                return null;
            }
            throw FileProblems.missing(path, check.spec().location(), context).asException();
        }
        if (!attributes.isRegularFile()) {
            throw FileProblems.notRegular(path, attributes.isDirectory()).asException();
        }
        if (check.settings().secret() && permissions(path).contains(PosixFilePermission.OTHERS_WRITE)) {
            throw FileProblems.worldWritable(path).asException();
        }
        return new FileOnPath(path, attributes.size());
    }

    /** Whether every user of the machine may read a file. */
    static boolean isOpenToAll(Path path) throws IOException {
        return permissions(path).contains(PosixFilePermission.OTHERS_READ);
    }

    /** The mode of a file; of a link that of its target, which is what is read and written. */
    private static Set<PosixFilePermission> permissions(Path path) throws IOException {
        try {
            return Files.getPosixFilePermissions(path);
        } catch (UnsupportedOperationException e) {
            // A file system without modes has nothing to judge.
            return Set.of();
        }
    }
}
