package dev.preflight.deploy.tree;

import dev.preflight.syntax.Json;
import dev.preflight.syntax.Malformed;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON document of an image, looked up by dotted keys such as {@code manifests.0.digest}. */
final class ImageDocument {
    private final Object root;

    private ImageDocument(Object root) {
        this.root = root;
    }

    /** Reads one. Throws an {@link IllegalArgumentException} that says where the text is no JSON. */
    static ImageDocument of(String text) {
        try {
            return new ImageDocument(new Json(text).parse());
        } catch (Malformed e) {
            throw new IllegalArgumentException(
                    "not JSON: line " + e.line() + ", column " + e.column() + ": " + e.getMessage(), e);
        }
    }

    /** What lies under a key; empty if nothing does, or null. */
    Optional<Object> find(String key) {
        Object at = root;
        for (String name : key.split("\\.")) {
            if (at instanceof Map<?, ?> map) {
                at = map.get(name);
            } else if (at instanceof List<?> list) {
                int index = name.length() > 9 || !name.chars().allMatch(c -> c >= '0' && c <= '9')
                        ? -1
                        : Integer.parseInt(name);
                at = index < 0 || index >= list.size() ? null : list.get(index);
            } else {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(at);
    }

    /** The text, or the number as text, under a key. */
    Optional<String> text(String key) {
        return find(key)
                .filter(value -> value instanceof String || value instanceof Number)
                .map(String::valueOf);
    }
}
