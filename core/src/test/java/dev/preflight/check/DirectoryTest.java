package dev.preflight.check;

import static dev.preflight.Checks.directory;
import static dev.preflight.Checks.env;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.preflight.Checks;
import dev.preflight.Preflight;
import dev.preflight.deploy.Deployment;
import dev.preflight.report.Report;
import dev.preflight.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryTest {
    @TempDir
    Path directory;

    private FileRun run() {
        return new FileRun(directory);
    }

    @Test
    void valueIsTheAbsolutePath() throws IOException {
        Files.createDirectory(directory.resolve("data"));
        assertEquals(directory.resolve("data"), run().value(directory("./data")));
    }

    @Test
    void missingDirectoryIsAProblem() throws IOException {
        Files.createDirectory(directory.resolve("date"));
        assertEquals("""
                directory.missing: not found
                looked: DIR: exists, holds date
                fix: create the directory, or mount it; did you mean date?
                """, run().problem(directory("data")));
    }

    @Test
    void pathThroughAFileNamesTheFile() throws IOException {
        run().write("data", "x");
        assertEquals("""
                directory.missing: not found
                looked: DIR/data: is a file, not a directory
                fix: create the directory, or mount it
                """, run().problem(directory("data/spool")));
    }

    @Test
    void fileInItsPlaceIsAProblem() throws IOException {
        run().write("data", "x");
        assertEquals("""
                directory.not-a-directory: not a directory
                found: DIR/data is a file, a pipe or a device
                fix: put a directory in its place
                """, run().problem(directory("data").optional()));
    }

    @Test
    void brokenLinkInItsPlaceIsAProblem() throws IOException {
        Files.createSymbolicLink(directory.resolve("data"), Path.of("nowhere"));
        assertEquals("""
                directory.not-a-directory: not a directory
                found: DIR/data is a link to nowhere, which does not exist
                fix: put a directory in its place
                """, run().problem(directory("data").optional()));
    }

    @Test
    void linkToADirectoryIsADirectory() throws IOException {
        Files.createDirectory(directory.resolve("real"));
        Files.createSymbolicLink(directory.resolve("data"), Path.of("real"));
        run().value(directory("data").writable());
    }

    @Test
    void optionalDirectoryMayBeAbsent() {
        assertEquals("", run().warning(directory("data").optional()));
    }

    @Test
    void writableLeavesNothingBehind() throws IOException {
        run().value(directory(".").writable());
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void writableReallyWrites() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "this system has no directory that refuses everybody");
        String problem = run().problem(directory("/proc/self").writable());
        assertTrue(problem.startsWith("""
                        directory.not-writable: not writable
                        found: no file could be created in /proc/self
                        why: \
                        """), problem);
        assertTrue(problem.endsWith("""
                        fix: let the user of this process write there; a mount may be read-only, a disk full
                        """), problem);
    }

    @Test
    void roomThatIsThereIsEnough() {
        run().value(directory(".").free("1B").writable());
    }

    @Test
    void roomThatIsNotThereIsAProblem() {
        String problem = run().problem(directory(".").free("700000TiB"));
        assertEquals("""
                directory.full: less than 683.5 PiB free
                found: # free on the file system of DIR
                fix: free some space, or mount a larger volume
                """, problem.replaceFirst("found: [0-9.,]+ ([KMGTP]i)?B", "found: #"));
    }

    @Test
    void directoryOfAVariableFollowsTheVariable() {
        EnvVar<Path> data = env("DATA_DIR").path();
        Preflight suite = Preflight.of("test", directory(data));
        assertEquals(
                "needs env DATA_DIR",
                suite.against(Deployment.of(Map.of())).run().results().get(1).reason());
        Deployment deployment = Deployment.of(Map.of("DATA_DIR", directory.toString()));
        assertEquals(directory, suite.against(deployment).verify().get(directoryOf(suite)));
    }

    @SuppressWarnings("unchecked")
    private static Check<Path> directoryOf(Preflight suite) {
        return (Check<Path>) suite.checks().get(1);
    }

    @Test
    void settingsKeepWhatWasDeclared() throws IOException {
        Directory check = directory("data")
                .free("700000TiB")
                .writable()
                .describedAs("uploads")
                .warnOnly()
                .needs(env("A").optional())
                .onlyIf(Checks.envSet("A"));
        Report report = Preflight.of("test", check)
                .against(Deployment.of(Map.of("A", "1")).directory(directory))
                .run();
        assertEquals("""
                directory.missing: not found
                for: uploads
                looked: DIR: exists, is empty
                fix: create the directory, or mount it
                """, run().problems(report));
        assertEquals(Verdict.PASSED, report.verdict());
    }

    @Test
    void badDeclarationsAreRefused() {
        assertEquals(
                "path: a directory cannot be on the class path: classpath:conf",
                assertThrows(IllegalArgumentException.class, () -> directory("classpath:conf"))
                        .getMessage());
        assertThrows(NullPointerException.class, () -> directory((String) null));
        assertThrows(NullPointerException.class, () -> directory((EnvVar<Path>) null));
        assertThrows(NullPointerException.class, () -> directory("a").free(null));
    }
}
