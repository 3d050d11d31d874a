package dev.preflight.check;

import dev.preflight.type.ValueType;
import java.lang.reflect.Array;

/** Whatever a lambda of the application makes of the text. */
final class ParsedType<T> extends ValueType<T> {
    private final ValueParser<? extends T> parser;

    private ParsedType(ValueParser<? extends T> parser) {
        super("parsed", "accepted by its parser", "");
        this.parser = parser;
    }

    /** Makes one where only its users come by: the verifier loads a class whose instances become another's. */
    static <T> ValueType<T> of(ValueParser<? extends T> parser) {
        return new ParsedType<>(parser);
    }

    @Override
    public boolean isForeign() {
        return true;
    }

    @Override
    public T parse(String text) throws Exception {
        T value = parser.parse(text);
        if (value == null) {
            throw Rejection.because("the parser returned null");
        }
        return value;
    }

    /** An array is copied; what else a parser makes is known to the application alone. */
    @Override
    @SuppressWarnings("unchecked")
    public T copy(T value) {
        if (!value.getClass().isArray()) {
            return value;
        }
        int length = Array.getLength(value);
        Object copy = Array.newInstance(value.getClass().getComponentType(), length);
        System.arraycopy(value, 0, copy, 0, length);
        return (T) copy;
    }

    @Override
    public String text(T value) {
        return null;
    }

    /** What the value says of itself, if the parser takes that as it is. */
    @Override
    public String written(T value) {
        String text = String.valueOf(value);
        try {
            return value.equals(parser.parse(text)) ? text : "";
        } catch (Exception e) {
            return "";
        }
    }
}
