package dev.preflight.check;

import java.io.InputStream;

/**
 * Reads a file of a format that Preflight does not know, for {@link ConfigFile#parsedAs}.
 *
 * @param <T> the type of what it makes of the file
 */
@FunctionalInterface
public interface FileParser<T> {
    /**
     * Reads a file.
     *
     * @param in the content, which the caller closes
     * @return what the application wants of it, not null
     * @throws Exception if the content is not right; the message is shown in the report, unless the file is secret
     */
    T parse(InputStream in) throws Exception;
}
