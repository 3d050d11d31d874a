package dev.preflight.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs, each in a fresh JVM, and measures the whole process from outside. */
final class Fork {
    /** How long any program may take before it is held to be one that never ends. */
    private static final int LIMIT_SECONDS = 60;
    /** The exit code of one that never ended. */
    static final int NEVER = -1;

    private final ClassPaths classPaths;
    private final Path directory;
    private final Map<String, String> environment;
    private final int limitSeconds;

    /**
     * @param directory where the programs run
     * @param environment all variables that they see
     */
    Fork(ClassPaths classPaths, Path directory, Map<String, String> environment) {
        this(classPaths, directory, environment, LIMIT_SECONDS);
    }

    private Fork(ClassPaths classPaths, Path directory, Map<String, String> environment, int limitSeconds) {
        this.classPaths = classPaths;
        this.directory = directory;
        this.environment = environment;
        this.limitSeconds = limitSeconds;
    }

    /** The same, with another limit for programs that may never end. */
    Fork patience(int seconds) {
        return new Fork(classPaths, directory, environment, seconds);
    }

    Sample run(Jdk jdk, Contender contender, String... jvmArguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(jdk.java()));
        command.addAll(List.of(jvmArguments));
        command.addAll(contender.jvm());
        command.addAll(List.of("-cp", classPaths.of(contender.peer()), contender.mainClass()));
        command.addAll(contender.args());
        Path out = directory.resolve("out.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(contender.environment());
        double cpuBefore = ChildrenCpu.milliseconds();
        long start = System.nanoTime();
        Process process = builder.start();
        if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return new Sample(Double.POSITIVE_INFINITY, Long.MAX_VALUE, Double.NaN, NEVER, Files.readString(out));
        }
        double wall = (System.nanoTime() - start) / 1e6;
        long ended = System.currentTimeMillis();
        double cpu = ChildrenCpu.milliseconds() - cpuBefore;
        return new Sample(wall, ended, cpu, process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
    }

    /** How many classes a program makes its JVM load. */
    long classes(Jdk jdk, Contender contender) throws IOException, InterruptedException {
        Path log = directory.resolve("classes.txt");
        Files.deleteIfExists(log);
        run(jdk, contender, "-Xlog:class+load:file=" + log.getFileName());
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" source: ")).count();
        }
    }
}
