package dev.preflight.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs programs once each, so that a build tells when one does no longer do what it is timed for. */
@Tag("slow")
class ContendersTest {
    private static final Jdk JDK =
            new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home")), "under test");

    @TempDir
    Path directory;

    private ClassPaths classPaths;
    private Fork fork;

    @BeforeEach
    void everybodyHasTheClassPathOfTheBuild() throws IOException {
        Files.createDirectories(directory.resolve("peers"));
        for (String peer : List.of(
                "preflight",
                "metrics",
                "lightbend",
                "smallrye-config",
                "hibernate-validator",
                "boot-health",
                "smallrye-health",
                "micronaut-4",
                "micronaut-5")) {
            Files.writeString(directory.resolve("peers").resolve(peer + ".cp"), System.getProperty("java.class.path"));
        }
        classPaths = new ClassPaths(directory, Path.of("target", "classes").toAbsolutePath());
        fork = new Fork(classPaths, directory, Inputs.environment());
    }

    @Test
    void allWhoCheckVariablesAndFilesPass() throws Exception {
        Inputs.writeFiles(directory);
        for (Contender contender : Offline.CONTENDERS) {
            Sample sample = fork.run(JDK, contender);
            assertEquals(0, sample.exit(), contender.label() + ": " + sample.out());
        }
    }

    @Test
    void allWhoCheckBackendsHearFromThem() throws Exception {
        List<Double> verdicts = new ArrayList<>();
        try (SlowServer server = new SlowServer(100)) {
            for (Contender contender : Backends.ALL) {
                if (contender.runsOn(JDK)) {
                    verdicts.add(fork.run(JDK, contender.with("cold", "2", String.valueOf(server.port())))
                            .printed("verdict"));
                }
            }
        }
        assertTrue(verdicts.stream().allMatch(verdict -> verdict >= 100), verdicts::toString);
    }

    @Test
    void whoLooksForAFileThatIsNotThereFails() throws Exception {
        Fork empty = new Fork(classPaths, directory, Map.of());
        Contender preflight = new Contender("", "config.WithPreflight", "preflight");
        assertEquals(78, empty.run(JDK, preflight).exit());
        Sample byHand = empty.run(JDK, new Contender("", "config.ByHand", ""));
        assertTrue(byHand.out().contains("IllegalStateException: APP_TEXT_00"), byHand.out());
    }
}
