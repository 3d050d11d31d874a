package dev.preflight.deploy.tree;

import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** What a node of the tree tells of itself from outside. Times are not kept. */
final class ShippedAttributes implements PosixFileAttributes {
    private static final FileTime UNKNOWN = FileTime.fromMillis(0);

    private final Node node;

    ShippedAttributes(Node node) {
        this.node = node;
    }

    @Override
    public FileTime lastModifiedTime() {
        return UNKNOWN;
    }

    @Override
    public FileTime lastAccessTime() {
        return UNKNOWN;
    }

    @Override
    public FileTime creationTime() {
        return UNKNOWN;
    }

    @Override
    public boolean isRegularFile() {
        return node instanceof Leaf || node instanceof Node.Hidden;
    }

    @Override
    public boolean isDirectory() {
        return node instanceof Folder;
    }

    @Override
    public boolean isSymbolicLink() {
        return node instanceof Node.Link;
    }

    @Override
    public boolean isOther() {
        return node instanceof Node.Special;
    }

    @Override
    public long size() {
        return node instanceof Leaf leaf ? leaf.size() : 0;
    }

    @Override
    public Object fileKey() {
        return null;
    }

    @Override
    public UserPrincipal owner() {
        throw new UnsupportedOperationException("what ships has no users yet");
    }

    @Override
    public GroupPrincipal group() {
        throw new UnsupportedOperationException("what ships has no users yet");
    }

    @Override
    public Set<PosixFilePermission> permissions() {
        return PosixModes.permissions(node.mode());
    }

    /** The same, asked for again each time. */
    static final class View implements BasicFileAttributeView {
        private final ShippedPath path;
        private final LinkOption[] options;

        View(ShippedPath path, LinkOption... options) {
            this.path = path;
            this.options = options;
        }

        @Override
        public String name() {
            return "basic";
        }

        @Override
        public BasicFileAttributes readAttributes() throws IOException {
            return new ShippedAttributes(
                    path.getFileSystem().existing(path, options).node());
        }

        @Override
        public void setTimes(FileTime lastModifiedTime, FileTime lastAccessTime, FileTime createTime) {
            throw new ReadOnlyFileSystemException();
        }
    }
}
