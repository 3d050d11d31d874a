package dev.preflight.text;

import java.time.Duration;

/** Writes numbers, durations and sizes the way a report shows them, without the machinery of formatters. */
public final class Amounts {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Amounts() {}

    /** A whole number with its thousands apart: {@code 10,485,760}. */
    public static String count(long number) {
        String digits = Long.toString(number);
        StringBuilder out = new StringBuilder(digits.length() + 6);
        for (int i = 0; i < digits.length(); i++) {
            int left = digits.length() - i;
            if (i > 0 && left % 3 == 0 && digits.charAt(i - 1) != '-') {
                out.append(',');
            }
            out.append(digits.charAt(i));
        }
        return out.toString();
    }

    /** A count and its noun: {@code 1 file}, {@code 2 files}. */
    public static String count(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** A size with one decimal: {@code 1.5 MiB}. */
    public static String size(long bytes) {
        int unit = 0;
        double amount = bytes;
        while (amount >= 1024) {
            amount /= 1024;
            unit++;
        }
        return tenths((long) (amount * 10)) + " " + UNITS[unit];
    }

    /** How long something took: {@code 3 ms}, {@code 1.2 s}, {@code 2 min 5 s}. */
    public static String took(Duration time) {
        long millis = time.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return tenths(millis / 100) + " s";
        }
        long seconds = millis / 1000;
        return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
    }

    private static String tenths(long tenths) {
        return tenths % 10 == 0 ? count(tenths / 10) : count(tenths / 10) + "." + tenths % 10;
    }
}
