package dev.preflight.deploy.tree;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** A directory of this machine. Links are kept as such, so that absolute ones lead back into the tree and not out of it. */
public final class HostFolder extends Folder {
    private final Path directory;

    HostFolder(Path directory, int mode) {
        super(Origin.of(directory.toString()), mode);
        this.directory = directory;
    }

    public static HostFolder of(Path directory) throws IOException {
        return new HostFolder(directory, mode(directory));
    }

    @Override
    public Node child(String name) throws IOException {
        BasicFileAttributes attributes;
        Path path;
        try {
            path = directory.resolve(name);
            attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException | NotDirectoryException | InvalidPathException e) {
            return null;
        }
        if (attributes.isSymbolicLink()) {
            return new Link(Files.readSymbolicLink(path).toString().replace('\\', '/'));
        }
        if (attributes.isDirectory()) {
            return new HostFolder(path, mode(path));
        }
        return attributes.isRegularFile()
                ? Leaf.of(path, mode(path), attributes.size(), Origin.of(path.toString()))
                : new Special();
    }

    @Override
    public Collection<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                names.add(entry.getFileName().toString());
            }
        }
        names.sort(null);
        return names;
    }

    private static int mode(Path path) throws IOException {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
            int mode = 0;
            for (PosixFilePermission permission : permissions) {
                mode |= PosixModes.bit(permission);
            }
            return mode;
        } catch (UnsupportedOperationException e) {
            return -1;
        }
    }
}
