package dev.preflight.text;

import java.time.Duration;
import java.util.Objects;

/** The rules that arguments of a declaration have in common. Each failure names the argument. */
public final class Arguments {
    private static final int LONGEST = 500;

    private Arguments() {}

    /** A text that stands in one line of a report: not blank, no control characters, 500 characters at most. */
    public static String oneLine(String argument, String text) {
        return oneLine(argument, null, text);
    }

    /** The same of an argument of something that is told by its kind, such as {@code suite}; null for nothing. */
    public static String oneLine(String argument, String kind, String text) {
        Objects.requireNonNull(text, argument);
        String wrong = wrong(text);
        if (wrong != null) {
            throw new IllegalArgumentException(argument + (kind == null ? "" : " of the " + kind) + wrong);
        }
        return text;
    }

    private static String wrong(String text) {
        if (text.isBlank()) {
            return " is blank";
        }
        if (text.length() > LONGEST) {
            return " is longer than " + LONGEST + " characters";
        }
        String printable = Printable.escape(text);
        return printable.equals(text) ? null : " has characters that cannot be printed: " + printable;
    }

    public static Duration positive(String argument, Duration duration) {
        if (Objects.requireNonNull(duration, argument).isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(argument + " must be more than zero, not " + duration);
        }
        return duration;
    }

    /** The nanoseconds of a duration; those beyond 292 years count as 292 years. */
    public static long nanos(Duration duration) {
        return duration.getSeconds() >= Long.MAX_VALUE / 1_000_000_000L ? Long.MAX_VALUE : duration.toNanos();
    }
}
