package dev.preflight.spring;

import java.util.Objects;

/**
 * A place that configuration is imported from or looked for in.
 *
 * @param path the place, as Spring Boot takes it: {@code file:}, {@code configserver:} or the like, and what follows
 * @param isOptional whether it may be absent, which {@code optional:} in front of it says
 */
public record Location(String path, boolean isOptional) {
    private static final String OPTIONAL = "optional:";

    /**
     * Checks that there is a place.
     *
     * @param path the place
     * @param isOptional whether it may be absent
     * @throws NullPointerException if {@code path} is null
     */
    public Location {
        Objects.requireNonNull(path, "path");
    }

    /** Reads what a property says of one place. */
    static Location of(String text) {
        return text.startsWith(OPTIONAL)
                ? new Location(text.substring(OPTIONAL.length()), true)
                : new Location(text, false);
    }
}
