package dev.preflight.type;

import dev.preflight.text.Printable;
import java.math.BigDecimal;

/** The types of numbers, and of booleans. */
public final class NumberTypes {
    private NumberTypes() {}

    /** A whole number that fits an {@code int}. */
    public static final class IntegerType extends ValueType<Integer> {
        public static final ValueType<Integer> INSTANCE = new IntegerType();

        private IntegerType() {
            super("integer", "an integer", "1");
        }

        @Override
        public Integer parse(String text) throws Exception {
            return parse(text, "it does not fit 32 bits");
        }

        static Integer parse(String text, String tooLarge) throws Exception {
            if (!Printable.isWhole(text)) {
                throw Rejection.because("");
            }
            try {
                return Integer.valueOf(text);
            } catch (IllegalArgumentException e) {
                throw Rejection.because(tooLarge);
            }
        }
    }

    /** A whole number that fits a {@code long}. */
    public static final class LongType extends ValueType<Long> {
        public static final ValueType<Long> INSTANCE = new LongType();

        private LongType() {
            super("long", "an integer", "1");
        }

        @Override
        public Long parse(String text) throws Exception {
            return parse(text, "it does not fit 64 bits");
        }

        static Long parse(String text, String tooLarge) throws Exception {
            if (!Printable.isWhole(text)) {
                throw Rejection.because("");
            }
            try {
                return Long.valueOf(text);
            } catch (IllegalArgumentException e) {
                throw Rejection.because(tooLarge);
            }
        }
    }

    /** A decimal number of any precision. */
    public static final class DecimalType extends ValueType<BigDecimal> {
        public static final ValueType<BigDecimal> INSTANCE = new DecimalType();
        private static final int LONGEST = 1000;

        private DecimalType() {
            super("decimal", "a decimal number", "0.5");
        }

        @Override
        public BigDecimal parse(String text) throws Exception {
            if (text.length() > LONGEST) {
                throw Rejection.because("it has more than 1,000 characters");
            }
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) > 'e') {
                    throw Rejection.because("");
                }
            }
            return new BigDecimal(text);
        }

        @Override
        public String text(BigDecimal value) {
            return null;
        }

        @Override
        public String written(BigDecimal value) {
            String plain = value.toPlainString();
            return plain.length() > LONGEST ? value.toString() : plain;
        }
    }

    /** A TCP or UDP port number that can be named to others, so not 0. */
    public static final class PortType extends ValueType<Integer> {
        public static final ValueType<Integer> INSTANCE = new PortType();
        private static final String OUT_OF_RANGE = "it is out of range";

        private PortType() {
            super("port", "a port number (1 to 65535)", "8080");
        }

        @Override
        public Integer parse(String text) throws Exception {
            Integer port = IntegerType.parse(text, OUT_OF_RANGE);
            if (!allows(port)) {
                throw Rejection.because(OUT_OF_RANGE);
            }
            return port;
        }

        @Override
        public boolean allows(Integer value) {
            return value >= 1 && value <= 65535;
        }
    }

    /** Yes or no in the spellings that people use. */
    public static final class BooleanType extends ValueType<Boolean> {
        public static final ValueType<Boolean> INSTANCE = new BooleanType();
        private static final String[] TRUE = {"true", "1", "yes", "on"};
        private static final String[] FALSE = {"false", "0", "no", "off"};

        private BooleanType() {
            super("boolean", "true or false (1/0, yes/no and on/off will do)", "true");
        }

        @Override
        public Boolean parse(String text) throws Exception {
            if (isIn(TRUE, text)) {
                return Boolean.TRUE;
            }
            if (isIn(FALSE, text)) {
                return Boolean.FALSE;
            }
            throw Rejection.because("");
        }

        @Override
        public String text(Boolean value) {
            return null;
        }

        private static boolean isIn(String[] words, String text) {
            for (String word : words) {
                if (word.equalsIgnoreCase(text)) {
                    return true;
                }
            }
            return false;
        }
    }
}
