package dev.preflight.problem;

import org.junit.jupiter.params.converter.ArgumentConversionException;
import org.junit.jupiter.params.converter.SimpleArgumentConverter;

/** Reads the name of a constant of {@link Code} in the table of a test. */
public final class CodeByName extends SimpleArgumentConverter {
    @Override
    protected Object convert(Object source, Class<?> target) {
        if (source instanceof Code) {
            return source;
        }
        try {
            return Code.class.getField((String) source).get(null);
        } catch (ReflectiveOperationException e) {
            throw new ArgumentConversionException("no code is called " + source, e);
        }
    }
}
