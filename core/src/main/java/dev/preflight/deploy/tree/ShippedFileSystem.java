package dev.preflight.deploy.tree;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemLoopException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What a deployment will find on its file system, as far as it can be seen before it is there. Read-only, always open,
 * and nothing of it is unpacked: files are read from the archives in which they lie.
 */
public final class ShippedFileSystem extends FileSystem {
    private final Folder root;

    public ShippedFileSystem(Folder root) {
        this.root = root;
    }

    public Folder root() {
        return root;
    }

    /** The way to a path. */
    public PathWalk walk(ShippedPath path, LinkOption... options) throws IOException {
        return new PathWalk(root, path.names(), !Arrays.asList(options).contains(LinkOption.NOFOLLOW_LINKS));
    }

    /** The way to a path that leads to something. */
    PathWalk existing(ShippedPath path, LinkOption... options) throws IOException {
        PathWalk walk = walk(path, options);
        if (walk.loops()) {
            throw new FileSystemLoopException(path.toString());
        }
        if (walk.node() == null) {
            throw new NoSuchFileException(path.toString());
        }
        return walk;
    }

    Folder folder(ShippedPath path) throws IOException {
        if (existing(path).node() instanceof Folder folder) {
            return folder;
        }
        throw new NotDirectoryException(path.toString());
    }

    @Override
    public ShippedProvider provider() {
        return ShippedProvider.INSTANCE;
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException("nothing is open");
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    @Override
    public String getSeparator() {
        return "/";
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return List.of(getPath("/"));
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return List.of();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return Set.of("basic", "posix");
    }

    @Override
    public Path getPath(String first, String... more) {
        StringBuilder path = new StringBuilder(first);
        for (String part : more) {
            path.append('/').append(part);
        }
        return ShippedPath.parse(this, path.toString());
    }

    @Override
    public PathMatcher getPathMatcher(String pattern) {
        PathMatcher matcher = java.nio.file.FileSystems.getDefault().getPathMatcher(pattern);
        return path -> matcher.matches(Path.of(path.toString()));
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException("what ships has no users yet");
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException("what ships does not change");
    }
}
