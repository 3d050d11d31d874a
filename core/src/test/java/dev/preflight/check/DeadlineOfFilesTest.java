package dev.preflight.check;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.preflight.Preflight;
import dev.preflight.deploy.Deployment;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import dev.preflight.report.Verdict;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Our own work on the calling thread ends with the deadline of the run, whatever it is given. */
@Timeout(60)
class DeadlineOfFilesTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LATE = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    private Report run(Map<String, String> variables, Check<?>... checks) {
        Report report = Preflight.of("orders", checks)
                .against(Deployment.of(variables).directory(directory))
                .deadline(SHORT)
                .run();
        assertTrue(report.took().compareTo(LATE) < 0, report::toString);
        return report;
    }

    private String problem(Map<String, String> variables, Check<?> check) {
        Report report = run(variables, check);
        assertEquals(69, report.exitCode(), report::toString);
        return new FileRun(directory).problems(report);
    }

    /** Ten tera bytes that take no room. */
    private void sparse() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve("huge").toFile(), "rw")) {
            file.setLength(10L << 40);
        } catch (IOException e) {
            assumeTrue(false, "no such file on this file system: " + e.getMessage());
        }
    }

    @Test
    void textIsNotLookedForBeyondTheDeadline() throws IOException {
        sparse();
        assertEquals("""
                check.timeout: no end before the deadline of the run, 300 ms
                looked: DIR/huge, 10 TiB
                fix: ship a file that can be read in that time, or give the run more with deadline(...)
                """, problem(Map.of(), file("huge").containing("x")));
    }

    @Test
    void digestIsNotMadeBeyondTheDeadline() throws IOException {
        sparse();
        String problem = problem(Map.of(), file("huge").checksum("sha256:" + "0".repeat(64)));
        assertTrue(problem.startsWith("check.timeout: no end before the deadline of the run, 300 ms\n"), problem);
    }

    @Test
    void fileOfTheKernelThatWaitsIsLeftBehind() {
        Path log = Path.of("/proc/kmsg");
        assumeTrue(Files.isReadable(log), "this user may not read the log of the kernel");
        // What it holds is read by whoever comes first, so either it ends with something or it waits.
        Report read = run(Map.of(), file("/proc/kmsg").containing("no such words in it"));
        assertEquals(Verdict.FAILED, read.verdict());

        run(Map.of("TOKEN_FILE", "/proc/kmsg"), env("TOKEN").orFile().secret());
    }

    @Test
    void fileOfTheKernelIsReadWhole() {
        assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "no such file here");
        assertEquals(
                Verdict.PASSED,
                run(Map.of(), file("/proc/self/status").containing("VmSize")).verdict());
    }

    @Test
    void regularExpressionThatTriesForEverIsGivenUp() {
        String text = "a".repeat(60) + "!";
        assertEquals("""
                check.timeout: no end before the deadline of the run, 300 ms
                found: the regular expression that NAME must match is still trying ways to match it
                fix: correct the regular expression, or the value if it is not meant so
                """, problem(Map.of("NAME", text), env("NAME").matching("(a|aa)+\\1z")));
        assertTrue(problem(Map.of("NAME", text), env("NAME").secret().matching("(a*)*\\1z"))
                .startsWith("check.timeout: "));
    }

    @Test
    void whatIsQuickPassesThoughTheTimeIsOver() throws IOException {
        Files.writeString(directory.resolve("small"), "x");
        Report report = run(
                Map.of("NAME", "a".repeat(60) + "!", "OTHER", "abc"),
                env("NAME").matching("(a|aa)+\\1z"),
                env("OTHER").matching("[a-c]+"),
                file("small").containing("x"));
        assertEquals(1, report.count(Outcome.FAILED), report::toString);
    }

    @Test
    void numberOfMillionsOfDigitsIsNoNumber() throws IOException {
        Files.writeString(directory.resolve("app.yaml"), "n: " + "7".repeat(8_000_000) + "\n");
        assertEquals(
                Verdict.PASSED,
                run(Map.of(), file("app.yaml").yaml().having("n")).verdict());
    }
}
