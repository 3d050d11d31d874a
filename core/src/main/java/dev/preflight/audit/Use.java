package dev.preflight.audit;

import java.util.Objects;

/**
 * A place that reads a variable, a system property or a placeholder. Immutable.
 *
 * @param kind {@code env}, {@code property} or {@code placeholder}
 * @param name what is read; the name of the method where it cannot be told what that reads
 * @param place the full name of the class, or the file
 * @param line the line, from 1; 0 where the class has been compiled without lines or there is none, as for a field
 */
public record Use(String kind, String name, String place, int line) {
    /**
     * Checks that all parts are there.
     *
     * @param kind {@code env}, {@code property} or {@code placeholder}
     * @param name what is read
     * @param place the full name of the class, or the file
     * @param line the line
     * @throws NullPointerException if a component is null
     */
    public Use {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(place, "place");
    }

    /** One line, such as {@code env HOME  in com.example.Shell, line 12}. */
    @Override
    public String toString() {
        return kind + " " + name + "  in " + place + (line > 0 ? ", line " + line : "");
    }
}
