package dev.preflight.check;

import dev.preflight.syntax.Json;
import dev.preflight.syntax.Malformed;
import dev.preflight.syntax.Xml;
import dev.preflight.text.Arguments;
import dev.preflight.text.NearMiss;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The content of a parsed config file, whatever its format, looked up by dotted keys such as {@code payments.endpoint}
 * or {@code brokers.0.host}, which is {@code brokers[0].host} too.
 *
 * <p>A key may hold dots itself, as those of properties files do. In XML a key names elements and attributes by their
 * local names, with or without the root element. Of several YAML documents in one file, the last that has the key
 * counts, be its value null. Read-only as far as the parsers make it so; do not change what is returned.
 */
public final class Document {
    private static final Object ABSENT = new Object();

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
            return new Document("JSON", Collections.singletonList(new Json(text).parse()));
        } catch (Malformed e) {
            throw new IllegalArgumentException(
                    "not JSON: line " + e.line() + ", column " + e.column() + ": " + e.getMessage());
        }
    }

    /**
     * A document that another parser has read, so that keys can be asked of it, as in
     * {@code file("app.toml").parsedAs("TOML", in -> Document.of("TOML", toml(in))).having("payments.endpoint")}.
     *
     * @param format the name of the format
     * @param content the content: texts, numbers, booleans, lists and maps, one inside the other
     * @return the document
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code format} is blank or cannot be printed
     */
    public static Document of(String format, Map<String, ?> content) {
        return new Document(Arguments.oneLine("format", format), List.of(content));
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
        Object value = value(key);
        return value == ABSENT ? Optional.empty() : Optional.ofNullable(value);
    }

    /** Whether there is such a key, be its value null. */
    boolean has(String key) {
        return value(key) != ABSENT;
    }

    private Object value(String key) {
        Object value = valueAs(key);
        return value == ABSENT && key.indexOf('[') > 0 ? valueAs(dotted(key)) : value;
    }

    /** A key with {@code .0} in place of <code>[0]</code>. */
    private static String dotted(String key) {
        StringBuilder out = new StringBuilder(key.length());
        for (int i = 0; i < key.length(); i++) {
            int end = key.charAt(i) == '[' ? key.indexOf(']', i) : -1;
            if (end > i && index(key.substring(i + 1, end)) >= 0) {
                out.append('.').append(key, i + 1, end);
                i = end;
            } else {
                out.append(key.charAt(i));
            }
        }
        return out.toString();
    }

    private Object valueAs(String key) {
        for (int i = roots.size() - 1; i >= 0; i--) {
            Object value = find(roots.get(i), key);
            if (value != ABSENT) {
                return value;
            }
        }
        return ABSENT;
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

    /** A key that is there and looks like one that is not, as a question; empty if none does. */
    String didYouMean(String key) {
        for (Object root : roots) {
            String near = didYouMean(root, "", key);
            if (!near.isEmpty()) {
                return near;
            }
        }
        return "";
    }

    private static String didYouMean(Object node, String parent, String key) {
        for (int dot = key.lastIndexOf('.'); dot > 0; dot = key.lastIndexOf('.', dot - 1)) {
            Object child = find(node, key.substring(0, dot));
            if (child instanceof Map<?, ?> || child instanceof List<?>) {
                return didYouMean(child, parent + key.substring(0, dot + 1), key.substring(dot + 1));
            }
        }
        if (!(node instanceof Map<?, ?> map)) {
            return "";
        }
        List<String> names = new ArrayList<>();
        for (Object name : map.keySet()) {
            names.add(String.valueOf(name));
        }
        // The keys of properties files have dots; in other formats the first part is the one that is not there.
        int dot = key.indexOf('.');
        String wanted = key;
        List<String> near = NearMiss.of(wanted, names);
        if (near.isEmpty() && dot > 0) {
            wanted = key.substring(0, dot);
            near = NearMiss.of(wanted, names);
        }
        return near.isEmpty() ? "" : parent + near.get(0) + " is there; is " + parent + wanted + " meant?";
    }

    /** Hands every scalar to somebody who must know them all. */
    void eachText(Consumer<String> action) {
        // Aliases of YAML let a small file hold endlessly many paths to few nodes.
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> left = new ArrayDeque<>();
        Object node = roots;
        while (node != null) {
            if (node instanceof Map<?, ?> || node instanceof List<?>) {
                if (seen.add(node)) {
                    Collection<?> children = node instanceof Map<?, ?> map ? map.values() : (List<?>) node;
                    for (Object child : children) {
                        if (child != null) {
                            left.push(child);
                        }
                    }
                }
            } else {
                action.accept(node.toString());
            }
            node = left.poll();
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
        return ABSENT;
    }

    private static Object findIn(Map<?, ?> map, String key) {
        Object value = entry(map, key);
        for (int dot = key.lastIndexOf('.'); value == ABSENT && dot > 0; dot = key.lastIndexOf('.', dot - 1)) {
            value = find(entry(map, key.substring(0, dot)), key.substring(dot + 1));
        }
        return value;
    }

    private static Object entry(Map<?, ?> map, String name) {
        if (map.containsKey(name)) {
            return map.get(name);
        }
        // YAML keys may be numbers, booleans or dates.
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String) && name.equals(String.valueOf(entry.getKey()))) {
                return entry.getValue();
            }
        }
        return ABSENT;
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
