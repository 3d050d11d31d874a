package dev.preflight.docs;

import java.util.ArrayList;
import java.util.List;

/**
 * How one list of lines differs from another, in the manner of a unified diff: the lines that go, those that come, and
 * two lines around them. Bounded in length and in work.
 */
final class Difference {
    private static final int CONTEXT = 2;
    private static final int MOST_LINES = 200;
    private static final int LONGEST_LINE = 300;
    private static final long MOST_CELLS = 4_000_000;

    private final List<String> old;
    private final List<String> current;
    private final int firstLine;

    /** One line: a blank, a minus or a plus and its text, and where it stands in the old and in the new lines. */
    private record Edit(char sign, String text, int oldAt, int newAt) {}

    Difference(List<String> old, List<String> current, int firstLine) {
        this.old = old;
        this.current = current;
        this.firstLine = firstLine;
    }

    @Override
    public String toString() {
        List<Edit> edits = edits();
        List<String> out = new ArrayList<>();
        int shown = 0;
        for (int i = 0; i < edits.size(); i++) {
            if (edits.get(i).sign == ' ') {
                continue;
            }
            int from = Math.max(shown, i - CONTEXT);
            if (from > shown || shown == 0) {
                Edit first = edits.get(from);
                out.add("@@ -" + (firstLine + first.oldAt) + " +" + (firstLine + first.newAt) + " @@");
            }
            int to = Math.min(edits.size(), i + CONTEXT + 1);
            for (int j = from; j < to && (j <= i || edits.get(j).sign == ' '); j++) {
                out.add(edits.get(j).sign + printable(edits.get(j).text));
                shown = j + 1;
            }
        }
        int more = out.size() - MOST_LINES;
        if (more > 0) {
            out = out.subList(0, MOST_LINES);
            return String.join("\n", out) + "\n... " + more + (more == 1 ? " more line" : " more lines");
        }
        return String.join("\n", out);
    }

    private List<Edit> edits() {
        List<Edit> edits = new ArrayList<>();
        int start = 0;
        while (start < old.size() && start < current.size() && old.get(start).equals(current.get(start))) {
            edits.add(new Edit(' ', old.get(start), start, start));
            start++;
        }
        int oldEnd = old.size();
        int newEnd = current.size();
        while (oldEnd > start && newEnd > start && old.get(oldEnd - 1).equals(current.get(newEnd - 1))) {
            oldEnd--;
            newEnd--;
        }
        middle(edits, start, oldEnd, newEnd);
        for (int i = 0; oldEnd + i < old.size(); i++) {
            edits.add(new Edit(' ', old.get(oldEnd + i), oldEnd + i, newEnd + i));
        }
        return edits;
    }

    /** What lies between the first and the last line that differ, by the longest common subsequence. */
    private void middle(List<Edit> edits, int start, int oldEnd, int newEnd) {
        int rows = oldEnd - start;
        int columns = newEnd - start;
        int[][] common = (long) rows * columns > MOST_CELLS ? new int[0][0] : common(start, rows, columns);
        int i = 0;
        int j = 0;
        while (i < rows || j < columns) {
            boolean known = common.length > 0 && i < rows && j < columns;
            if (known && old.get(start + i).equals(current.get(start + j))) {
                edits.add(new Edit(' ', old.get(start + i), start + i, start + j));
                i++;
                j++;
            } else if (i < rows && (!known || common[i + 1][j] >= common[i][j + 1])) {
                edits.add(new Edit('-', old.get(start + i), start + i, start + j));
                i++;
            } else {
                edits.add(new Edit('+', current.get(start + j), start + i, start + j));
                j++;
            }
        }
    }

    /** How many lines the rests have in common, from each pair of places on. */
    private int[][] common(int start, int rows, int columns) {
        int[][] common = new int[rows + 1][columns + 1];
        for (int i = rows - 1; i >= 0; i--) {
            for (int j = columns - 1; j >= 0; j--) {
                common[i][j] = old.get(start + i).equals(current.get(start + j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private static String printable(String line) {
        String bounded = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "..." : line;
        return Words.oneLine(bounded);
    }
}
