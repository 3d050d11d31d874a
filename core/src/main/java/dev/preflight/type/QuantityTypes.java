package dev.preflight.type;

import dev.preflight.check.EnvVar;
import dev.preflight.text.Printable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/** The types of quantities that have a unit: durations and sizes. */
public final class QuantityTypes {
    private QuantityTypes() {}

    /** A number of bytes; returned as what it is, it would be loaded with whoever may ask for it. */
    public static ValueType<Long> size() {
        return SizeType.INSTANCE;
    }

    /** A number of bytes, written as {@link EnvVar#size()} reads it. */
    public static long size(String argument, String size) {
        Objects.requireNonNull(size, argument);
        long bytes;
        try {
            bytes = SizeType.INSTANCE.parse(size);
        } catch (Exception e) {
            throw new IllegalArgumentException(argument + " is no size such as 10MB: " + Printable.quote(size), e);
        }
        if (bytes <= 0) {
            throw new IllegalArgumentException(argument + " must be more than zero, not " + Printable.quote(size));
        }
        return bytes;
    }

    /** Where the number of a quantity ends and its unit begins. */
    private static int endOfNumber(String text, int start) {
        int end = start;
        while (end < text.length() && (text.charAt(end) >= '0' && text.charAt(end) <= '9' || text.charAt(end) == '.')) {
            end++;
        }
        return end;
    }

    /**
     * A duration, as ISO 8601 writes it ({@code PT30S}) or as numbers with units ({@code 30s}, {@code 1h30m}). A number
     * without a unit is refused, since half of the world reads it as seconds and the other half as milliseconds.
     */
    public static final class DurationType extends ValueType<Duration> {
        public static final ValueType<Duration> INSTANCE = new DurationType();
        private static final String TOO_LONG = "it is too long";

        private DurationType() {
            super("duration", "a duration", "30s");
        }

        @Override
        public Duration parse(String text) throws Exception {
            Duration duration = text.startsWith("P") || text.startsWith("p") ? Duration.parse(text) : withUnits(text);
            if (!allows(duration)) {
                throw Rejection.because("it is less than zero");
            }
            return duration;
        }

        @Override
        public boolean allows(Duration value) {
            return !value.isNegative();
        }

        @Override
        public String text(Duration value) {
            return null;
        }

        @Override
        public String written(Duration value) {
            if (value.isZero()) {
                return "0s";
            }
            StringBuilder out = new StringBuilder();
            append(out, value.toDays(), "d");
            append(out, value.toHoursPart(), "h");
            append(out, value.toMinutesPart(), "m");
            append(out, value.toSecondsPart(), "s");
            append(out, value.toMillisPart(), "ms");
            append(out, value.toNanosPart() % 1_000_000, "ns");
            return out.toString();
        }

        private static void append(StringBuilder out, long number, String unit) {
            if (number != 0) {
                out.append(number).append(unit);
            }
        }

        private static Duration withUnits(String text) throws Exception {
            Duration sum = Duration.ZERO;
            int at = 0;
            while (at < text.length()) {
                int unit = endOfNumber(text, at);
                int next = unit;
                while (next < text.length() && Character.isLetter(text.charAt(next))) {
                    next++;
                }
                if (unit == at) {
                    throw Rejection.because("a number is missing");
                }
                if (next == unit) {
                    throw Rejection.because("the unit is missing (ms, s, m, h or d)");
                }
                sum = sum(sum, text.substring(at, unit), text.substring(unit, next));
                at = next;
            }
            return sum;
        }

        private static Duration sum(Duration sum, String number, String unit) throws Exception {
            if (!Printable.isWhole(number)) {
                throw Rejection.because("its number is not a whole one");
            }
            try {
                return sum.plus(amount(NumberTypes.LongType.parse(number, TOO_LONG), unit));
            } catch (ArithmeticException e) {
                throw Rejection.because(TOO_LONG);
            }
        }

        private static Duration amount(long number, String unit) throws Exception {
            return switch (unit) {
                case "ns" -> Duration.ofNanos(number);
                case "us", "µs" -> Duration.ofNanos(Math.multiplyExact(number, 1000L));
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m", "min" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                case "d" -> Duration.ofDays(number);
                default -> throw Rejection.because("the unit is none of ms, s, m, h and d");
            };
        }
    }

    /**
     * A number of bytes: {@code kB MB GB TB} are powers of 1000 (SI), {@code KiB MiB GiB TiB} are powers of 1024
     * (IEC 80000-13), a number without a unit is bytes. Upper and lower case are the same.
     */
    static final class SizeType extends ValueType<Long> {
        public static final SizeType INSTANCE = new SizeType();
        private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
        private static final int LONGEST = 30;
        private static final String[] UNITS = {"TiB", "TB", "GiB", "GB", "MiB", "MB", "KiB", "kB"};

        private SizeType() {
            super("size", "a size in bytes", "10MB");
        }

        @Override
        public Long parse(String text) throws Exception {
            int unit = endOfNumber(text, 0);
            if (unit == 0) {
                throw Rejection.because("it does not begin with a number");
            }
            if (unit > LONGEST) {
                throw Rejection.because("its number is too long");
            }
            long factor = factor(text.substring(unit).strip().toLowerCase(Locale.ROOT));
            BigDecimal bytes = number(text.substring(0, unit)).multiply(BigDecimal.valueOf(factor));
            if (bytes.compareTo(MOST) > 0) {
                throw Rejection.because("it is too large");
            }
            try {
                return bytes.longValueExact();
            } catch (ArithmeticException e) {
                throw Rejection.because("it is not a whole number of bytes");
            }
        }

        private static BigDecimal number(String text) throws Exception {
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException e) {
                throw Rejection.because("its number is malformed");
            }
        }

        @Override
        public boolean allows(Long value) {
            return value >= 0;
        }

        @Override
        public String text(Long value) {
            return null;
        }

        @Override
        public String written(Long value) {
            for (String unit : UNITS) {
                long factor = knownFactor(unit);
                if (value > 0 && value % factor == 0) {
                    return value / factor + unit;
                }
            }
            return String.valueOf(value);
        }

        private static long knownFactor(String unit) {
            try {
                return factor(unit.toLowerCase(Locale.ROOT));
            } catch (Exception e) {
                throw new AssertionError(unit, e);
            }
        }

        private static long factor(String unit) throws Exception {
            return switch (unit) {
                case "", "b" -> 1L;
                case "kb" -> 1_000L;
                case "mb" -> 1_000_000L;
                case "gb" -> 1_000_000_000L;
                case "tb" -> 1_000_000_000_000L;
                case "kib" -> 1L << 10;
                case "mib" -> 1L << 20;
                case "gib" -> 1L << 30;
                case "tib" -> 1L << 40;
                default -> throw Rejection.because("the unit is none of B, kB, MB, GB, TB, KiB, MiB, GiB and TiB");
            };
        }
    }
}
