package dev.preflight;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** {@code docs/operations.md}, and the files that it shows: each names itself in a comment in its first line. */
public final class OperationsPage {
    private static final Pattern FENCE = Pattern.compile("^```(\\w+)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    private final String text;
    private final Map<String, String> files = new LinkedHashMap<>();

    private OperationsPage(String text) {
        this.text = text;
        Matcher fence = FENCE.matcher(text);
        while (fence.find()) {
            String content = fence.group(2);
            boolean named = content.startsWith("# ");
            String name = named ? content.substring(2, content.indexOf('\n')) : fence.group(1);
            files.merge(name, content, String::concat);
        }
    }

    public static OperationsPage read() {
        try {
            return new OperationsPage(Files.readString(Path.of("../docs/operations.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String text() {
        return text;
    }

    /** The names of the files; what has no name is called by its language. */
    Set<String> files() {
        return files.keySet();
    }

    public String file(String name) {
        assertTrue(files.containsKey(name), () -> name + " is not on the page, which has " + files.keySet());
        return files.get(name);
    }

    Path write(String name, Path directory) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A YAML file as maps and lists; a key that stands twice is refused. */
    Yaml yaml(String name) {
        LoadSettings settings =
                LoadSettings.builder().setAllowDuplicateKeys(false).build();
        return new Yaml(new Load(settings).loadFromString(file(name)), name);
    }

    /**
     * A place in a YAML file.
     *
     * @param value what is there
     * @param path where it is
     */
    record Yaml(Object value, String path) {
        /** What is at a key of a map, or at an index of a list; it must be there. */
        Yaml at(Object... keys) {
            Yaml place = this;
            for (Object key : keys) {
                Object next = place.value instanceof Map<?, ?> map
                        ? map.get(key)
                        : place.value instanceof List<?> list && key instanceof Integer index ? list.get(index) : null;
                String path = place.path + " " + key;
                assertTrue(next != null, path + " is missing");
                place = new Yaml(next, path);
            }
            return place;
        }
    }
}
