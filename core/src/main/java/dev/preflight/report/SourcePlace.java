package dev.preflight.report;

import dev.preflight.problem.Fact;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A place in a file of the repository that a build works on.
 *
 * @param file the path, relative to the repository
 * @param line the line, from 1; 0 if it is not known
 * @param column the column, from 1; 0 if it is not known
 */
record SourcePlace(String file, int line, int column) {
    private static final String LINE = ", line ";
    private static final String COLUMN = ", column ";

    /** Where a problem lies, null if it names no place or one outside of the repository. */
    static SourcePlace of(Finding finding, String workspace) {
        for (Fact fact : finding.problem().facts()) {
            String text = fact.text();
            int at = text.indexOf(LINE);
            int line = at < 0 ? 0 : number(text, at + LINE.length());
            if (line > 0) {
                int column = text.indexOf(COLUMN, at);
                String file = file(text.substring(0, at), workspace);
                if (file != null) {
                    return new SourcePlace(file, line, column < 0 ? 0 : number(text, column + COLUMN.length()));
                }
            }
        }
        return null;
    }

    private static int number(String text, int start) {
        int end = start;
        while (end < text.length() && end < start + 9 && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end == start ? 0 : Integer.parseInt(text.substring(start, end));
    }

    private static String file(String text, String workspace) {
        if (text.isEmpty() || text.indexOf(' ') >= 0 || workspace.isEmpty()) {
            return null;
        }
        try {
            Path root = Path.of(workspace).toAbsolutePath().normalize();
            Path file = Path.of(text).toAbsolutePath().normalize();
            return file.startsWith(root) && !file.equals(root)
                    ? root.relativize(file).toString().replace('\\', '/')
                    : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
