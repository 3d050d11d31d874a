package dev.preflight.spring;

import java.util.ArrayList;
import java.util.List;

/** Reads the placeholders out of a value, all of them, whether they have a value or not. */
final class PlaceholderText {
    private static final String PREFIX = "${";

    private final List<Reference> references = new ArrayList<>();

    /**
     * A placeholder.
     *
     * @param name the name in it
     * @param fallback its default as it is written, null if it has none
     * @param isNested whether it stands in the default of another, so that it need not have a value
     */
    record Reference(String name, String fallback, boolean isNested) {}

    private PlaceholderText() {}

    static List<Reference> references(String text) {
        PlaceholderText read = new PlaceholderText();
        read.read(text, false);
        return read.references;
    }

    private void read(String text, boolean isNested) {
        int from = 0;
        for (int at = text.indexOf(PREFIX, from); at >= 0; at = text.indexOf(PREFIX, from)) {
            from = at + PREFIX.length();
            if (at > 0 && text.charAt(at - 1) == '\\') {
                continue;
            }
            int end = find('}', text, from);
            if (end == text.length()) {
                return;
            }
            readOne(text.substring(from, end), isNested);
            from = end + 1;
        }
    }

    private void readOne(String content, boolean isNested) {
        int colon = find(':', content, 0);
        String name = content.substring(0, colon);
        String fallback = colon == content.length() ? null : content.substring(colon + 1);
        if (name.contains(PREFIX)) {
            // Which one it is, is known only where the inner one has a value.
            read(name, isNested);
        } else if (!name.isBlank()) {
            references.add(new Reference(name, fallback, isNested));
        }
        if (fallback != null) {
            read(fallback, true);
        }
    }

    /** Where a character stands outside of inner braces and without a backslash before it; the length if nowhere. */
    private static int find(char wanted, String text, int from) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (depth == 0 && c == wanted && (i == 0 || text.charAt(i - 1) != '\\')) {
                return i;
            }
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        }
        return text.length();
    }
}
