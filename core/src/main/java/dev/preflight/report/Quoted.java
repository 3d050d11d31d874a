package dev.preflight.report;

import java.util.HexFormat;
import java.util.Locale;

/**
 * Puts plain text in double quotes, with <code>&#92;</code> before quotes and backslashes. That is a string of JSON
 * (RFC 8259, section 7), a double-quoted scalar of YAML 1.2 (section 7.3.1) and a label value of Prometheus alike.
 */
final class Quoted {
    private Quoted() {}

    static String text(String plain) {
        return quote(plain, Character.MAX_VALUE);
    }

    /** The same in ASCII, for JSON: what is written to a stream of any charset is read as it was meant. */
    static String ascii(String plain) {
        return quote(plain, '~');
    }

    private static String quote(String plain, char last) {
        StringBuilder out = new StringBuilder(plain.length() + 16).append('"');
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c > last) {
                out.append("\\u").append(HexFormat.of().toHexDigits(c));
            } else {
                out.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return out.append('"').toString();
    }

    /** A constant as data has it: {@code not-enforced}. */
    static String constant(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
