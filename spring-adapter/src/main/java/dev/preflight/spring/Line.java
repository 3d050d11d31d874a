package dev.preflight.spring;

import java.util.List;

/** The lines of Spring Boot that the starter runs on. One that is newer than it may do, and is tried. */
final class Line {
    private static final int OLDEST_MAJOR = 3;
    private static final int OLDEST_MINOR = 5;

    private Line() {}

    /** Refuses a version that is too old. One that cannot be read is taken for a new one. */
    static void require(String version) {
        List<String> parts = version == null ? List.of() : List.of(version.split("\\.", 3));
        if (parts.size() < 2) {
            return;
        }
        try {
            int major = Integer.parseInt(parts.get(0));
            int minor = Integer.parseInt(parts.get(1));
            if (major < OLDEST_MAJOR || major == OLDEST_MAJOR && minor < OLDEST_MINOR) {
                throw UnsupportedLineException.of(version);
            }
        } catch (NumberFormatException e) {
            return;
        }
    }
}
