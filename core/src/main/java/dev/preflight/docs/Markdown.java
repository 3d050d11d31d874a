package dev.preflight.docs;

import java.util.ArrayList;
import java.util.List;

/** Writes CommonMark, and the tables of GitHub Flavored Markdown, so that every text shows as it is. */
final class Markdown {
    private static final String SPECIAL = "\\`*_[]<>#~&$";

    private Markdown() {}

    /** A text that is no markup, in one line; a pipe is an entity, since in a table nothing else is safe after a backslash. */
    static String text(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        String line = Words.oneLine(text);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '|') {
                out.append("&#124;");
            } else {
                out.append(SPECIAL.indexOf(c) >= 0 ? "\\" : "").append(c);
            }
        }
        return out.toString();
    }

    /** A text as code. */
    static String code(String text) {
        if (text.isEmpty()) {
            return "";
        }
        String line = Words.oneLine(text);
        boolean plain = line.indexOf('|') < 0 && line.indexOf('`') < 0 && line.equals(line.strip());
        return plain ? "`" + line + "`" : "<code>" + text(line) + "</code>";
    }

    /** Several texts as code. */
    static String codes(List<String> texts) {
        List<String> codes = new ArrayList<>();
        for (String text : texts) {
            codes.add(code(text));
        }
        return String.join(", ", codes);
    }

    /** A table, whose columns without any content are left out. */
    static final class Table {
        private final String[] columns;
        private final List<String[]> rows = new ArrayList<>();

        Table(String... columns) {
            this.columns = columns;
        }

        /** Adds a row of cells in Markdown. */
        void row(String... cells) {
            if (cells.length != columns.length) {
                throw new IllegalArgumentException("cells: " + cells.length + " of " + columns.length);
            }
            rows.add(cells);
        }

        boolean isEmpty() {
            return rows.isEmpty();
        }

        List<String> lines() {
            boolean[] shown = new boolean[columns.length];
            String[] rule = new String[columns.length];
            for (int i = 0; i < columns.length; i++) {
                rule[i] = "---";
                for (String[] row : rows) {
                    shown[i] |= !row[i].isEmpty();
                }
            }
            List<String> lines = new ArrayList<>();
            lines.add(line(columns, shown));
            lines.add(line(rule, shown));
            for (String[] row : rows) {
                lines.add(line(row, shown));
            }
            return lines;
        }

        private static String line(String[] cells, boolean[] shown) {
            StringBuilder out = new StringBuilder("|");
            for (int i = 0; i < cells.length; i++) {
                if (shown[i]) {
                    out.append(cells[i].isEmpty() ? "" : " ").append(cells[i]).append(" |");
                }
            }
            return out.toString();
        }
    }
}
