package dev.preflight.check;

import dev.preflight.text.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Finds the file of a declaration and judges it from outside: what it is, how large, who may touch it. */
final class FileSearch {
    private static final long MOST_DIGESTED = 1L << 30;

    private FileSearch() {}

    /** The file, or null where it is absent and may be. */
    static FoundFile find(ConfigFile<?> check, ProbeContext context) throws IOException {
        FileLocation location = check.spec().location();
        if (!location.onClassPath()) {
            return onPath(check, location.path(context), context);
        }
        String name = location.resource();
        if (context.deployment().sight().ships()) {
            return FileInShipment.find(check, name, context);
        }
        URL url = context.deployment().sight().classLoader().getResource(name);
        if (url == null) {
            if (check.settings().optional()) {
                return null;
            }
            throw FileProblems.missingResource("the class path has no " + name, location)
                    .asException();
        }
        Path path = FileLocation.onFileSystem(url);
        return path == null ? FileOnClassPath.of(name, url) : onPath(check, path, context);
    }

    static FoundFile onPath(ConfigFile<?> check, Path path, ProbeContext context) throws IOException {
        context.deployment().sight().requireVisible(path);
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(path, BasicFileAttributes.class);
        } catch (IOException e) {
            if (e instanceof AccessDeniedException) {
                throw FileProblems.unreachable(path).asException();
            }
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
        FoundFile file = new FileOnPath(path, attributes.size());
        if (context.deployment().sight().ships()) {
            context.evidence(Evidence.at(file.location()));
            context.evidence(evidence(check, file, context));
        }
        return file;
    }

    /** Reads the whole file, so that a package that was damaged is found here and not where it is unpacked. */
    private static Evidence evidence(ConfigFile<?> check, FoundFile file, ProbeContext context) {
        if (check.settings().secret() || file.size() > MOST_DIGESTED) {
            // Of a secret neither length nor digest, since both tell it to whoever can guess it.
            return Evidence.at(file.location());
        }
        try (InputStream in = file.open()) {
            return new Evidence(file.location(), file.size(), Digest.of(in, "sha256:"));
        } catch (IOException e) {
            throw FileProblems.failing(file, e, context).asException();
        }
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
