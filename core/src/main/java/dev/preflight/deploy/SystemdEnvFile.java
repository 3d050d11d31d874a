package dev.preflight.deploy;

/**
 * Reads a file for {@code EnvironmentFile=} as systemd does (systemd.exec(5)): quotes are taken off, a backslash at the end
 * of a line continues it, and lines without an equals sign, or with a name that is none, are left out.
 */
final class SystemdEnvFile {
    private static final String ESCAPED_IN_QUOTES = "\"\\`$";

    private final String text;
    private final String file;
    private final Contribution into;
    private int at;
    private int line = 1;

    private SystemdEnvFile(String text, String file, Contribution into) {
        this.text = text;
        this.file = file;
        this.into = into;
    }

    static void read(String text, String file, Contribution into) {
        new SystemdEnvFile(text.replace("\r\n", "\n"), file, into).read();
    }

    private void read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#' || c == ';') {
                comment();
            } else if (Character.isWhitespace(c)) {
                next();
            } else {
                assignment();
            }
        }
    }

    private char next() {
        char c = text.charAt(at++);
        line += c == '\n' ? 1 : 0;
        return c;
    }

    private void comment() {
        while (at < text.length()) {
            char c = next();
            if (c == '\n') {
                return;
            }
            if (c == '\\' && at < text.length()) {
                next();
            }
        }
    }

    private void assignment() {
        int start = line;
        StringBuilder name = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '=' && text.charAt(at) != '\n') {
            name.append(next());
        }
        if (at >= text.length() || next() == '\n') {
            return;
        }
        String value = value();
        String key = name.toString().strip();
        String origin = file + ", line " + start;
        if (isName(key)) {
            into.set(key, value, origin);
        } else {
            into.suspicious(
                    "a line of an env file is left out by systemd",
                    origin + ": '" + key + "' is no name of a variable",
                    "write NAME=value");
        }
    }

    private String value() {
        StringBuilder value = new StringBuilder();
        boolean begun = false;
        int kept = 0;
        while (at < text.length()) {
            char c = next();
            if (c == '\n') {
                break;
            }
            if (!begun && c == '\'') {
                quoted(value, c);
                kept = value.length();
            } else if (!begun && c == '"') {
                quoted(value, c);
                kept = value.length();
            } else if (c == '\\') {
                begun = true;
                if (at < text.length()) {
                    char escaped = next();
                    if (escaped != '\n') {
                        value.append(escaped);
                        kept = value.length();
                    }
                }
            } else if (begun || !Character.isWhitespace(c)) {
                begun = true;
                value.append(c);
                kept = Character.isWhitespace(c) ? kept : value.length();
            }
        }
        value.setLength(kept);
        return value.toString();
    }

    private void quoted(StringBuilder value, char quote) {
        while (at < text.length()) {
            char c = next();
            if (c == quote) {
                return;
            }
            if (c == '\\' && quote == '"' && at < text.length()) {
                char escaped = next();
                if (ESCAPED_IN_QUOTES.indexOf(escaped) >= 0) {
                    value.append(escaped);
                } else if (escaped != '\n') {
                    value.append('\\').append(escaped);
                }
            } else {
                value.append(c);
            }
        }
    }

    static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean fits = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '_' || i > 0 && c >= '0' && c <= '9';
            if (!fits) {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
