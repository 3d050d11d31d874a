package dev.preflight.check;

import dev.preflight.deploy.Sight;
import dev.preflight.diagnosis.ExceptionText;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.text.Amounts;
import dev.preflight.type.QuantityTypes;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * A directory that the application uses. It must exist; that it can be written and has room can be demanded on top:
 *
 * <pre>{@code
 * directory("/var/lib/orders").writable().free("500MB")
 * }</pre>
 */
public final class Directory extends Check<Path> {
    private final FileLocation location;
    private final boolean writable;
    private final long free;

    Directory(FileLocation location) {
        this(location.settings(), location, false, 0);
    }

    private Directory(Settings settings, FileLocation location, boolean writable, long free) {
        super("directory", location.name(), settings);
        this.location = location;
        this.writable = writable;
        this.free = free;
        if (location.onClassPath()) {
            throw new IllegalArgumentException("path: a directory cannot be on the class path: " + location.name());
        }
    }

    /**
     * Demands that files can be written: one is really created, written and removed, since modes alone do not tell of
     * read-only mounts, quotas and full disks.
     *
     * @return a directory that must be writable
     */
    public Directory writable() {
        return new Directory(settings(), location, true, free);
    }

    /**
     * Demands room on the file system of the directory.
     *
     * @param size a size such as {@code 500MB}, as {@link EnvVar#size()} reads it
     * @return a directory that must have that room
     * @throws NullPointerException if {@code size} is null
     * @throws IllegalArgumentException if {@code size} is no size or not more than zero
     */
    public Directory free(String size) {
        return new Directory(settings(), location, writable, QuantityTypes.size("size of " + id(), size));
    }

    /**
     * Lets the directory be absent. It must be right when it is there.
     *
     * @return a directory that may be absent
     */
    public Directory optional() {
        return with(settings().asOptional());
    }

    /** {@inheritDoc} */
    @Override
    public Declaration declaration() {
        List<String> demands = new ArrayList<>();
        if (writable) {
            demands.add("can be written");
        }
        if (free > 0) {
            demands.add(Amounts.size(free) + " free");
        }
        return Declaration.of(demands);
    }

    /** {@inheritDoc} */
    @Override
    public Directory with(Settings changed) {
        return new Directory(changed, location, writable, free);
    }

    /** {@inheritDoc} */
    @Override
    public Directory describedAs(String text) {
        return with(settings().describedAs(text));
    }

    /** {@inheritDoc} */
    @Override
    public Directory warnOnly() {
        return with(settings().asWarnOnly());
    }

    /** {@inheritDoc} */
    @Override
    public Directory onlyIf(Condition condition) {
        return with(settings().onlyIf(condition));
    }

    /** {@inheritDoc} */
    @Override
    public Directory needs(Check<?>... inputs) {
        return with(settings().needing(inputs));
    }

    @Override
    Path evaluate(ProbeContext context) throws IOException {
        Path path = location.path(context);
        context.deployment().sight().requireVisible(path);
        if (!isDirectory(path)) {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw notADirectory(path).asException();
            }
            if (settings().optional()) {
                return null;
            }
            NearbyFiles neighbours = NearbyFiles.of(path, context);
            throw Problem.of(Code.DIRECTORY_MISSING, "not found")
                    .fact("looked", neighbours.description())
                    .fix(FileProblems.moved(
                            path, "create the directory, or mount it" + neighbours.didYouMean(), context))
                    .asException();
        }
        if (context.deployment().sight().ships()) {
            context.evidence(Evidence.at(Sight.origin(path)));
            if (writable || free > 0) {
                throw Sight.hidden(Sight.origin(path) + " is there; only the machine shows whether it can be written");
            }
            return path;
        }
        if (writable) {
            write(path, context);
        }
        if (free > 0) {
            // Asked of the path and not of a FileStore, which fails where a container hides its mounts.
            long usable = path.toFile().getUsableSpace();
            if (usable < free) {
                throw Problem.of(Code.DIRECTORY_FULL, "less than " + Amounts.size(free) + " free")
                        .found(Amounts.size(usable) + " free on the file system of " + Sight.origin(path))
                        .fix("free some space, or mount a larger volume")
                        .asException();
            }
        }
        return path;
    }

    private static boolean isDirectory(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).isDirectory();
        } catch (AccessDeniedException e) {
            throw FileProblems.unreachable(path).asException();
        } catch (IOException e) {
            return false;
        }
    }

    private static Problem notADirectory(Path path) {
        return Problem.of(Code.DIRECTORY_NOT_A_DIRECTORY, "not a directory")
                .found(
                        Files.exists(path)
                                ? Sight.origin(path) + " is a file, a pipe or a device"
                                : FileProblems.brokenLinkInWords(path))
                .fix("put a directory in its place");
    }

    private static void write(Path directory, ProbeContext context) throws IOException {
        // Named without a random generator, which alone costs a cold JVM more than the rest of the check.
        Path file = directory.resolve(".preflight-" + Long.toHexString(System.nanoTime()) + ".tmp");
        try {
            Files.createFile(file);
            try {
                Files.write(file, new byte[4096]);
            } finally {
                Files.delete(file);
            }
        } catch (AccessDeniedException e) {
            throw notWritable(directory, "its mode does not let this user write")
                    .asException();
        } catch (IOException e) {
            throw notWritable(directory, ExceptionText.inOneLine(e, context.secrets()))
                    .asException();
        }
    }

    private static Problem notWritable(Path directory, String why) {
        return Problem.of(Code.DIRECTORY_NOT_WRITABLE, "not writable")
                .found("no file could be created in " + Sight.origin(directory))
                .fact("why", why)
                .fix("let the user of this process write there; a mount may be read-only, a disk full");
    }
}
