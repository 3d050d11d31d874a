package dev.preflight.report;

/** The colours of a report on a terminal. */
enum Colours {
    /** No colours at all. */
    NONE,
    /** Those that every terminal has: ECMA-48, select graphic rendition. */
    ANSI;

    private static final String RED = "31;1";
    private static final String GREEN = "32;1";
    private static final String YELLOW = "33;1";
    private static final String BOLD = "1";
    private static final String FAINT = "2";

    /** What the first line begins with; green is a pass alone. */
    String verdict(Report report, String text) {
        return with(
                switch (report.verdict()) {
                    case PASSED -> GREEN;
                    case FAILED -> RED;
                    default -> YELLOW;
                },
                text);
    }

    String mark(String mark) {
        return with(
                switch (mark) {
                    case "FAIL" -> RED;
                    case "WARN" -> YELLOW;
                    case "PASS" -> GREEN;
                    default -> FAINT;
                },
                mark);
    }

    String code(String code) {
        return with(FAINT, code);
    }

    String label(String label) {
        return label.equals(Finding.FIX) ? with(BOLD, label) : label;
    }

    private String with(String rendition, String text) {
        return this == NONE ? text : "\u001b[" + rendition + "m" + text + "\u001b[0m";
    }
}
