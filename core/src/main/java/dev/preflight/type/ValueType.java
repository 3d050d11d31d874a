package dev.preflight.type;

import java.util.List;

/** What the text of a variable is read as. Types are immutable and shared. */
public abstract class ValueType<T> {
    private final String keyword;
    private final String description;
    private final String sample;

    /**
     * Makes a type.
     *
     * @param keyword a stable word for the {@code type} of a declaration
     * @param description what a value is, so that it reads well after "not" and "set it to": {@code an integer}
     * @param sample a value that is valid, empty where none can be named
     */
    protected ValueType(String keyword, String description, String sample) {
        this.keyword = keyword;
        this.description = description;
        this.sample = sample;
    }

    public final String keyword() {
        return keyword;
    }

    public final String description() {
        return description;
    }

    final String sample() {
        return sample;
    }

    /** Whether code of the application reads values. */
    public boolean isForeign() {
        return false;
    }

    /**
     * Reads a value.
     *
     * @throws Exception if the text is no value of the type; a {@link Rejection} may say why in words of ours
     */
    public abstract T parse(String text) throws Exception;

    /** Whether a value that a declaration names is one that {@link #parse} could have returned. */
    public boolean allows(T value) {
        return true;
    }

    /** A value that nobody else can change; the same one where nobody can. */
    public T copy(T value) {
        return value;
    }

    /** The one text that is read as a value that a declaration names; null where there are several. */
    public String text(T value) {
        return String.valueOf(value);
    }

    /** A text that is read as a value that a declaration names, for people; empty where none is known. */
    public String written(T value) {
        return String.valueOf(value);
    }

    /** The words that are allowed; empty where others are. */
    public List<String> choices() {
        return List.of();
    }

    /** {@link #description()} without the words that are allowed. */
    public String discreetDescription() {
        return description;
    }

    /** The text as it was meant, if upper and lower case are all that is wrong with it; else null. */
    public String inRightCase(String text) {
        return null;
    }

    /** Says why a text is no value, in a message that holds nothing of the text; empty where nothing is to be added. */
    public static final class Rejection extends Exception {
        private static final long serialVersionUID = 1L;

        private Rejection(String why) {
            super(why, null, false, false);
        }

        /** To be thrown. As wide as this, so that a boot in which every text is a value does not load it. */
        public static Exception because(String why) {
            return new Rejection(why);
        }
    }

    /** Any text at all. */
    public static final class Text extends ValueType<String> {
        public static final ValueType<String> INSTANCE = new Text();

        private Text() {
            super("text", "a text that is not blank", "");
        }

        @Override
        public String parse(String text) {
            return text;
        }

        @Override
        public boolean allows(String value) {
            return !value.isBlank();
        }
    }
}
