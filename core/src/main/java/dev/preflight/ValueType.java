package dev.preflight;

import java.util.List;

/** What the text of a variable is read as. Types are immutable and shared. */
abstract class ValueType<T> {
    private final String keyword;
    private final String description;
    private final String sample;

    /**
     * Makes a type.
     *
     * @param keyword a stable word for {@link Declaration#type}
     * @param description what a value is, so that it reads well after "not" and "set it to": {@code an integer}
     * @param sample a value that is valid, empty where none can be named
     */
    ValueType(String keyword, String description, String sample) {
        this.keyword = keyword;
        this.description = description;
        this.sample = sample;
    }

    final String keyword() {
        return keyword;
    }

    final String description() {
        return description;
    }

    final String sample() {
        return sample;
    }

    /**
     * Reads a value.
     *
     * @throws Exception if the text is no value of the type; a {@link Rejection} may say why in words of ours
     */
    abstract T parse(String text) throws Exception;

    /** Whether a value that a declaration names is one that {@link #parse} could have returned. */
    boolean allows(T value) {
        return true;
    }

    /** A value that nobody else can change; the same one where nobody can. */
    T copy(T value) {
        return value;
    }

    /** The one text that is read as a value that a declaration names; null where there are several. */
    String text(T value) {
        return String.valueOf(value);
    }

    /** A text that is read as a value that a declaration names, for people; empty where none is known. */
    String written(T value) {
        return String.valueOf(value);
    }

    /** The words that are allowed; empty where others are. */
    List<String> choices() {
        return List.of();
    }

    /** {@link #description()} without the words that are allowed. */
    String discreetDescription() {
        return description;
    }

    /** The text as it was meant, if upper and lower case are all that is wrong with it; else null. */
    String inRightCase(String text) {
        return null;
    }

    /** Says why a text is no value, in a message that holds nothing of the text; empty where nothing is to be added. */
    static final class Rejection extends Exception {
        private static final long serialVersionUID = 1L;

        private Rejection(String why) {
            super(why, null, false, false);
        }

        /** To be thrown. As wide as this, so that a boot in which every text is a value does not load it. */
        static Exception because(String why) {
            return new Rejection(why);
        }
    }

    /** Any text at all. */
    static final class Text extends ValueType<String> {
        static final ValueType<String> INSTANCE = new Text();

        private Text() {
            super("text", "a text that is not blank", "");
        }

        @Override
        String parse(String text) {
            return text;
        }

        @Override
        boolean allows(String value) {
            return !value.isBlank();
        }
    }
}
