package dev.preflight.deploy;

import dev.preflight.DeploymentException;
import java.nio.file.Path;
import java.util.List;

/** Reads YAML, and says what is missing where the library is that does it. */
final class Documents {
    private Documents() {}

    static List<Value> read(Path file) {
        return read(TextFile.read(file), file.toString());
    }

    static List<Value> read(String text, String name) {
        return read(text, name, false);
    }

    /** Reads what kubectl reads, which of a key that stands twice takes the last. */
    static List<Value> manifests(String text, String name) {
        return read(text, name, true);
    }

    private static List<Value> read(String text, String name, boolean isLastTaken) {
        try {
            return isLastTaken ? YamlReader.readLast(text, name) : YamlReader.read(text, name);
        } catch (NoClassDefFoundError e) {
            throw new DeploymentException(
                    name + ": to read YAML, add the dependency org.snakeyaml:snakeyaml-engine", e);
        }
    }
}
