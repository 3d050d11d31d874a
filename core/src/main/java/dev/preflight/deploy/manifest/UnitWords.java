package dev.preflight.deploy.manifest;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of a value of a unit (systemd.syntax(7), section Quoting; extract_first_word() and cunescape_one() of systemd
 * 252): blanks part them, quotes hold them together and are taken off, escapes of C are undone.
 */
final class UnitWords {
    private static final String LETTERS = "abfnrtvs\\\"'";
    private static final String MEANT = "\u0007\b\f\n\r\t\u000b \\\"'";

    private final String text;
    private final boolean unescapes;
    private final List<String> words = new ArrayList<>();
    private String reason = "";
    private int at;

    private UnitWords(String text, boolean unescapes) {
        this.text = text;
        this.unescapes = unescapes;
    }

    /**
     * Takes a value apart.
     *
     * @param text the value
     * @param unescapes whether escapes of C are known; if not, a backslash takes the next character as it is
     */
    static UnitWords of(String text, boolean unescapes) {
        UnitWords words = new UnitWords(text, unescapes);
        words.read();
        return words;
    }

    /** Undoes the escapes of C in a text; null if one of them is none. */
    static String unescaped(String text) {
        UnitWords escapes = new UnitWords(text, true);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (escapes.at < text.length()) {
            char c = text.charAt(escapes.at++);
            if (c != '\\') {
                escapes.copy(c, out);
            } else if (!escapes.escape(out)) {
                return null;
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The words up to the first that systemd cannot read; one that is no text in UTF-8 is null. */
    List<String> words() {
        return words;
    }

    /** Why the rest of the line is left out; empty if all of it was read. */
    String reason() {
        return reason;
    }

    private void read() {
        while (at < text.length()) {
            if (isSpace(text.charAt(at))) {
                at++;
                continue;
            }
            ByteArrayOutputStream word = new ByteArrayOutputStream();
            if (!word(word)) {
                return;
            }
            words.add(utf8(word));
        }
    }

    private boolean word(ByteArrayOutputStream word) {
        char quote = 0;
        while (at < text.length() && (quote != 0 || !isSpace(text.charAt(at)))) {
            char c = text.charAt(at++);
            if (c == quote && quote != 0) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c != '\\') {
                copy(c, word);
            } else if (at == text.length() || !escape(word)) {
                reason = "an escape that there is not";
                return false;
            }
        }
        reason = quote == 0 ? "" : "a quote is not closed";
        return quote == 0;
    }

    /** Undoes the escape whose backslash was read; false if it is none. */
    private boolean escape(ByteArrayOutputStream out) {
        if (at == text.length()) {
            return false;
        }
        char letter = text.charAt(at++);
        if (!unescapes) {
            copy(letter, out);
            return true;
        }
        if (LETTERS.indexOf(letter) >= 0) {
            out.write(MEANT.charAt(LETTERS.indexOf(letter)));
            return true;
        }
        if (letter >= '0' && letter <= '7') {
            at--;
            return number(8, 3, 0xff, true, out);
        }
        return switch (letter) {
            case 'x' -> number(16, 2, 0xff, true, out);
            case 'u' -> number(16, 4, 0xffff, false, out);
            case 'U' -> number(16, 8, Character.MAX_CODE_POINT, false, out);
            default -> false;
        };
    }

    private boolean number(int radix, int digits, int largest, boolean isByte, ByteArrayOutputStream out) {
        long number = 0;
        for (int end = at + digits; at < end; at++) {
            int digit = at < text.length() && text.charAt(at) < 0x80 ? Character.digit(text.charAt(at), radix) : -1;
            if (digit < 0) {
                return false;
            }
            number = number * radix + digit;
        }
        if (number == 0 || number > largest) {
            return false;
        }
        if (isByte) {
            out.write((int) number);
        } else if (number >= Character.MIN_SURROGATE && number <= Character.MAX_SURROGATE) {
            // Half a character, which makes the word no UTF-8.
            out.write(0xff);
        } else {
            out.writeBytes(Character.toString((int) number).getBytes(StandardCharsets.UTF_8));
        }
        return true;
    }

    /** Copies a character, of which the other half of a pair follows where it is one half. */
    private void copy(char c, ByteArrayOutputStream out) {
        boolean isPair = Character.isHighSurrogate(c) && at < text.length();
        String whole = isPair ? "" + c + text.charAt(at++) : String.valueOf(c);
        out.writeBytes(whole.getBytes(StandardCharsets.UTF_8));
    }

    private static String utf8(ByteArrayOutputStream bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
