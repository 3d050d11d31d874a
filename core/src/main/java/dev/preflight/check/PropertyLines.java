package dev.preflight.check;

import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The lines of a properties file, as {@link Properties#load} tells them apart. */
final class PropertyLines {
    private final String text;
    private int at;
    private int line = 1;
    private int start;
    private int startLine;

    private PropertyLines(String text) {
        this.text = text;
    }

    /** Warns of the first key that stands twice, if there is one. */
    static void warnOfKeysTwice(String text, FoundFile file, ProbeContext context) throws IOException {
        Map<Object, Integer> seen = new HashMap<>();
        PropertyLines lines = new PropertyLines(text);
        while (lines.next()) {
            Properties one = new Properties();
            one.load(new StringReader(text.substring(lines.start, lines.at)));
            for (Object key : one.keySet()) {
                Integer first = seen.putIfAbsent(key, lines.startLine);
                if (first != null) {
                    context.warn(FileProblems.duplicateProperty(
                            (ConfigFile<?>) context.check(), file, key.toString(), first, lines.startLine));
                    return;
                }
            }
        }
    }

    /** Moves behind the next line that holds a key, with the lines that continue it. Returns false at the end. */
    private boolean next() {
        while (at < text.length()) {
            start = at;
            startLine = line;
            boolean holds = DocumentFormats.holdsProperty(text, at);
            endLine();
            while (holds && isContinued() && at < text.length()) {
                endLine();
            }
            if (holds) {
                return true;
            }
        }
        return false;
    }

    private void endLine() {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        at += text.startsWith("\r\n", at) ? 2 : at < text.length() ? 1 : 0;
        line++;
    }

    /** Whether the line before ends in an odd number of backslashes. */
    private boolean isContinued() {
        int end = at - (at > start && text.charAt(at - 1) == '\n' ? 1 : 0);
        end -= end > start && text.charAt(end - 1) == '\r' ? 1 : 0;
        int slashes = 0;
        while (end - slashes > start && text.charAt(end - slashes - 1) == '\\') {
            slashes++;
        }
        return slashes % 2 == 1;
    }
}
