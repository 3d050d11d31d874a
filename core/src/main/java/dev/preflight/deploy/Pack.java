package dev.preflight.deploy;

import dev.preflight.Code;
import dev.preflight.DeploymentException;
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
record Pack(String name, Folder tree, boolean isWhole, String directory, Map<String, String> variables) {
    static Pack open(Path path) {
        return open(path, Limits.DEFAULT);
    }

    static Pack open(Path path, Limits limits) {
        String name = path.toString();
        try {
            Folder tree = tree(path, name, limits);
            Image image = Image.in(tree, name, limits);
            if (image != null) {
                return new Pack(name, image.root(), true, image.directory(), image.variables());
            }
            boolean isWhole = tree.child("etc") instanceof Folder && tree.child("usr") instanceof Folder;
            return new Pack(name, tree, isWhole, "", Map.of());
        } catch (IOException e) {
            throw new DeploymentException(Code.DEPLOYMENT_PACKAGE, name + ": " + Failure.words(e), e);
        }
    }

    private static Folder tree(Path path, String name, Limits limits) throws IOException {
        if (!Files.exists(path)) {
            throw new IOException("it does not exist");
        }
        if (Files.isDirectory(path)) {
            return HostFolder.of(path);
        }
        if (!Files.isRegularFile(path)) {
            throw new IOException("it is neither a file nor a directory");
        }
        Slice file = Slice.of(path);
        Label label = Label.of(name + "!");
        return switch (ArchiveKind.of(file)) {
            case ZIP -> ZipTree.of(file, label, limits);
            case TAR -> tar(file::open, label, limits, name);
            case UNKNOWN ->
                throw new IOException(
                        "it is no package: neither a directory, a zip, a jar, a tar, a tar.gz nor a tar.zst");
        };
    }

    static Folder.Made tar(Leaf.Opener source, Label label, Limits limits, String name) throws IOException {
        try {
            return TarTree.of(source, label, limits);
        } catch (LinkageError e) {
            throw new DeploymentException(Code.DEPLOYMENT_PACKAGE, name + ": " + missing(e), e);
        }
    }

    private static String missing(LinkageError e) {
        String what = String.valueOf(e.getMessage());
        if (!(e instanceof NoClassDefFoundError)) {
            return "zstd-jni cannot load its library for this machine";
        }
        return what.contains("zstd") && what.contains("luben")
                ? "to read what is compressed by zstd, add the dependency com.github.luben:zstd-jni"
                : "to read a tar, add the dependency org.apache.commons:commons-compress";
    }

    /** The names of the working directory. */
    List<String> directoryNames() {
        return Walk.split(directory);
    }
}
