package dev.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;

/** A program of the tests in a JVM of its own, with nothing on its class path but the library and what it requires. */
public final class FreshJvm {
    private final Path directory;
    private final Map<String, String> environment;

    /** A JVM that leaves what it writes in a directory, and has variables beside the ones of this process. */
    public FreshJvm(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = Map.copyOf(environment);
    }

    /** What a program printed, and the names of the classes that it loaded, up to its end. */
    public record Ended(String output, List<String> classes) {
        /** The lines of the output, without those in which SLF4J says that it has no provider. */
        public List<String> lines() {
            return output.lines().filter(line -> !line.startsWith("SLF4J")).toList();
        }

        /** The classes whose names begin so. */
        public List<String> classes(String... prefixes) {
            return classes.stream()
                    .filter(name -> Stream.of(prefixes).anyMatch(name::startsWith))
                    .toList();
        }
    }

    /** Runs a program that must end well. */
    public Ended run(Class<?> program, List<String> arguments)
            throws IOException, InterruptedException, URISyntaxException {
        Path log = directory.resolve("classes");
        Path output = directory.resolve("output");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xlog:class+load:file=" + log);
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+UseSerialGC");
        // The archive first, so that what opening one takes is there from the start, as in production.
        command.add("-cp");
        command.add(String.join(
                System.getProperty("path.separator"), home(Logger.class), home(program), home(Preflight.class)));
        command.add(program.getName());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PREFLIGHT") || name.endsWith("_OPTIONS"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        } finally {
            process.destroyForcibly();
        }
        assertEquals(0, process.exitValue(), Files.readString(output));
        try (Stream<String> lines = Files.lines(log)) {
            return new Ended(
                    Files.readString(output),
                    lines.filter(line -> line.contains(" source: "))
                            .map(line -> line.substring(line.indexOf("] ") + 2, line.indexOf(" source: ")))
                            .map(name ->
                                    name.substring(name.lastIndexOf(']') + 1).strip())
                            .toList());
        }
    }

    private static String home(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }
}
