package dev.preflight.deploy.tree;

import dev.preflight.problem.Code;
import dev.preflight.problem.DeploymentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A package that was opened.
 *
 * @param name how it is called in messages
 * @param tree what it holds
 * @param isWhole whether that is a whole file system, in which nothing else is
 * @param directory the working directory that it sets; empty if it sets none
 * @param variables the variables that it sets
 */
public record OpenedPackage(
        String name, Folder tree, boolean isWhole, String directory, Map<String, String> variables) {
    public static OpenedPackage open(Path path) {
        return open(path, UnpackLimits.DEFAULT);
    }

    public static OpenedPackage open(Path path, UnpackLimits limits) {
        String name = path.toString();
        try {
            Allowance allowance = new Allowance(limits);
            Folder tree = tree(path, name, allowance);
            ContainerImage image = ContainerImage.in(tree, name, allowance);
            if (image != null) {
                return new OpenedPackage(name, image.root(), true, image.directory(), image.variables());
            }
            boolean isWhole = tree.child("etc") instanceof Folder && tree.child("usr") instanceof Folder;
            return new OpenedPackage(name, tree, isWhole, "", Map.of());
        } catch (IOException e) {
            throw new DeploymentException(Code.DEPLOYMENT_PACKAGE, name + ": " + ReadFailure.words(e), e);
        }
    }

    private static Folder tree(Path path, String name, Allowance allowance) throws IOException {
        if (!Files.exists(path)) {
            throw new IOException("it does not exist");
        }
        if (Files.isDirectory(path)) {
            return HostFolder.of(path);
        }
        if (!Files.isRegularFile(path)) {
            throw new IOException("it is neither a file nor a directory");
        }
        FileRange file = FileRange.of(path);
        Origin label = Origin.of(name + "!");
        return switch (ArchiveKind.of(file)) {
            case ZIP -> ZipTree.of(file, label, allowance);
            case TAR -> tar(file::open, label, allowance, name);
            case UNKNOWN ->
                throw new IOException("it is no package: neither a directory, a zip, a jar, a tar, a tar.gz, a tar.zst,"
                        + " a tar.xz nor a tar.bz2");
        };
    }

    static Folder.Made tar(Leaf.Opener source, Origin label, Allowance allowance, String name) throws IOException {
        try {
            return TarTree.of(source, label, allowance);
        } catch (LinkageError e) {
            throw new DeploymentException(Code.DEPLOYMENT_PACKAGE, name + ": " + missing(e), e);
        }
    }

    /** What was compressed, or what reads it, by the packages of the libraries that do so. */
    private static final String[][] LIBRARIES = {
        {"com/github/luben", "what is compressed by zstd", "com.github.luben:zstd-jni"},
        {"org/tukaani/xz", "what is compressed by xz", "org.tukaani:xz"},
        {"org/apache/commons/lang3", "a tar", "org.apache.commons:commons-lang3"},
        {"org/apache/commons/io", "a tar", "commons-io:commons-io"},
        {"org/apache/commons/codec", "a tar", "commons-codec:commons-codec"},
        {"org/apache/commons/compress", "a tar", "org.apache.commons:commons-compress"}
    };

    private static String missing(LinkageError e) {
        int depth = 0;
        // A class that could not be initialised names the one that is missing in its cause.
        for (Throwable cause = e; cause != null && depth < 10; cause = cause.getCause(), depth++) {
            boolean isMissing = cause instanceof NoClassDefFoundError || cause instanceof ClassNotFoundException;
            String what = String.valueOf(cause.getMessage()).replace('.', '/');
            for (String[] library : LIBRARIES) {
                boolean isOfCompress = library[0].endsWith("compress");
                if (what.contains(library[0]) && (isMissing && !isOfCompress || what.startsWith(library[0]))) {
                    return "to read " + library[1] + ", add the dependency " + library[2];
                }
            }
        }
        return e instanceof NoClassDefFoundError
                ? "to read a tar, add the dependency org.apache.commons:commons-compress, and what it needs"
                : "zstd-jni cannot load its library for this machine";
    }

    /** The names of the working directory. */
    public List<String> directoryNames() {
        return PathWalk.split(directory);
    }
}
