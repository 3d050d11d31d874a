package dev.preflight.check;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.Optional;

/** A resource that a class loader found, inside a jar or elsewhere off the file system. */
final class FileOnClassPath extends FoundFile {
    private final String name;
    private final URL url;

    /** A file of this class; called a file, since the verifier would load the class for whoever returns it as one. */
    static FoundFile of(String name, URL url) {
        return new FileOnClassPath(name, url);
    }

    private FileOnClassPath(String name, URL url) {
        this.name = name;
        this.url = url;
    }

    @Override
    public String location() {
        return FileLocation.CLASSPATH + name;
    }

    @Override
    public Optional<Path> path() {
        return Optional.empty();
    }

    @Override
    public InputStream open() throws IOException {
        URLConnection connection = url.openConnection();
        // A cached jar would stay open after the run.
        connection.setUseCaches(false);
        return connection.getInputStream();
    }

    @Override
    long size() {
        return -1;
    }
}
