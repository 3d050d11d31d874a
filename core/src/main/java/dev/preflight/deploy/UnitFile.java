package dev.preflight.deploy;

import dev.preflight.DeploymentException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lines of the {@code [Service]} section of a unit file (systemd.syntax(7)). */
final class UnitFile {
    private UnitFile() {}

    /**
     * One assignment.
     *
     * @param key what is assigned to
     * @param value the value, without the blanks around it
     * @param origin the file and the line
     */
    record Line(String key, String value, String origin) {}

    static List<Line> lines(Path file) {
        List<Line> lines = new ArrayList<>();
        String section = "";
        int number = 0;
        StringBuilder continued = new StringBuilder();
        int start = 0;
        for (String line : TextFile.read(file).split("\n", -1)) {
            number++;
            String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            boolean isComment =
                    text.stripLeading().startsWith("#") || text.stripLeading().startsWith(";");
            if (isComment || continued.isEmpty() && text.isBlank()) {
                // A comment may stand between the lines of a value.
                continue;
            }
            start = continued.isEmpty() ? number : start;
            if (text.endsWith("\\")) {
                continued.append(text, 0, text.length() - 1).append(' ');
                continue;
            }
            String whole = continued.append(text).toString().strip();
            continued.setLength(0);
            int equals = whole.indexOf('=');
            if (whole.startsWith("[") && whole.endsWith("]")) {
                section = whole;
            } else if (section.equals("[Service]") && equals > 0) {
                lines.add(new Line(
                        whole.substring(0, equals).strip(),
                        whole.substring(equals + 1).strip(),
                        file + ", line " + start));
            }
        }
        return lines;
    }

    /** The words of a value: blanks part them, quotes hold them together and are taken off, C escapes are undone. */
    static List<String> words(Line line) {
        List<String> words = new ArrayList<>();
        String text = line.value();
        int at = 0;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
                continue;
            }
            StringBuilder word = new StringBuilder();
            char quote = 0;
            while (at < text.length() && (quote != 0 || !Character.isWhitespace(text.charAt(at)))) {
                char c = text.charAt(at++);
                if (c == quote && quote != 0) {
                    quote = 0;
                } else if (quote == 0 && (c == '"' || c == '\'')) {
                    quote = c;
                } else if (c == '\\' && at < text.length()) {
                    word.append(c).append(text.charAt(at++));
                } else {
                    word.append(c);
                }
            }
            if (quote != 0) {
                throw new DeploymentException(line.origin() + ": a quote is not closed");
            }
            words.add(unescaped(word.toString()));
        }
        return words;
    }

    /** Undoes the C escapes of systemd.syntax(7). */
    static String unescaped(String text) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '\\' || at == text.length()) {
                out.append(c);
                continue;
            }
            char escape = text.charAt(at++);
            int index = "abfnrtvs\\\"'".indexOf(escape);
            int digits = escape == 'x' ? 2 : escape == 'u' ? 4 : escape == 'U' ? 8 : 0;
            if (index >= 0) {
                out.append("\u0007\b\f\n\r\t\u000b \\\"'".charAt(index));
            } else if (digits > 0 && at + digits <= text.length()) {
                try {
                    out.appendCodePoint(Integer.parseInt(text.substring(at, at + digits), 16));
                    at += digits;
                } catch (IllegalArgumentException e) {
                    out.append(c).append(escape);
                }
            } else {
                out.append(c).append(escape);
            }
        }
        return out.toString();
    }
}
