package dev.preflight;

import dev.preflight.report.Report;
import java.util.regex.Pattern;

/** The text of a report without how long things took, so that it can be compared as a whole. */
public final class Timeless {
    private static final Pattern TOOK = Pattern.compile(" in \\d+(\\.\\d)? (ms|s)\\b");

    private Timeless() {}

    public static String text(Report report) {
        return text(report.toString());
    }

    public static String text(String line) {
        return TOOK.matcher(line).replaceAll(" in <time>");
    }
}
