package dev.preflight;

import java.time.Duration;
import java.util.Objects;

/**
 * One step of the way to a backend that held: name resolution, TCP, TLS, greeting, login, query.
 *
 * @param name what held, such as {@code DNS}
 * @param detail what came of it, such as {@code 10.2.0.7}; may be empty
 * @param took how long it took
 */
public record Rung(String name, String detail, Duration took) {
    /**
     * Checks that all parts are there.
     *
     * @param name what held, such as {@code DNS}
     * @param detail what came of it, such as {@code 10.2.0.7}; may be empty
     * @param took how long it took
     * @throws NullPointerException if a component is null
     */
    public Rung {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(took, "took");
    }
}
