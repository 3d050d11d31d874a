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
        try {
            return YamlReader.read(text, name);
        } catch (NoClassDefFoundError e) {
            throw new DeploymentException(
                    name + ": to read YAML, add the dependency org.snakeyaml:snakeyaml-engine", e);
        }
    }
}
