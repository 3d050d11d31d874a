package dev.preflight.benchmarks.config;

import java.io.File;

/** Checks files by hand, also for libraries that do not. */
final class Readable {
    private Readable() {}

    static void all(String... names) {
        for (String name : names) {
            if (!holds(name)) {
                throw new IllegalStateException(name);
            }
        }
    }

    static boolean holds(String name) {
        File file = new File(name);
        return file.isFile() && file.canRead() && file.length() > 0;
    }
}
