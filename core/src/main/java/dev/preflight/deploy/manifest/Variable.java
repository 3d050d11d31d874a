package dev.preflight.deploy.manifest;

import java.util.List;

/**
 * What sets an environment variable.
 *
 * @param value the value; null if it cannot be seen
 * @param origin where it stands, or what provides it where it cannot be seen
 * @param samples values of the kind that one which cannot be seen has, all of the kinds that it may be of
 */
public record Variable(String value, String origin, List<String> samples) {
    public Variable(String value, String origin) {
        this(value, origin, List.of());
    }

    static Variable provided(String by) {
        return new Variable(null, by);
    }

    public boolean isVisible() {
        return value != null;
    }
}
