package dev.preflight.deploy.tree;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.NotLinkException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads, and refuses to write, a {@link ShippedFileSystem}. */
final class ShippedProvider extends FileSystemProvider {
    static final ShippedProvider INSTANCE = new ShippedProvider();

    /** The attribute that says in words where a path is; any path has it. */
    private static final String ORIGIN = "preflight:origin";

    private ShippedProvider() {}

    private static ShippedPath own(Path path) {
        return (ShippedPath) path;
    }

    @Override
    public String getScheme() {
        return "preflight";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
        throw new UnsupportedOperationException("made by deployments alone");
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException("made by deployments alone");
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException("made by deployments alone");
    }

    @Override
    public InputStream newInputStream(Path path, OpenOption... options) throws IOException {
        ShippedPath file = own(path);
        Node node = file.getFileSystem().existing(file).node();
        if (node instanceof Leaf leaf) {
            return leaf.open();
        }
        throw new AccessDeniedException(path.toString(), null, "is no regular file");
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        for (OpenOption option : options) {
            if (option != StandardOpenOption.READ) {
                throw new ReadOnlyFileSystemException();
            }
        }
        try (InputStream in = newInputStream(path)) {
            return ContentChannel.of(in);
        }
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path directory, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        ShippedPath folder = own(directory);
        List<Path> entries = new ArrayList<>();
        for (String name : folder.getFileSystem().folder(folder).names()) {
            Path entry = folder.resolve(new ShippedPath(folder.getFileSystem(), false, List.of(name)));
            if (filter.accept(entry)) {
                entries.add(entry);
            }
        }
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return entries.iterator();
            }

            @Override
            public void close() {
                entries.clear();
            }
        };
    }

    @Override
    public Path readSymbolicLink(Path path) throws IOException {
        ShippedPath link = own(path);
        Node node =
                link.getFileSystem().existing(link, LinkOption.NOFOLLOW_LINKS).node();
        if (node instanceof Node.Link found) {
            return ShippedPath.parse(link.getFileSystem(), found.target());
        }
        throw new NotLinkException(path.toString());
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        if (path.equals(other)) {
            return true;
        }
        return other instanceof ShippedPath && path.toRealPath().equals(other.toRealPath());
    }

    @Override
    public boolean isHidden(Path path) {
        return false;
    }

    @Override
    public FileStore getFileStore(Path path) {
        throw new UnsupportedOperationException("what ships is on no disk yet");
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        own(path).getFileSystem().existing(own(path));
        for (AccessMode mode : modes) {
            if (mode == AccessMode.WRITE) {
                throw new AccessDeniedException(path.toString());
            }
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        return type == BasicFileAttributeView.class ? (V) new ShippedAttributes.View(own(path), options) : null;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        Node node = own(path).getFileSystem().existing(own(path), options).node();
        if (type == BasicFileAttributes.class || type == PosixFileAttributes.class && node.mode() >= 0) {
            return (A) new ShippedAttributes(node);
        }
        throw new UnsupportedOperationException(type.getName());
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        if (attributes.equals(ORIGIN)) {
            ShippedPath own = (ShippedPath) path.normalize();
            return Map.of("origin", PathWalk.origin(own.getFileSystem().root(), own.names()));
        }
        throw new UnsupportedOperationException(attributes);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void delete(Path path) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) {
        throw new ReadOnlyFileSystemException();
    }
}
