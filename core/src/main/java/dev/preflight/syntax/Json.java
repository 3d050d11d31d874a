package dev.preflight.syntax;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON text, exactly as RFC 8259 defines it: no comments, no trailing commas, no bare words. A YAML parser
 * would pass those, and the application's own parser then would not.
 *
 * <p>Objects become maps in their order, arrays lists, numbers {@link BigDecimal}, and {@code null} is null.
 */
public final class Json {
    static final int DEEPEST = 500;
    private static final int LONGEST_NUMBER = 1000;

    private final String text;
    private int at;
    private String duplicate;
    private int duplicateAt;

    public Json(String text) {
        this.text = text;
    }

    public Object parse() throws Malformed {
        Object root = value(0);
        skipSpace();
        if (at < text.length()) {
            throw malformed("there is more after the end of the value");
        }
        return root;
    }

    /** A name that stands twice in one object, which RFC 8259, section 4, says it should not; or null. */
    public String duplicate() {
        return duplicate;
    }

    /** The line, from 1, in which that name stands for the second time. */
    public int duplicateLine() {
        return line(duplicateAt);
    }

    private int line(int end) {
        int line = 1;
        for (int i = 0; i < end && i < text.length(); i++) {
            line += text.charAt(i) == '\n' ? 1 : 0;
        }
        return line;
    }

    private Object value(int depth) throws Malformed {
        if (depth > DEEPEST) {
            throw malformed("it is nested more than " + DEEPEST + " deep");
        }
        skipSpace();
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, Object> object(int depth) throws Malformed {
        Map<String, Object> members = new LinkedHashMap<>();
        at++;
        skipSpace();
        if (peek() == '}') {
            at++;
            return members;
        }
        while (true) {
            skipSpace();
            if (peek() != '"') {
                throw malformed("a name in double quotes is expected");
            }
            int start = at;
            String name = string();
            skipSpace();
            expect(':', "a colon is expected after a name");
            if (members.containsKey(name)) {
                duplicate = name;
                duplicateAt = start;
            }
            members.put(name, value(depth + 1));
            skipSpace();
            if (peek() == '}') {
                at++;
                return members;
            }
            expect(',', "a comma or a closing brace is expected");
        }
    }

    private List<Object> array(int depth) throws Malformed {
        List<Object> items = new ArrayList<>();
        at++;
        skipSpace();
        if (peek() == ']') {
            at++;
            return items;
        }
        while (true) {
            items.add(value(depth + 1));
            skipSpace();
            if (peek() == ']') {
                at++;
                return items;
            }
            expect(',', "a comma or a closing bracket is expected");
        }
    }

    private String string() throws Malformed {
        StringBuilder out = new StringBuilder();
        at++;
        while (true) {
            char c = peek();
            if (c < ' ') {
                throw malformed(at < text.length() ? "a control character stands in a string" : "a string has no end");
            }
            at++;
            if (c == '"') {
                return out.toString();
            }
            out.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() throws Malformed {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hex();
            default -> {
                at--;
                throw malformed("a backslash is followed by no escape of JSON");
            }
        };
    }

    private char hex() throws Malformed {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char c = peek();
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw malformed("a \\u escape needs four hexadecimal digits");
            }
            code = code * 16 + digit;
            at++;
        }
        return (char) code;
    }

    private Object word(String word, Object value) throws Malformed {
        if (!text.startsWith(word, at)) {
            throw malformed("a value is expected");
        }
        at += word.length();
        return value;
    }

    private Object number() throws Malformed {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits("a value is expected");
        }
        if (peek() == '.') {
            at++;
            digits("a digit is expected after the point");
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits("a digit is expected in the exponent");
        }
        String number = text.substring(start, at);
        try {
            return number.length() > LONGEST_NUMBER ? number : new BigDecimal(number);
        } catch (NumberFormatException e) {
            // The exponent is beyond what BigDecimal holds, and JSON sets no limit.
            return number;
        }
    }

    private void digits(String expected) throws Malformed {
        if (peek() < '0' || peek() > '9') {
            throw malformed(expected);
        }
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
    }

    private void expect(char c, String message) throws Malformed {
        if (peek() != c) {
            throw malformed(message);
        }
        at++;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /** The next character; NUL, which no JSON holds as it is, at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private Malformed malformed(String why) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < at && i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new Malformed(at < text.length() ? why : "it ends too early: " + why, line, at - lineStart + 1);
    }
}
