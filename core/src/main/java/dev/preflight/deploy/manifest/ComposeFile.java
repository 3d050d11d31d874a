package dev.preflight.deploy.manifest;

import java.nio.file.Path;
import java.util.Map;

/**
 * One document of a Compose file, with what its references and relative paths start from.
 *
 * @param path where it lies
 * @param directory the directory of its project
 * @param values what its references are filled in from
 * @param raw what it says
 * @param content the same with its references filled in
 */
record ComposeFile(Path path, Path directory, Map<String, String> values, YamlValue raw, YamlValue content) {
    static ComposeFile of(Path path, Path directory, Map<String, String> values, YamlValue raw, Contribution into) {
        // All of it, since Compose refuses the whole file for one reference that it cannot fill in.
        ComposeTemplate template = new ComposeTemplate(values);
        YamlValue content = raw.filled(template, path.toString());
        into.doubts(template);
        return new ComposeFile(path, directory, values, raw, content);
    }

    /** The directory that a file lies in. */
    static Path directoryOf(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        return directory == null ? file.toAbsolutePath() : directory;
    }

    YamlValue service(String name) {
        return content.get("services", name);
    }

    /** A relative path of the file; shown as the file itself is. */
    Path resolve(String relative) {
        return directory.equals(directoryOf(path)) ? path.resolveSibling(relative) : directory.resolve(relative);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
