package dev.preflight.deploy.manifest;

import dev.preflight.problem.DeploymentException;
import java.nio.file.Path;
import java.util.List;

/** Reads YAML, and says what is missing where the library is that does it. */
public final class YamlFiles {
    private YamlFiles() {}

    public static List<YamlValue> read(Path file) {
        return read(TextFile.read(file), file.toString());
    }

    static List<YamlValue> read(String text, String name) {
        return read(text, name, false);
    }

    /** Reads what kubectl reads, which of a key that stands twice takes the last. */
    static List<YamlValue> manifests(String text, String name) {
        return read(text, name, true);
    }

    private static List<YamlValue> read(String text, String name, boolean isLastTaken) {
        try {
            return isLastTaken ? YamlReader.readLast(text, name) : YamlReader.read(text, name);
        } catch (NoClassDefFoundError e) {
            throw new DeploymentException(
                    name + ": to read YAML, add the dependency org.snakeyaml:snakeyaml-engine", e);
        }
    }
}
