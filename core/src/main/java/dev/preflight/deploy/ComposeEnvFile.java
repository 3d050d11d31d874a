package dev.preflight.deploy;

import dev.preflight.DeploymentException;
import java.util.Map;

/**
 * Reads a file for {@code .env} and {@code env_file} as Compose does (docs.docker.com, "Set, use, and manage variables in a
 * Compose file with interpolation", section ".env file syntax").
 */
final class ComposeEnvFile {
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
    static void read(String text, String file, Map<String, String> outside, Contribution into) {
        new ComposeEnvFile(text.replace("\r\n", "\n"), file, outside, into).read();
    }

    private void read() {
        while (at < text.length()) {
            int end = lineEnd(at);
            String line = text.substring(at, end).stripLeading();
            if (line.isEmpty() || line.startsWith("#")) {
                at = end + 1;
            } else {
                assignment(end);
            }
        }
    }

    /** What a reference stands for: what is outside counts before the file, and before those that were read before. */
    private String value(String name) {
        Variable before = into.variables().get(name);
        return outside.containsKey(name) || before == null ? outside.get(name) : before.value();
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

    private void assignment(int end) {
        String origin = origin(at);
        String line = text.substring(at, end);
        int separator = separator(line);
        String name = (separator < 0 ? line : line.substring(0, separator)).strip();
        if (name.startsWith("export ") || name.startsWith("export\t")) {
            name = name.substring(7).strip();
        }
        if (name.isEmpty() || name.indexOf(' ') >= 0 || name.indexOf('\t') >= 0) {
            throw new DeploymentException(origin + ": '" + name + "' is no name of a variable");
        }
        if (separator < 0) {
            at = end + 1;
            String value = outside.get(name);
            into.set(
                    name,
                    value == null
                            ? Variable.provided("the shell that runs Compose, as of " + origin)
                            : new Variable(value, origin));
            return;
        }
        at += separator + 1;
        while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        char first = at < end ? text.charAt(at) : '\n';
        String value = first == '"' || first == '\'' ? quoted(first, origin) : unquoted(end, origin);
        into.set(name, value, origin);
    }

    private static int separator(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '=' || line.charAt(i) == ':') {
                return i;
            }
        }
        return -1;
    }

    private String unquoted(int end, String origin) {
        String value = text.substring(at, end);
        at = end + 1;
        // A number sign right at the beginning, or after a tab, is none of a comment to Compose.
        int comment = value.indexOf(" #");
        value = comment < 0 ? value : value.substring(0, comment);
        return new Template(this::value).fill(value.strip(), origin);
    }

    private String quoted(char quote, String origin) {
        StringBuilder value = new StringBuilder();
        int i = at + 1;
        while (i < text.length() && text.charAt(i) != quote) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                escape(text.charAt(i), quote, value);
            } else {
                value.append(c);
            }
            i++;
        }
        if (i >= text.length()) {
            throw new DeploymentException(origin + ": a quote is not closed");
        }
        int end = lineEnd(i);
        String rest = text.substring(i + 1, end).strip();
        if (!rest.isEmpty() && !rest.startsWith("#")) {
            throw new DeploymentException(origin + ": there is more after the closing quote");
        }
        at = end + 1;
        return quote == '\'' ? value.toString() : new Template(this::value).fill(value.toString(), origin);
    }

    private static void escape(char c, char quote, StringBuilder value) {
        if (c == quote) {
            value.append(c);
        } else if (quote == '"') {
            switch (c) {
                case 'n' -> value.append('\n');
                case 'r' -> value.append('\r');
                case 't' -> value.append('\t');
                case '\\' -> value.append('\\');
                // An escaped dollar sign is one, and not the beginning of a reference.
                case '$' -> value.append("$$");
                default -> value.append('\\').append(c);
            }
        } else {
            value.append('\\').append(c);
        }
    }
}
