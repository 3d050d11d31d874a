package dev.preflight.examples.boot;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The service as it is started in earnest: in a process of its own, with an environment of its own. */
final class Service {
    private static final List<String> OF_TESTS = List.of("junit-", "embedded-", "test-classes");

    /** Its jars, or the classes of its modules where the build has not packed them yet, and those of the service. */
    private static final List<String> PREFLIGHT = List.of("preflight-", "classes");

    private final Map<String, String> variables;
    private List<String> leftOut = OF_TESTS;
    private String added = "";

    Service(Map<String, String> variables) {
        this.variables = new HashMap<>(variables);
    }

    /**
     * How far it came.
     *
     * @param isStarted whether it took traffic; it was ended then
     * @param exitCode its exit code, if it ended by itself
     * @param output what it printed
     */
    record Ran(boolean isStarted, int exitCode, String output) {}

    /** What is asked of it once it takes traffic. */
    interface Visitor {
        void visit() throws Exception;
    }

    Service variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    Service without(String name) {
        variables.remove(name);
        return this;
    }

    /** As it was before the starter was added, with the classes of the service that do not use it. */
    Service withoutPreflight(Path classes) throws IOException {
        Path all = Path.of("target/classes");
        try (Stream<Path> files = Files.walk(all)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                if (!each.endsWith("CutOff.class")) {
                    Path copy = classes.resolve(all.relativize(each));
                    Files.createDirectories(copy.getParent());
                    Files.copy(each, copy);
                }
            }
        }
        leftOut = Stream.concat(OF_TESTS.stream(), PREFLIGHT.stream()).toList();
        added = classes.toString();
        return this;
    }

    /** Runs it until it ends or takes traffic. */
    Ran run(Visitor visitor) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", OrdersApplication.class.getName())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("CLASSPATH", classPath());
        builder.environment().putAll(variables);
        Process process = builder.start();
        StringBuilder output = new StringBuilder();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.append(line).append('\n');
                if (line.contains("Started OrdersApplication in")) {
                    visitor.visit();
                    return new Ran(true, 0, output.toString());
                }
            }
            return new Ran(false, process.waitFor(), output.toString());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private String classPath() {
        List<String> entries = new ArrayList<>(added.isEmpty() ? List.of() : List.of(added));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            String name = Path.of(entry).getFileName().toString();
            if (leftOut.stream().noneMatch(name::startsWith)) {
                entries.add(entry);
            }
        }
        return String.join(File.pathSeparator, entries);
    }
}
