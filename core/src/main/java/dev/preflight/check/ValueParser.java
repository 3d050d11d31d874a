package dev.preflight.check;

/**
 * Makes a value of a text, for {@link EnvVar#parsedBy}.
 *
 * @param <T> the type of the value
 */
@FunctionalInterface
public interface ValueParser<T> {
    /**
     * Reads a value.
     *
     * @param text the text of the variable, never blank
     * @return the value, not null
     * @throws Exception if the text is no value; the message is shown in the report, unless the variable is secret
     */
    T parse(String text) throws Exception;
}
