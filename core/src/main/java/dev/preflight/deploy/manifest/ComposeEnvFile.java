package dev.preflight.deploy.manifest;

import dev.preflight.problem.DeploymentException;
import java.util.Map;

/**
 * Reads a file for {@code .env} and {@code env_file} as Compose does (docs.docker.com, "Set, use, and manage variables in a
 * Compose file with interpolation", section ".env file syntax"; dotenv/parser.go of compose-go 2.13.0).
 */
public final class ComposeEnvFile {
    private static final String REFUSED = ", which Compose refuses";

    private final String text;
    private final String file;
    private final Map<String, String> outside;
    private final Contribution into;
    private int at;
    private int line = 1;
    private int counted;

    private ComposeEnvFile(String text, String file, Map<String, String> outside, Contribution into) {
        this.text = text;
        this.file = file;
        this.outside = outside;
        this.into = into;
    }

    /**
     * Reads.
     *
     * @param text the content
     * @param file the name for messages
     * @param outside the variables that references are filled in from before those of the file
     * @param into where the variables go
     */
    public static void read(String text, String file, Map<String, String> outside, Contribution into) {
        new ComposeEnvFile(text, file, outside, into).read();
    }

    private void read() {
        skipSpace();
        while (at < text.length()) {
            if (text.charAt(at) == '#') {
                at = lineEnd(at);
            } else {
                statement();
            }
            skipSpace();
        }
    }

    /** A value may follow the quote that closes another one: not lines are what parts them. */
    private void statement() {
        String origin = origin(at);
        skipExport();
        if (at == text.length()) {
            throw new DeploymentException(origin + ": nothing follows 'export'" + REFUSED);
        }
        int start = at;
        int end = keyEnd(origin);
        if (end == text.length()) {
            // Of a name alone that no line break follows, Compose makes a value without a name.
            at = end;
            into.suspicious(
                    "a name alone that Compose leaves out, since no line break follows it",
                    origin + ": '" + text.substring(start) + "'",
                    "end the file with a line break, or write NAME=value");
            return;
        }
        String key = stripTrailing(text.substring(start, end));
        if (key.indexOf(' ') >= 0) {
            throw new DeploymentException(origin + ": '" + key + "' is no name of a variable");
        }
        boolean isAlone = text.charAt(end) == '\n';
        at = end + 1;
        if (isAlone) {
            inherited(key, origin);
            return;
        }
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        char first = at < text.length() ? text.charAt(at) : '\n';
        String value = first == '"' || first == '\'' ? quoted(first, key, origin) : unquoted(key, origin);
        if (key.isEmpty()) {
            into.suspicious(
                    "a value without a name, which no variable is made of",
                    origin + ": there is nothing before the equals sign",
                    "write NAME=value");
        } else {
            into.set(key, value, origin);
        }
    }

    private void skipExport() {
        int after = at + 6;
        if (text.startsWith("export", at) && after < text.length() && " \t\n\f\r".indexOf(text.charAt(after)) >= 0) {
            at = after;
            while (at < text.length() && isBlank(text.charAt(at))) {
                at++;
            }
        }
    }

    /** Where what ends a name is: an equals sign, a colon or a line break. */
    private int keyEnd(String origin) {
        int end = at;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            if (c == '=' || c == ':' || c == '\n') {
                return end;
            }
            if (!isBlank(c) && !isOfKey(c)) {
                throw new DeploymentException(origin + ": '" + Character.toString(c) + "' in the name of a variable"
                        + REFUSED + "; is it the rest of a value that has no quotes around it?");
            }
            end += Character.charCount(c);
        }
        return end;
    }

    private static boolean isOfKey(int c) {
        return switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
            default -> Character.isLetter(c) || "_.-[]".indexOf(c) >= 0;
        };
    }

    /** A name alone takes its value from where Compose runs, and keeps one that it has if there is none. */
    private void inherited(String key, String origin) {
        String value = outside.get(key);
        Variable before = into.variables().get(key);
        if (value != null) {
            into.set(key, value, origin);
        } else if (!key.isEmpty() && (before == null || !before.isVisible())) {
            into.set(key, Variable.provided("the shell that runs Compose, as of " + origin));
        }
    }

    private String unquoted(String key, String origin) {
        int end = lineEnd(at);
        String value = text.substring(at, end);
        at = Math.min(end + 1, text.length());
        // A number sign right at the beginning, or after a tab, is none of a comment to Compose.
        int comment = value.indexOf(" #");
        return filled(key, stripTrailing(comment < 0 ? value : value.substring(0, comment)), origin);
    }

    private String quoted(char quote, String key, String origin) {
        StringBuilder value = new StringBuilder();
        boolean isEscaped = false;
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote && !isEscaped) {
                at = i + 1;
                return quote == '\'' ? value.toString() : filled(key, unescaped(value), origin);
            }
            if (c == '\\' && !isEscaped) {
                isEscaped = true;
                continue;
            }
            if (isEscaped && c != quote) {
                value.append('\\');
            }
            isEscaped = false;
            value.append(c);
        }
        throw new DeploymentException(origin + ": a quote is not closed");
    }

    /** Undoes what {@code echo} of POSIX knows; an escaped dollar sign is one, and not the beginning of a reference. */
    private static String unescaped(CharSequence value) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < value.length()) {
            char c = value.charAt(i++);
            char next = i < value.length() ? value.charAt(i) : 0;
            int index = c == '\\' ? "abfnrtv\\\"$0".indexOf(next) : -1;
            if (index < 0 || next == 0) {
                out.append(c);
                continue;
            }
            i++;
            if (next == '$') {
                out.append("$$");
            } else if (next == '0') {
                i = octal(value, i, out);
            } else {
                out.append("\u0007\b\f\n\r\t\u000b\\\"".charAt(index));
            }
        }
        return out.toString();
    }

    /** Up to three digits after a backslash and a zero, which have to be three and to fit into a byte; else the zero is lost. */
    private static int octal(CharSequence value, int start, StringBuilder out) {
        int end = start;
        int code = 0;
        boolean isOctal = true;
        while (end < value.length() && end < start + 3 && value.charAt(end) >= '0' && value.charAt(end) <= '9') {
            isOctal &= value.charAt(end) <= '7';
            code = code * 8 + value.charAt(end) - '0';
            end++;
        }
        if (isOctal && end == start + 3 && code <= 0xff) {
            out.append((char) code);
        } else {
            out.append('\\').append(value, start, end);
        }
        return end;
    }

    private String filled(String key, String value, String origin) {
        ComposeTemplate template = new ComposeTemplate(this::value);
        String filled = template.fill(value, origin);
        into.doubts(template);
        if (!template.unset().isEmpty()) {
            into.cut(new Cut(key, template.unset(), origin, true));
        }
        return filled;
    }

    /** What a reference stands for: what is outside counts before the file, and before those that were read before. */
    private String value(String name) {
        Variable before = into.variables().get(name);
        return outside.containsKey(name) || before == null ? outside.get(name) : before.value();
    }

    private void skipSpace() {
        while (at < text.length() && (isBlank(text.charAt(at)) || isWide(text.charAt(at)))) {
            at++;
        }
    }

    private static String stripTrailing(String value) {
        int end = value.length();
        while (end > 0 && (isBlank(value.charAt(end - 1)) || isWide(value.charAt(end - 1)))) {
            end--;
        }
        return value.substring(0, end);
    }

    /** What parts names, signs and values: unicode.IsSpace of Go in Latin-1, without the line break. */
    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == '\u000b' || c == '\f' || c == '\r' || c == 0x85 || c == 0xa0;
    }

    /** What unicode.IsSpace of Go knows beyond that. */
    private static boolean isWide(char c) {
        return c == '\n'
                || c == 0x1680
                || c >= 0x2000 && c <= 0x200a
                || c == 0x2028
                || c == 0x2029
                || c == 0x202f
                || c == 0x205f
                || c == 0x3000;
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private String origin(int position) {
        for (; counted < position && counted < text.length(); counted++) {
            line += text.charAt(counted) == '\n' ? 1 : 0;
        }
        return file + ", line " + line;
    }
}
