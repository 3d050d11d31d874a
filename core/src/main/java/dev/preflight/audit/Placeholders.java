package dev.preflight.audit;

/** The placeholders of Spring in a text: <code>${name}</code> and <code>${name:default}</code>, one inside the other too. */
final class Placeholders {
    static final String KIND = "placeholder";

    private Placeholders() {}

    static void read(String text, String place, int line, Reads reads) {
        for (int at = text.indexOf("${"); at >= 0; at = text.indexOf("${", at + 2)) {
            int end = end(text, at + 2);
            if (end < 0 || at > 0 && text.charAt(at - 1) == '\\') {
                continue;
            }
            String inner = text.substring(at + 2, end);
            int colon = colon(inner);
            String name = (colon < 0 ? inner : inner.substring(0, colon)).strip();
            if (name.contains("${")) {
                reads.unknown.add(new Use(KIND, "${" + name + "}", place, line));
            } else if (!name.isEmpty()) {
                reads.known.add(new Use(KIND, name, place, line));
            }
        }
    }

    private static int end(String text, int start) {
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            if (text.startsWith("${", i)) {
                depth++;
            } else if (text.charAt(i) == '}' && depth-- == 0) {
                return i;
            }
        }
        return -1;
    }

    /** Where the default begins, outside of inner placeholders. */
    private static int colon(String inner) {
        int depth = 0;
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (inner.startsWith("${", i)) {
                depth++;
            } else if (c == '}') {
                depth--;
            } else if (c == ':' && depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
