package dev.preflight.check;

import static dev.preflight.Checks.file;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotRegularFileTest {
    @TempDir
    Path directory;

    private FileRun run() {
        return new FileRun(directory);
    }

    @Test
    void directoryInPlaceOfAFileIsAProblem() throws IOException {
        Files.createDirectory(directory.resolve("app.yaml"));
        assertEquals("""
                file.not-regular: not a regular file
                found: DIR/app.yaml is a directory
                fix: ship a file of that name; a container runtime makes an empty directory where the source of a mount \
                is missing
                """, run().problem(file("app.yaml").yaml()));
    }

    @Test
    void pipeIsRefusedWithoutWaitingForAWriter() throws Exception {
        Process mkfifo =
                new ProcessBuilder("mkfifo", directory.resolve("app.yaml").toString()).start();
        assumeTrue(mkfifo.waitFor() == 0, "this system makes no pipes");
        assertEquals(
                """
                file.not-regular: not a regular file
                found: DIR/app.yaml is a pipe, a socket or a device
                fix: ship a regular file
                """,
                assertTimeoutPreemptively(
                        ofSeconds(5),
                        () -> run().problem(file("app.yaml").yaml().secret().containing("x"))));
    }

    @Test
    void endlessDeviceIsRefused() {
        assumeTrue(Files.exists(Path.of("/dev/zero")), "this system has no /dev/zero");
        assertEquals(
                """
                file.not-regular: not a regular file
                found: /dev/zero is a pipe, a socket or a device
                fix: ship a regular file
                """,
                assertTimeoutPreemptively(
                        ofSeconds(5), () -> run().problem(file("/dev/zero").json())));
    }

    @Test
    void linkToAnEndlessDeviceIsRefused() throws IOException {
        assumeTrue(Files.exists(Path.of("/dev/zero")), "this system has no /dev/zero");
        Files.createSymbolicLink(directory.resolve("app.yaml"), Path.of("/dev/zero"));
        assertEquals(
                """
                file.not-regular: not a regular file
                found: DIR/app.yaml is a pipe, a socket or a device
                fix: ship a regular file
                """,
                assertTimeoutPreemptively(
                        ofSeconds(5), () -> run().problem(file("app.yaml").json())));
    }
}
