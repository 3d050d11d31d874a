package dev.preflight.text;

/** Turns text from anywhere into text that is safe to print: one line, nothing invisible, bounded. */
public final class Printable {
    private static final String HEX = "0123456789abcdef";
    private static final int VALUE = 120;

    private Printable() {}

    /** A value in quotes, escaped; of a long one the beginning and the length. */
    public static String quote(String text) {
        if (text.length() <= VALUE) {
            return "'" + escape(text) + "'";
        }
        return cut(text, text.length());
    }

    /** The beginning of a value in quotes, escaped, and the length of the whole. */
    public static String cut(String beginning, int length) {
        String head = head(beginning, Math.min(VALUE, beginning.length()));
        return "'" + escape(head) + "...' (" + Amounts.count(length) + " characters)";
    }

    /** One line of at most {@code most} characters, plus the mark of the cut. */
    public static String line(String text, int most) {
        String bounded = text.length() <= most ? text : head(text, most) + "...";
        return escape(bounded);
    }

    /** The first characters, with no surrogate pair cut in two. */
    public static String head(String text, int length) {
        return length > 0 && Character.isHighSurrogate(text.charAt(length - 1))
                ? text.substring(0, length - 1)
                : text.substring(0, length);
    }

    /** Writes every character that is not plain as an escape; plain text comes back as it is. */
    public static String escape(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (!isPlain(text.charAt(i))) {
                return escapeFrom(text, i);
            }
        }
        return text;
    }

    private static String escapeFrom(String text, int start) {
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, start);
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                out.append(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))
                    && isPlain(Character.toCodePoint(c, text.charAt(i + 1)))) {
                out.append(c).append(text.charAt(++i));
            } else {
                escape(c, out);
            }
        }
        return out.toString();
    }

    public static void escape(char c, StringBuilder out) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default ->
                out.append("\\u")
                        .append(HEX.charAt(c >> 12))
                        .append(HEX.charAt(c >> 8 & 15))
                        .append(HEX.charAt(c >> 4 & 15))
                        .append(HEX.charAt(c & 15));
        }
    }

    /**
     * Whether a character shows as itself: not a control, not a surrogate, no space but the plain one, and none of the
     * format characters that hide or reorder what stands beside them.
     */
    public static boolean isPlain(char c) {
        return c >= ' ' && c < 127 || c >= 160 && isPlain((int) c);
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> false;
            default -> true;
        };
    }

    /** Whether a text is a whole number, of any size, in the digits 0 to 9: parsers of the JDK take those of all scripts. */
    public static boolean isWhole(String text) {
        int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() > start;
    }
}
