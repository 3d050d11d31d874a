package dev.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The content of a parsed config file, whatever its format, looked up by dotted keys such as {@code payments.endpoint}
 * or {@code brokers.0.host}.
 *
 * <p>A key may hold dots itself, as those of properties files do. In XML a key names elements and attributes by their
 * local names, with or without the root element. Of several YAML documents in one file, the last that has the key
 * counts. Read-only as far as the parsers make it so; do not change what is returned.
 */
public final class Document {
    private final String format;
    private final List<Object> roots;

    Document(String format, List<?> roots) {
        this.format = format;
        this.roots = new ArrayList<>(roots);
    }

    /**
     * Reads a JSON text, as strictly as RFC 8259 defines it.
     *
     * @param text the text
     * @return its content
     * @throws NullPointerException if {@code text} is null
     * @throws IllegalArgumentException if {@code text} is not JSON; the message says where, and holds nothing of it
     */
    public static Document ofJson(String text) {
        try {
            return new Document("JSON", List.of(new Json(text).parse()));
        } catch (FileFormat.Malformed e) {
            throw new IllegalArgumentException(
                    "not JSON: line " + e.line() + ", column " + e.column() + ": " + e.getMessage());
        }
    }

    /**
     * The value under a key: a text, a number, a boolean, a list or a map.
     *
     * @param key the dotted key
     * @return the value, empty if there is none or if it is null
     * @throws NullPointerException if {@code key} is null
     */
    public Optional<Object> find(String key) {
        Objects.requireNonNull(key, "key");
        for (int i = roots.size() - 1; i >= 0; i--) {
            Object value = find(roots.get(i), key);
            if (value != null) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /**
     * The text of the value under a key.
     *
     * @param key the dotted key
     * @return the text of a scalar; empty if there is no value, or a list or a map
     * @throws NullPointerException if {@code key} is null
     */
    public Optional<String> text(String key) {
        Object value = find(key).orElse(null);
        if (value instanceof Map<?, ?> element) {
            value = element.get(Xml.TEXT);
        }
        return value == null || value instanceof List<?> ? Optional.empty() : Optional.of(value.toString());
    }

    /** The names that stand beside the last part of a key, or at the root where not even its parent is there. */
    List<String> namesBeside(String key) {
        int dot = key.lastIndexOf('.');
        List<String> names = new ArrayList<>();
        for (Object root : roots) {
            Object parent = dot < 0 ? root : find(root, key.substring(0, dot));
            if ((parent == null ? root : parent) instanceof Map<?, ?> map) {
                for (Object name : map.keySet()) {
                    names.add(String.valueOf(name));
                }
            }
        }
        names.sort(null);
        return names;
    }

    /** Hands every scalar to somebody who must know them all. */
    void eachText(Consumer<String> action) {
        for (Object root : roots) {
            eachText(root, action, 0);
        }
    }

    private static void eachText(Object node, Consumer<String> action, int depth) {
        if (depth > Json.DEEPEST) {
            return;
        }
        if (node instanceof Map<?, ?> map) {
            for (Object value : map.values()) {
                eachText(value, action, depth + 1);
            }
        } else if (node instanceof List<?> list) {
            for (Object value : list) {
                eachText(value, action, depth + 1);
            }
        } else if (node != null) {
            action.accept(node.toString());
        }
    }

    private static Object find(Object node, String key) {
        if (node instanceof Map<?, ?> map) {
            return findIn(map, key);
        }
        if (node instanceof List<?> list) {
            int dot = key.indexOf('.');
            int index = index(dot < 0 ? key : key.substring(0, dot));
            if (index >= 0 && index < list.size()) {
                return dot < 0 ? list.get(index) : find(list.get(index), key.substring(dot + 1));
            }
        }
        return null;
    }

    private static Object findIn(Map<?, ?> map, String key) {
        Object value = entry(map, key);
        for (int dot = key.lastIndexOf('.'); value == null && dot > 0; dot = key.lastIndexOf('.', dot - 1)) {
            Object child = entry(map, key.substring(0, dot));
            if (child != null) {
                value = find(child, key.substring(dot + 1));
            }
        }
        return value;
    }

    private static Object entry(Map<?, ?> map, String name) {
        Object value = map.get(name);
        if (value == null) {
            // YAML keys may be numbers, booleans or dates.
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (!(entry.getKey() instanceof String) && name.equals(String.valueOf(entry.getKey()))) {
                    return entry.getValue();
                }
            }
        }
        return value;
    }

    private static int index(String text) {
        if (text.isEmpty() || text.length() > 9) {
            return -1;
        }
        int index = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            index = index * 10 + c - '0';
        }
        return index;
    }

    /** Names the format and no content, since content may be secret. */
    @Override
    public String toString() {
        return "Document[" + format + "]";
    }
}
