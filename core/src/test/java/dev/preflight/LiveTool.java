package dev.preflight;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program of the system that reads what the documentation shows. Where it is missing, the tests are skipped, unless
 * {@code PREFLIGHT_TEST_LIVE=required} says that this is a failure, as it does in CI.
 */
final class LiveTool {
    /**
     * How a program ended.
     *
     * @param exitCode its exit code
     * @param output what it printed to both streams
     */
    record Ended(int exitCode, String output) {}

    private LiveTool() {}

    /** Skips or fails the test unless the program is there. */
    static String onPath(String name) {
        for (String directory : System.getenv("PATH").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(directory, name))) {
                return name;
            }
        }
        return missing(name + " is not on the path, so the documentation was not tried with it");
    }

    /** Skips or fails the test unless a variable has a value. */
    static String named(String variable) {
        String value = System.getenv(variable);
        return value == null || value.isBlank()
                ? missing(variable + " is not set, so the documentation was not tried with what it names")
                : value;
    }

    private static String missing(String reason) {
        if ("required".equals(System.getenv("PREFLIGHT_TEST_LIVE"))) {
            fail(reason);
        }
        return abort(reason);
    }

    static Ended run(Path directory, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("tool", ".txt");
        ProcessBuilder builder = new ProcessBuilder(List.of(command)).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PREFLIGHT"));
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertTrue(process.waitFor(180, TimeUnit.SECONDS), () -> List.of(command) + " does not end");
            return new Ended(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }
}
