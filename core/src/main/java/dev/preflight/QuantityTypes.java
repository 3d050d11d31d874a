package dev.preflight;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** The types of quantities that have a unit: durations and sizes. */
final class QuantityTypes {
    private QuantityTypes() {}

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
    static final class DurationType extends ValueType<Duration> {
        static final ValueType<Duration> INSTANCE = new DurationType();

        private DurationType() {
            super("a duration", "30s");
        }

        @Override
        Duration parse(String text) throws Rejection {
            Duration duration = text.startsWith("P") || text.startsWith("p") ? Duration.parse(text) : withUnits(text);
            if (duration.isNegative()) {
                throw new Rejection("it is less than zero");
            }
            return duration;
        }

        private static Duration withUnits(String text) throws Rejection {
            Duration sum = Duration.ZERO;
            int at = 0;
            while (at < text.length()) {
                int unit = endOfNumber(text, at);
                int next = unit;
                while (next < text.length() && Character.isLetter(text.charAt(next))) {
                    next++;
                }
                if (unit == at) {
                    throw new Rejection("a number is missing");
                }
                if (next == unit) {
                    throw new Rejection("the unit is missing (ms, s, m, h or d)");
                }
                sum = sum.plus(amount(Long.parseLong(text.substring(at, unit)), text.substring(unit, next)));
                at = next;
            }
            return sum;
        }

        private static Duration amount(long number, String unit) throws Rejection {
            return switch (unit) {
                case "ns" -> Duration.ofNanos(number);
                case "us", "µs" -> Duration.ofNanos(Math.multiplyExact(number, 1000L));
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m", "min" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                case "d" -> Duration.ofDays(number);
                default -> throw new Rejection("the unit is none of ms, s, m, h and d");
            };
        }
    }

    /**
     * A number of bytes: {@code kB MB GB TB} are powers of 1000 (SI), {@code KiB MiB GiB TiB} are powers of 1024
     * (IEC 80000-13), a number without a unit is bytes. Upper and lower case are the same.
     */
    static final class SizeType extends ValueType<Long> {
        static final SizeType INSTANCE = new SizeType();

        private SizeType() {
            super("a size in bytes", "10MB");
        }

        @Override
        Long parse(String text) throws Rejection {
            int unit = endOfNumber(text, 0);
            if (unit == 0 || unit > 30) {
                throw new Rejection("it does not begin with a number");
            }
            BigDecimal number = new BigDecimal(text.substring(0, unit));
            long factor = factor(text.substring(unit).strip().toLowerCase(Locale.ROOT));
            return number.multiply(BigDecimal.valueOf(factor)).longValueExact();
        }

        private static long factor(String unit) throws Rejection {
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
                default -> throw new Rejection("the unit is none of B, kB, MB, GB, TB, KiB, MiB, GiB and TiB");
            };
        }
    }
}
