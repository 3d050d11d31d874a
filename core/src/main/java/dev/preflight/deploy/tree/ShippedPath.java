package dev.preflight.deploy.tree;

import java.io.File;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;

/** A path on a {@link ShippedFileSystem}, written as Unix writes paths. */
public final class ShippedPath implements Path {
    private final ShippedFileSystem fileSystem;
    private final boolean absolute;
    private final List<String> names;

    public ShippedPath(ShippedFileSystem fileSystem, boolean absolute, List<String> names) {
        this.fileSystem = fileSystem;
        this.absolute = absolute;
        this.names = List.copyOf(names);
    }

    public static ShippedPath parse(ShippedFileSystem fileSystem, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new InvalidPathException(text, "a path holds no NUL");
        }
        return new ShippedPath(fileSystem, text.startsWith("/"), PathWalk.split(text));
    }

    /** The names of the absolute path, with each {@code ..} that they have. */
    public List<String> names() {
        return names;
    }

    private ShippedPath of(boolean isAbsolute, List<String> changed) {
        return new ShippedPath(fileSystem, isAbsolute, changed);
    }

    /** Takes a path of any file system by what it says, since declarations hold paths of the machine's own. */
    private ShippedPath own(Path other) {
        if (other instanceof ShippedPath path) {
            return path;
        }
        String separator = other.getFileSystem().getSeparator();
        return parse(fileSystem, other.toString().replace(separator, "/"));
    }

    @Override
    public ShippedFileSystem getFileSystem() {
        return fileSystem;
    }

    @Override
    public boolean isAbsolute() {
        return absolute;
    }

    @Override
    public Path getRoot() {
        return absolute ? of(true, List.of()) : null;
    }

    @Override
    public Path getFileName() {
        return names.isEmpty() ? null : getName(names.size() - 1);
    }

    @Override
    public Path getParent() {
        if (names.isEmpty() || names.size() == 1 && !absolute) {
            return null;
        }
        return of(absolute, names.subList(0, names.size() - 1));
    }

    @Override
    public int getNameCount() {
        return names.size();
    }

    @Override
    public Path getName(int index) {
        return subpath(index, index + 1);
    }

    @Override
    public Path subpath(int begin, int end) {
        if (begin < 0 || end > names.size() || begin >= end) {
            throw new IllegalArgumentException("no names from " + begin + " to " + end);
        }
        return of(false, names.subList(begin, end));
    }

    @Override
    public boolean startsWith(Path other) {
        ShippedPath path = own(other);
        return path.absolute == absolute
                && path.names.size() <= names.size()
                && names.subList(0, path.names.size()).equals(path.names);
    }

    @Override
    public boolean endsWith(Path other) {
        ShippedPath path = own(other);
        if (path.absolute) {
            return equals(path);
        }
        int more = names.size() - path.names.size();
        return more >= 0 && names.subList(more, names.size()).equals(path.names);
    }

    @Override
    public Path normalize() {
        List<String> kept = new ArrayList<>();
        for (String name : names) {
            boolean climbs = name.equals("..");
            if (climbs && !kept.isEmpty() && !kept.get(kept.size() - 1).equals("..")) {
                kept.remove(kept.size() - 1);
            } else if (!climbs || !absolute) {
                kept.add(name);
            }
        }
        return of(absolute, kept);
    }

    @Override
    public Path resolve(Path other) {
        ShippedPath path = own(other);
        if (path.absolute) {
            return of(true, path.names);
        }
        List<String> all = new ArrayList<>(names);
        all.addAll(path.names);
        return of(absolute, all);
    }

    @Override
    public Path relativize(Path other) {
        ShippedPath path = own(other);
        if (path.absolute != absolute) {
            throw new IllegalArgumentException("one path is absolute and the other is not");
        }
        int same = 0;
        while (same < names.size()
                && same < path.names.size()
                && names.get(same).equals(path.names.get(same))) {
            same++;
        }
        List<String> way = new ArrayList<>();
        for (int i = same; i < names.size(); i++) {
            way.add("..");
        }
        way.addAll(path.names.subList(same, path.names.size()));
        return of(false, way);
    }

    @Override
    public URI toUri() {
        throw new UnsupportedOperationException("what ships is not anywhere yet");
    }

    @Override
    public Path toAbsolutePath() {
        return of(true, names);
    }

    @Override
    public Path toRealPath(LinkOption... options) throws java.io.IOException {
        return of(true, fileSystem.existing(this, options).names());
    }

    @Override
    public File toFile() {
        throw new UnsupportedOperationException("what ships is not on the file system of this machine");
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new ProviderMismatchException();
    }

    @Override
    public int compareTo(Path other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ShippedPath path
                && path.fileSystem == fileSystem
                && path.absolute == absolute
                && path.names.equals(names);
    }

    @Override
    public int hashCode() {
        return names.hashCode() * 2 + (absolute ? 1 : 0);
    }

    @Override
    public String toString() {
        return (absolute ? "/" : "") + String.join("/", names);
    }
}
