package dev.preflight.console;

import static dev.preflight.Checks.env;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.preflight.EchoFormat;
import dev.preflight.Preflight;
import dev.preflight.deploy.Deployment;
import dev.preflight.report.Report;
import dev.preflight.report.ReportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a report goes. */
class ReportTargetTest {
    private static final Report REPORT =
            Preflight.of("orders", env("A")).against(Deployment.of(Map.of())).run();

    @TempDir
    Path directory;

    private String write(Path file) {
        return new ReportTarget(new EchoFormat(), file).write(REPORT, System.out);
    }

    @Test
    void fileIsReplacedAsAWhole() throws IOException {
        Path file = Files.writeString(directory.resolve("report.txt"), "x".repeat(10_000));

        assertNull(write(file));

        assertEquals("echo of orders: FAILED \ud83d\ude80\n", Files.readString(file));
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void formatThatFailsHalfwayLeavesTheOldFileAsItWas() throws IOException {
        Path file = Files.writeString(directory.resolve("report.txt"), "old");
        ReportFormat broken = new ReportFormat() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public void write(Report report, Appendable out) throws IOException {
                out.append("half");
                throw new IllegalStateException();
            }
        };

        assertEquals(
                "the broken report could not be written: java.lang.IllegalStateException",
                new ReportTarget(broken, file).write(REPORT, System.out));

        assertEquals("old", Files.readString(file));
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void directoryIsNoFile() {
        assertEquals("the echo report could not be written to '" + directory + "': Is a directory", write(directory));
    }

    @Test
    void fileIsWrittenWhereNothingMayBeMadeBesideIt() throws IOException {
        // Like a file that Kubernetes mounts into a read-only image. Linux takes 15 characters.
        Path file = Path.of("/proc/self/comm");
        assumeTrue(Files.isWritable(file), "no such file here");
        String before = Files.readString(file);
        try {
            assertNull(write(file));

            assertEquals("echo of orders:\n", Files.readString(file));
        } finally {
            Files.writeString(file, before);
        }
    }

    @Test
    void pipeIsWrittenAndNotReplaced() throws Exception {
        Path pipe = directory.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no mkfifo here");
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readString(pipe);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });

        assertNull(write(pipe));

        assertEquals("echo of orders: FAILED \ud83d\ude80\n", read.get());
        assertTrue(Files.exists(pipe));
    }

    @Test
    void pipeThatNobodyReadsIsNotWaitedForLong() throws Exception {
        Path pipe = directory.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no mkfifo here");

        assertEquals(
                "the echo report could not be written to '" + pipe + "': nobody has read it within 5 seconds",
                assertTimeoutPreemptively(Duration.ofSeconds(30), () -> write(pipe)));

        // Whoever comes later gets it.
        assertEquals("echo of orders: FAILED \ud83d\ude80\n", Files.readString(pipe));
    }

    @Test
    void deviceIsWritten() {
        assumeTrue(Files.isWritable(Path.of("/dev/full")), "no such device here");

        assertNull(write(Path.of("/dev/null")));
        assertEquals(
                "the echo report could not be written to '/dev/full': No space left on device",
                write(Path.of("/dev/full")));
    }

    @Test
    void linkThatLiesWhereAReportIsPreparedIsNotFollowed() throws IOException {
        Path victim = Files.writeString(directory.resolve("victim"), "untouched");
        Path file = directory.resolve("report.txt");
        Files.createSymbolicLink(
                directory.resolve(
                        "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp"),
                victim);

        assertNull(write(file));

        assertEquals("untouched", Files.readString(victim));
        assertEquals("echo of orders: FAILED \ud83d\ude80\n", Files.readString(file));
    }

    @Test
    void fileKeepsItsMode() throws IOException {
        Path file = Files.writeString(directory.resolve("report.txt"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));

        assertNull(write(file));

        assertEquals("rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void newFileHasTheModeThatFilesOfThisProcessHave() throws IOException {
        Path file = directory.resolve("report.txt");
        Path other = Files.writeString(directory.resolve("other.txt"), "");

        assertNull(write(file));

        assertEquals(Files.getPosixFilePermissions(other), Files.getPosixFilePermissions(file));
    }
}
