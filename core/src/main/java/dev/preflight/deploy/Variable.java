package dev.preflight.deploy;

/**
 * What sets an environment variable.
 *
 * @param value the value; null if it cannot be seen
 * @param origin where it stands, or what provides it where it cannot be seen
 */
record Variable(String value, String origin) {
    static Variable provided(String by) {
        return new Variable(null, by);
    }

    boolean isVisible() {
        return value != null;
    }
}
