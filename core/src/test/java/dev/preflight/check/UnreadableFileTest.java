package dev.preflight.check;

import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.preflight.Checks;
import dev.preflight.Preflight;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/**
 * What this process may not touch. For the superuser that is nothing, so the checks run in a JVM of another user: it
 * gets its own copy of the class path, since that of the superuser may lie where others cannot look.
 */
class UnreadableFileTest {
    @TempDir
    Path directory;

    @BeforeEach
    void openDirectory() throws IOException {
        assumeTrue(
                directory.getFileSystem().supportedFileAttributeViews().contains("posix"), "this system has no modes");
        mode(directory, "rwxr-xr-x");
    }

    @AfterEach
    void reopenForDeletion() throws IOException {
        mode(directory, "rwx------");
        if (Files.exists(directory.resolve("closed"))) {
            mode(directory.resolve("closed"), "rwx------");
        }
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    /** Runs one check as a user without privileges. */
    public static final class Inside {
        private Inside() {}

        public static void main(String... args) {
            FileRun run = new FileRun(Path.of(args[0]));
            Check<?> check = switch (args[1]) {
                case "directory" -> Checks.directory(args[2]);
                case "optional directory" -> Checks.directory(args[2]).optional();
                case "writable directory" -> Checks.directory(args[2]).writable();
                case "optional file" -> Checks.file(args[2]).optional();
                default -> Checks.file(args[2]);
            };
            System.out.print(run.problems(run.report(check)));
        }
    }

    private String problem(String kind, String path) throws Exception {
        List<String> command = new ArrayList<>();
        String classPath = System.getProperty("java.class.path");
        if (Files.isReadable(unreadable())) {
            assumeTrue(canChangeUser(), "everything is readable to this user, and it cannot become another one");
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
            classPath = copyOfClassPath();
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                Inside.class.getName(),
                directory.toString(),
                kind,
                path));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(true, process.waitFor(30, TimeUnit.SECONDS));
        return out.replaceAll(" \\(user [^)]*\\)", " (user ME)");
    }

    private Path unreadable() throws IOException {
        Path file = directory.resolve("unreadable");
        if (!Files.exists(file)) {
            Files.writeString(file, "x");
            mode(file, "---------");
        }
        return file;
    }

    private static boolean canChangeUser() throws InterruptedException {
        try {
            return new ProcessBuilder("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private String copyOfClassPath() throws Exception {
        Path copy = directory.resolve("classpath");
        List<String> entries = new ArrayList<>();
        for (Class<?> type : List.of(Preflight.class, UnreadableFileTest.class, Logger.class, Test.class)) {
            Path from = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            Path to = copy.resolve(Integer.toString(entries.size()));
            entries.add(to.toString());
            if (!Files.exists(to)) {
                copy(from, to);
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(at).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path at, BasicFileAttributes attributes) throws IOException {
                Path target =
                        at.equals(from) ? to : to.resolve(from.relativize(at).toString());
                Files.createDirectories(target.getParent());
                Files.copy(at, target);
                mode(target, "rw-r--r--");
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void closed(String mode) throws IOException {
        Files.createDirectories(directory.resolve("closed/inner"));
        Files.writeString(directory.resolve("closed/inner/app.yaml"), "a: 1");
        mode(directory.resolve("closed"), mode);
    }

    @Test
    void fileThatMayNotBeReadIsAProblem() throws Exception {
        unreadable();
        assertEquals("""
                file.unreadable: not readable
                found: this process (user ME) may not read DIR/unreadable
                fix: let the user of this process read the file (mode r)
                """, problem("file", "unreadable"));
    }

    @Test
    void directoryThatMayNotBeEnteredIsNamed() throws Exception {
        closed("rw-r--r--");
        String unreachable = """
                file.unreadable: cannot be reached
                found: this process (user ME) may not look into DIR/closed
                fix: let the user of this process enter the directory (mode x)
                """;
        assertEquals(unreachable, problem("file", "closed/inner/app.yaml"));
        assertEquals(unreachable, problem("optional file", "closed/inner/app.yaml"));
        assertEquals(unreachable, problem("directory", "closed/inner"));
        assertEquals(unreachable, problem("optional directory", "closed/inner"));
    }

    @Test
    void linkIntoADirectoryThatMayNotBeEnteredIsNamed() throws Exception {
        closed("rw-------");
        Files.createSymbolicLink(directory.resolve("app.yaml"), Path.of("closed/inner/app.yaml"));
        assertEquals("""
                file.unreadable: cannot be reached
                found: this process (user ME) may not look into the directory that DIR/app.yaml leads to
                fix: let the user of this process enter the directory (mode x)
                """, problem("file", "app.yaml"));
    }

    @Test
    void directoryThatMayNotBeListedIsSaidToBe() throws Exception {
        closed("rwx--x--x");
        assertEquals("""
                file.missing: not found
                looked: DIR/closed: exists, cannot be listed
                fix: ship closed/app.yaml with the deployment
                """, problem("file", "closed/app.yaml"));
    }

    @Test
    void directoryThatMayNotBeWrittenIsAProblem() throws Exception {
        closed("r-xr-xr-x");
        assertEquals("""
                directory.not-writable: not writable
                found: no file could be created in DIR/closed
                why: its mode does not let this user write
                fix: let the user of this process write there; a mount may be read-only, a disk full
                """, problem("writable directory", "closed"));
    }

    @Test
    void fileThatFailsWhenReadIsAProblemOfTheFile() {
        assumeTrue(Files.isRegularFile(Path.of("/proc/self/mem")), "this system has no file that fails to read");
        String problem = new FileRun(directory).problem(file("/proc/self/mem"));
        assertEquals("""
                file.unreadable: cannot be read
                looked: /proc/self/mem
                why: #
                fix: look at the disk or the mount that holds the file
                """, problem.replaceFirst("why: IOException: .*", "why: #"));
    }
}
