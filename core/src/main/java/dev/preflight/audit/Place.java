package dev.preflight.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A directory or a jar of classes. */
final class Place {
    private static final int MOST_BYTES = 16 << 20;

    private final Path path;
    private final Reads reads;

    Place(Path path, Reads reads) {
        this.path = path;
        this.reads = reads;
    }

    void read() throws IOException {
        int before = reads.classes;
        if (Files.isDirectory(path)) {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (attributes.isRegularFile() && isWanted(file.toString())) {
                        try (InputStream in = Files.newInputStream(file)) {
                            read(path.relativize(file).toString(), in);
                        }
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } else if (Files.isRegularFile(path)) {
            jar();
        } else {
            throw new IOException(path + " is not there");
        }
        if (reads.classes == before) {
            throw new IOException(path + " has no class");
        }
    }

    private void jar() throws IOException {
        try (ZipFile jar = new ZipFile(path.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (!entry.isDirectory() && isWanted(entry.getName())) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        read(entry.getName(), in);
                    }
                }
            }
        } catch (IOException e) {
            throw e.getMessage() != null && e.getMessage().startsWith(path.toString())
                    ? e
                    : new IOException(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isWanted(String name) {
        return name.endsWith(".class") && !name.endsWith("module-info.class") || SpringFiles.isOne(name);
    }

    private void read(String name, InputStream in) throws IOException {
        byte[] content = in.readNBytes(MOST_BYTES);
        String file = path + ": " + name;
        if (content.length == MOST_BYTES) {
            throw new IOException(file + " is larger than 16 MiB");
        }
        try {
            if (name.endsWith(".class")) {
                reads.classes++;
                new ClassScan(content, reads).scan();
            } else {
                SpringFiles.read(name, content, reads);
            }
        } catch (IOException | RuntimeException e) {
            // A class file of a newer Java, or one that is damaged.
            throw new IOException(file + " cannot be read: " + e, e);
        }
    }
}
