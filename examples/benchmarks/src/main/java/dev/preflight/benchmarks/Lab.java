package dev.preflight.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where a case is measured: the JDKs, the class paths, the build directory, and how many rounds are wanted. */
record Lab(List<Jdk> jdks, ClassPaths classPaths, Path target, int rounds) {
    /** A directory of its own for a case, to run programs in. */
    Path directory(String name) throws IOException {
        return Files.createDirectories(target.resolve("work").resolve(name));
    }

    Fork fork(String name, Map<String, String> environment) throws IOException {
        return new Fork(classPaths, directory(name), environment);
    }
}
