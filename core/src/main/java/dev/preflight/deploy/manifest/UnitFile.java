package dev.preflight.deploy.manifest;

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
        String[] all = TextFile.read(file).split("\n", -1);
        for (String line : all) {
            number++;
            String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            boolean isComment =
                    text.stripLeading().startsWith("#") || text.stripLeading().startsWith(";");
            if ((isComment || continued.isEmpty() && text.isBlank()) && number < all.length) {
                // A comment may stand between the lines of a value.
                continue;
            }
            start = continued.isEmpty() ? number : start;
            continued.append(isComment ? "" : text);
            if (isEscaping(continued) && number < all.length) {
                continued.setCharAt(continued.length() - 1, ' ');
                continue;
            }
            String whole = continued.toString().strip();
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

    /** Whether a text ends with a backslash that no other one escapes. */
    private static boolean isEscaping(CharSequence text) {
        boolean escapes = false;
        for (int i = 0; i < text.length(); i++) {
            escapes = !escapes && text.charAt(i) == '\\';
        }
        return escapes;
    }
}
