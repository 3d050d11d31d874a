package dev.preflight.deploy.manifest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Fills in percent signs as systemd does (systemd.unit(5), section Specifiers; specifier_printf() of systemd 252): what the
 * name of the unit says is known, the rest is of the machine.
 */
final class Specifiers {
    private static final String OF_THE_MACHINE = "aAbBCdEgGhHlLmMoqsStTuUvVwWyY";

    /** Of control groups, documented until 216 and known for long after; and one that came with 256. */
    private static final String OF_SOME_VERSIONS = "crRD";

    private final String name;
    private final String bare;
    private final String prefix;
    private final String instance;

    /**
     * Makes one.
     *
     * @param name the name of the unit, such as {@code orders@prod.service}
     */
    Specifiers(String name) {
        this.name = name;
        this.bare = name.indexOf('.') < 0 ? name : name.substring(0, name.lastIndexOf('.'));
        int at = bare.indexOf('@');
        this.prefix = at < 0 ? bare : bare.substring(0, at);
        this.instance = at < 0 ? "" : bare.substring(at + 1);
    }

    /**
     * What becomes of a text.
     *
     * @param text the text; null if it cannot be known here, or is left out
     * @param hidden why it cannot be known; empty if it can
     */
    record Filled(String text, String hidden) {
        /** Whether systemd refuses it, and leaves out what it belongs to. */
        boolean isInvalid() {
            return text == null && hidden.isEmpty();
        }
    }

    Filled fill(String text) {
        StringBuilder out = new StringBuilder();
        String hidden = "";
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%' || i + 1 == text.length()) {
                out.append(c);
                continue;
            }
            char letter = text.charAt(++i);
            if (letter == '%') {
                out.append('%');
            } else if (!isLetterOrDigit(letter)) {
                out.append('%').append(letter);
            } else if (OF_SOME_VERSIONS.indexOf(letter) >= 0) {
                hidden = "a specifier that not every version of systemd knows";
            } else if (OF_THE_MACHINE.indexOf(letter) >= 0) {
                hidden = hidden.isEmpty() ? "a specifier that the machine fills in" : hidden;
            } else if ("nNpPiIjJf".indexOf(letter) < 0) {
                return new Filled(null, "");
            } else {
                String named = named(letter);
                hidden = named == null && hidden.isEmpty() ? "a specifier of the instance of the unit" : hidden;
                out.append(named);
            }
        }
        return new Filled(hidden.isEmpty() ? out.toString() : null, hidden);
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    /** What the name of the unit says; null if it is a template, whose instance is not known. */
    private String named(char letter) {
        String last = prefix.substring(prefix.lastIndexOf('-') + 1);
        boolean isTemplate = bare.endsWith("@");
        return switch (letter) {
            case 'n' -> isTemplate ? null : name;
            case 'N' -> isTemplate ? null : bare;
            case 'i' -> isTemplate ? null : instance;
            case 'I' -> isTemplate ? null : unescaped(instance);
            case 'f' -> isTemplate ? null : path(instance.isEmpty() ? prefix : instance);
            case 'P' -> unescaped(prefix);
            case 'j' -> last;
            case 'J' -> unescaped(last);
            default -> prefix;
        };
    }

    private static String path(String escaped) {
        String unescaped = unescaped(escaped);
        return unescaped.startsWith("/") ? unescaped : "/" + unescaped;
    }

    /** Undoes the escapes of names of units: a dash for a slash, and bytes in hexadecimal (systemd.unit(5)). */
    private static String unescaped(String escaped) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            int high = escaped.startsWith("\\x", i) && i + 4 <= escaped.length() ? hex(escaped, i + 2) : -1;
            int low = high < 0 ? -1 : hex(escaped, i + 3);
            if (c == '-') {
                out.write('/');
            } else if (low >= 0) {
                out.write(high * 16 + low);
                i += 3;
            } else {
                out.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static int hex(String text, int at) {
        return Character.digit(text.charAt(at), 16);
    }
}
