package dev.preflight.deploy.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a file for {@code EnvironmentFile=} as systemd does (systemd.exec(5); parse_env_file_internal() of systemd 252 and
 * 257): quotes are taken off, a backslash at the end of a line continues it, and lines without an equals sign, or with a
 * name that is none, are left out.
 */
public final class SystemdEnvFile {
    private static final String ESCAPED_IN_QUOTES = "\"\\`$";

    private final String text;
    private final String file;
    private final boolean commentsContinue;
    private final List<Entry> entries = new ArrayList<>();
    private final Set<Integer> continuing = new LinkedHashSet<>();
    private int at;
    private int line = 1;
    private boolean hasComment;

    private SystemdEnvFile(String text, String file, boolean commentsContinue) {
        this.text = text;
        this.file = file;
        this.commentsContinue = commentsContinue;
    }

    /**
     * One assignment.
     *
     * @param key the name, which may be none
     * @param value the value
     * @param line where it begins
     * @param hasComment whether the value goes on with what looks like a comment
     */
    private record Entry(String key, String value, int line, boolean hasComment) {}

    public static void read(String text, String file, Contribution into) {
        SystemdEnvFile now = new SystemdEnvFile(text, file, false);
        now.read();
        for (Entry entry : now.entries) {
            String origin = file + ", line " + entry.line();
            if (!isName(entry.key())) {
                into.suspicious(
                        "a line of an env file is left out by systemd",
                        origin + ": '" + entry.key() + "' is no name of a variable",
                        "write NAME=value");
                continue;
            }
            if (entry.hasComment()) {
                into.suspicious(
                        "a comment that stays in the value, since systemd knows comments on lines of their own alone",
                        origin + ": the value of " + entry.key() + " has a number sign after a blank",
                        "put the comment on a line of its own");
            }
            into.set(entry.key(), entry.value(), origin);
        }
        if (!now.continuing.isEmpty()) {
            now.compare(into);
        }
    }

    /** Before systemd 254, a comment that ends with a backslash takes the next line along. */
    private void compare(Contribution into) {
        SystemdEnvFile old = new SystemdEnvFile(text, file, true);
        old.read();
        Map<String, Entry> before = named(old.entries);
        Map<String, Entry> since = named(entries);
        Set<String> names = new LinkedHashSet<>(since.keySet());
        names.addAll(before.keySet());
        String comment = file + ", line " + continuing.iterator().next();
        List<String> differing = new ArrayList<>();
        for (String name : names) {
            if (value(before, name) == null
                    ? since.containsKey(name)
                    : !value(before, name).equals(value(since, name))) {
                differing.add(name);
                into.set(
                        name,
                        Variable.provided(
                                comment + ": before systemd 254 this comment goes on in the next line, and since"
                                        + " 254 it does not"));
            }
        }
        if (!differing.isEmpty()) {
            into.suspicious(
                    "a comment that ends with a backslash, which takes the next line along before systemd 254, and does"
                            + " not since",
                    comment + ": " + String.join(", ", differing) + (differing.size() == 1 ? " depends" : " depend")
                            + " on the version",
                    "take the backslash off the end of the comment");
        }
    }

    private static String value(Map<String, Entry> entries, String name) {
        return entries.containsKey(name) ? entries.get(name).value() : null;
    }

    private static Map<String, Entry> named(List<Entry> entries) {
        Map<String, Entry> named = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (isName(entry.key())) {
                named.put(entry.key(), entry);
            }
        }
        return named;
    }

    private void read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#' || c == ';') {
                comment();
            } else if (isSpace(c)) {
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
        int start = line;
        while (at < text.length()) {
            char c = next();
            if (isLineBreak(c)) {
                return;
            }
            if (c == '\\' && at < text.length()) {
                boolean ends = isLineBreak(next());
                if (ends) {
                    continuing.add(start);
                }
                if (ends && !commentsContinue) {
                    return;
                }
            }
        }
    }

    private void assignment() {
        int start = line;
        StringBuilder name = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '=' && !isLineBreak(text.charAt(at))) {
            name.append(next());
        }
        if (at >= text.length() || next() != '=') {
            return;
        }
        hasComment = false;
        String value = value();
        entries.add(new Entry(name.toString().strip(), value, start, hasComment));
    }

    private String value() {
        StringBuilder value = new StringBuilder();
        boolean begun = false;
        int kept = -1;
        while (at < text.length()) {
            char before = text.charAt(at - 1);
            char c = next();
            if (isLineBreak(c)) {
                break;
            }
            if (!begun && (c == '\'' || c == '"')) {
                quoted(value, c);
            } else if (c == '\\') {
                begun = true;
                kept = -1;
                if (at < text.length()) {
                    char escaped = next();
                    if (!isLineBreak(escaped)) {
                        value.append(escaped);
                    }
                }
            } else if (begun || !isSpace(c)) {
                begun = true;
                hasComment |= c == '#' && (before == ' ' || before == '\t');
                kept = !isSpace(c) ? -1 : kept < 0 ? value.length() : kept;
                value.append(c);
            }
        }
        // Blanks at the end are cut off, from the first of them on.
        value.setLength(kept < 0 ? value.length() : kept);
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

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || isLineBreak(c);
    }

    private static boolean isLineBreak(char c) {
        return c == '\n' || c == '\r';
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
