package dev.preflight.type;

import dev.preflight.text.NearMiss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** The types that are made from others or from what the declaration lists. */
public final class DerivedTypes {
    private static final String KEYWORD = "choice";
    private static final String DISCREET = "one of some words that are not shown";

    private DerivedTypes() {}

    // The verifier loads a class whose instances are returned as another, so each is made where only its users come by.

    public static ValueType<String> word(String... allowed) {
        return WordType.of(allowed);
    }

    public static <E extends Enum<E>> ValueType<E> constant(Class<E> constants) {
        return EnumType.of(constants);
    }

    public static <E> ValueType<List<E>> list(ValueFormat<E> element) {
        return ListType.of(element);
    }

    private static String oneOf(String[] allowed) {
        StringBuilder out = new StringBuilder("one of ");
        for (int i = 0; i < allowed.length; i++) {
            out.append(i == 0 ? "'" : ", '").append(allowed[i]).append('\'');
        }
        return out.toString();
    }

    private static String inRightCase(String[] allowed, String text) {
        for (String word : allowed) {
            if (NearMiss.sameButCase(word, text)) {
                return word;
            }
        }
        return null;
    }

    /** One of some words. */
    static final class WordType extends ValueType<String> {
        private final String[] allowed;

        WordType(String... allowed) {
            super(KEYWORD, oneOf(allowed), allowed[0]);
            this.allowed = allowed;
        }

        static ValueType<String> of(String... allowed) {
            return new WordType(allowed);
        }

        @Override
        public String parse(String text) throws Exception {
            if (!allows(text)) {
                throw Rejection.because("");
            }
            return text;
        }

        @Override
        public boolean allows(String value) {
            return Arrays.asList(allowed).contains(value);
        }

        @Override
        public List<String> choices() {
            return List.of(allowed);
        }

        @Override
        public String discreetDescription() {
            return DISCREET;
        }

        @Override
        public String inRightCase(String text) {
            return DerivedTypes.inRightCase(allowed, text);
        }
    }

    /** A constant of an enum, by its name. */
    static final class EnumType<E extends Enum<E>> extends ValueType<E> {
        private final Class<E> constants;
        private final String[] names;

        EnumType(Class<E> constants, String... names) {
            super(KEYWORD, oneOf(names), names[0]);
            this.constants = constants;
            this.names = names;
        }

        static <E extends Enum<E>> ValueType<E> of(Class<E> constants) {
            E[] values = constants.getEnumConstants();
            if (values == null || values.length == 0) {
                throw new IllegalArgumentException("constants: " + constants.getName() + " has no constant");
            }
            String[] names = new String[values.length];
            for (int i = 0; i < names.length; i++) {
                names[i] = values[i].name();
            }
            return new EnumType<>(constants, names);
        }

        @Override
        public E parse(String text) {
            return Enum.valueOf(constants, text);
        }

        @Override
        public String text(E value) {
            return value.name();
        }

        @Override
        public String written(E value) {
            return value.name();
        }

        @Override
        public List<String> choices() {
            return List.of(names);
        }

        @Override
        public String discreetDescription() {
            return DISCREET;
        }

        @Override
        public String inRightCase(String text) {
            return DerivedTypes.inRightCase(names, text);
        }
    }

    /** Values with commas between them; white space around a value does not count. */
    static final class ListType<E> extends ValueType<List<E>> {
        private final ValueFormat<E> element;

        ListType(ValueFormat<E> element) {
            super(
                    "list",
                    element.type() == ValueType.Text.INSTANCE
                            ? "a comma-separated list"
                            : "a comma-separated list, each " + element.description(),
                    element.sample());
            this.element = element;
        }

        static <E> ValueType<List<E>> of(ValueFormat<E> element) {
            return new ListType<>(element);
        }

        @Override
        public boolean isForeign() {
            return element.isForeign();
        }

        /** Takes the empty list too: it is no value of a variable, and the usual default of one. */
        @Override
        public boolean allows(List<E> value) {
            for (E item : value) {
                if (element.brokenBy(item) != null) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public List<E> copy(List<E> value) {
            return List.copyOf(value);
        }

        @Override
        public String text(List<E> value) {
            return null;
        }

        @Override
        public String written(List<E> value) {
            StringBuilder out = new StringBuilder();
            for (E item : value) {
                String text = element.type().written(item);
                if (text.isEmpty() || text.indexOf(',') >= 0) {
                    return "";
                }
                out.append(out.isEmpty() ? "" : ",").append(text);
            }
            return out.toString();
        }

        @Override
        public String discreetDescription() {
            return "a comma-separated list";
        }

        @Override
        public List<E> parse(String text) throws Exception {
            List<E> values = new ArrayList<>();
            int from = 0;
            while (from <= text.length()) {
                int comma = text.indexOf(',', from);
                int end = comma < 0 ? text.length() : comma;
                String item = text.substring(from, end).strip();
                if (item.isEmpty()) {
                    throw Rejection.because("item " + (values.size() + 1) + " is empty");
                }
                values.add(item(item, values.size() + 1));
                from = end + 1;
            }
            return List.copyOf(values);
        }

        private E item(String item, int number) throws Exception {
            E value;
            try {
                value = element.type().parse(item);
            } catch (Exception e) {
                throw Rejection.because("item " + number + " is not " + element.description());
            }
            String broken = element.brokenRule(item, value);
            if (broken != null) {
                throw Rejection.because("item " + number + " must " + broken);
            }
            return value;
        }
    }

    /** Bytes in Base64, in the standard or the URL-safe alphabet (RFC 4648, sections 4 and 5). */
    public static final class Base64Type extends ValueType<byte[]> {
        public static final ValueType<byte[]> INSTANCE = new Base64Type();

        private Base64Type() {
            super("base64", "Base64", "");
        }

        @Override
        public byte[] parse(String text) {
            boolean urlSafe = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
            return (urlSafe ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text);
        }

        @Override
        public byte[] copy(byte[] value) {
            return value.clone();
        }

        @Override
        public String text(byte[] value) {
            return null;
        }

        @Override
        public String written(byte[] value) {
            return Base64.getEncoder().encodeToString(value);
        }
    }
}
