package dev.preflight.console;

import dev.preflight.report.Report;
import dev.preflight.report.ReportFormat;
import dev.preflight.text.PipeWriter;
import dev.preflight.text.Printable;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.security.SecureRandom;

/**
 * One report that somebody asked for: a format, and the file that it goes to.
 *
 * @param format how to write it
 * @param file where to, null for the standard output stream
 */
public record ReportTarget(ReportFormat format, Path file) {
    public boolean isPrinted() {
        return file == null;
    }

    /** Writes the report. Returns what kept it from being written, null if nothing did. */
    public String write(Report report, PrintStream out) {
        try {
            if (file == null) {
                StringBuilder text = new StringBuilder();
                format.write(report, text);
                out.print(text);
                out.flush();
            } else {
                writeFile(report);
            }
            return null;
        } catch (IOException e) {
            return "the " + format.name() + " report could not be written to " + Printable.quote(String.valueOf(file))
                    + ": " + reason(e);
        } catch (RuntimeException | LinkageError e) {
            return "the " + format.name() + " report could not be written: "
                    + e.getClass().getName();
        }
    }

    private void writeFile(Report report) throws IOException {
        if (PipeWriter.isStandard(file) || Files.exists(file) && !Files.isRegularFile(file)) {
            // A pipe or a device is not replaced.
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            write(report, bytes);
            PipeWriter.write(file, bytes.toByteArray());
            return;
        }
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || file.getFileName() == null) {
            throw new FileSystemException(file.toString(), null, "it is a directory");
        }
        Files.createDirectories(directory);
        // Nobody can know the name, and put a link there that leads elsewhere.
        Path temporary = directory.resolve(".preflight-" + Long.toHexString(new SecureRandom().nextLong()) + ".tmp");
        OutputStream stream;
        try {
            stream = Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileSystemException e) {
            // Containers have files that can be written, and nothing can be made beside them.
            if (!Files.isRegularFile(file)) {
                throw e;
            }
            write(report, Files.newOutputStream(file));
            return;
        }
        try {
            keepOwner(temporary);
            write(report, stream);
            move(temporary);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Unlike a writer of {@link Files}, this one replaces what is no character instead of failing. */
    private void write(Report report, OutputStream stream) throws IOException {
        try (Writer writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8))) {
            format.write(report, writer);
        }
    }

    private void move(Path temporary) throws IOException {
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (FileSystemException e) {
            // A file that is mounted by itself, as containers have them, can be written and not replaced.
            if (!Files.isRegularFile(file)) {
                throw e;
            }
            try (OutputStream stream = Files.newOutputStream(file)) {
                Files.copy(temporary, stream);
            }
        }
    }

    /** Gives a file that replaces another one its mode and, where that is allowed, its owner. */
    private void keepOwner(Path temporary) {
        try {
            if (Files.exists(file)) {
                PosixFileAttributes old = Files.readAttributes(file, PosixFileAttributes.class);
                PosixFileAttributeView view = Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
                view.setPermissions(old.permissions());
                view.setOwner(old.owner());
                view.setGroup(old.group());
            }
        } catch (IOException | UnsupportedOperationException e) {
            // Not every file system has owners, and only root gives files away.
            return;
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no such directory";
        }
        String reason = e instanceof FileSystemException known ? known.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : Printable.line(reason, 200);
    }
}
