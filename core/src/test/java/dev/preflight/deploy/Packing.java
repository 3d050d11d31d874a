package dev.preflight.deploy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Packs what tests ship. A path that ends in a slash is a directory, a content that begins with {@code ->} a link. */
public final class Packing {
    private final Map<String, byte[]> contents = new LinkedHashMap<>();
    private final Map<String, Integer> modes = new LinkedHashMap<>();

    public Packing add(String path, String content) {
        return add(path, content.getBytes(StandardCharsets.UTF_8));
    }

    public Packing add(String path, byte[] content) {
        contents.put(path, content);
        return this;
    }

    public Packing add(String path, String content, int mode) {
        modes.put(path, mode);
        return add(path, content);
    }

    public Packing directory(String path) {
        return add(path + "/", "");
    }

    private static String target(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        return text.startsWith("->") ? text.substring(2) : null;
    }

    private int mode(String path) {
        return modes.getOrDefault(path, path.endsWith("/") ? 0755 : 0644);
    }

    public Path zip(Path file) throws IOException {
        Files.write(file, zip());
        return file;
    }

    public byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> content : contents.entrySet()) {
                ZipArchiveEntry entry = new ZipArchiveEntry(content.getKey());
                String target = target(content.getValue());
                byte[] written = target == null ? content.getValue() : target.getBytes(StandardCharsets.UTF_8);
                entry.setUnixMode(target == null ? mode(content.getKey()) : UnixStat.LINK_FLAG | 0777);
                if (content.getKey().endsWith(".jar")) {
                    CRC32 crc = new CRC32();
                    crc.update(written);
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(written.length);
                    entry.setCrc(crc.getValue());
                }
                zip.putArchiveEntry(entry);
                zip.write(written);
                zip.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    public Path tar(Path file) throws IOException {
        Files.write(file, tar());
        return file;
    }

    public Path tarGz(Path file) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(tar());
        }
        return file;
    }

    public byte[] tar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, byte[]> content : contents.entrySet()) {
                String target = target(content.getValue());
                TarArchiveEntry entry = target == null
                        ? new TarArchiveEntry(content.getKey(), true)
                        : new TarArchiveEntry(content.getKey(), TarArchiveEntry.LF_SYMLINK);
                if (target == null) {
                    entry.setMode(mode(content.getKey()));
                    entry.setSize(content.getKey().endsWith("/") ? 0 : content.getValue().length);
                } else {
                    entry.setLinkName(target);
                }
                tar.putArchiveEntry(entry);
                if (target == null && !content.getKey().endsWith("/")) {
                    tar.write(content.getValue());
                }
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    public Path unpackedTo(Path directory) throws IOException {
        for (Map.Entry<String, byte[]> content : contents.entrySet()) {
            Path path = directory.resolve(content.getKey());
            String target = target(content.getValue());
            if (content.getKey().endsWith("/")) {
                Files.createDirectories(path);
            } else {
                Files.createDirectories(path.getParent());
                if (target == null) {
                    Files.write(path, content.getValue());
                } else {
                    Files.createSymbolicLink(path, Path.of(target));
                }
            }
        }
        return directory;
    }
}
