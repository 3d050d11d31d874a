package dev.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class VerifyOrExitTest {
    @TempDir
    Path directory;

    private String exitAfter = "2";

    private record Ended(int exitCode, String out, String err, Duration took) {}

    @Test
    void successGoesOnAndWritesNothing() throws Exception {
        Ended ended = boot("good");
        assertEquals("", ended.err);
        assertEquals("started", ended.out.strip());
        assertEquals(0, ended.exitCode);
    }

    @Test
    void wrongConfigurationExitsWithItsReport() throws Exception {
        Ended ended = boot("configuration");
        assertEquals("""
                PREFLIGHT FAILED  orders: 1 failed in <time>

                FAIL  env NOT_SET_ANYWHERE  not set                                               [env.missing]
                      fix     set NOT_SET_ANYWHERE
                """, Timeless.text(ended.err.replace(System.lineSeparator(), "\n")));
        assertEquals("", ended.out);
        assertEquals(78, ended.exitCode);
    }

    @Test
    void unavailableBackendExits() throws Exception {
        Ended ended = boot("unavailable");
        assertEquals(69, ended.exitCode);
        assertTrue(ended.err.contains("[backend.refused]"));
    }

    @Test
    void brokenCheckExits() throws Exception {
        Ended ended = boot("broken");
        assertEquals(70, ended.exitCode);
        assertTrue(ended.err.contains("[check.crashed]"));
    }

    @Test
    void hangInASocketDoesNotKeepTheProcess() throws Exception {
        Ended ended = boot("hang");
        assertEquals(69, ended.exitCode);
        assertTrue(ended.err.contains("[check.timeout]"));
        // The check hangs for ever, and its timeout is 300 ms; the rest is a JVM that starts on a busy machine.
        assertTrue(ended.took.compareTo(Duration.ofSeconds(20)) < 0, ended.took::toString);
    }

    @Test
    void streamThatAnAbandonedCheckHoldsDoesNotKeepTheProcess() throws Exception {
        Ended ended = boot("deaf-holds-err");
        assertEquals(69, ended.exitCode);
        assertTrue(ended.took.compareTo(Duration.ofSeconds(20)) < 0, ended.took::toString);
    }

    @Test
    void shutdownHookThatNeverEndsDoesNotKeepTheProcess() throws Exception {
        Ended ended = boot("endless-hook");
        assertEquals(78, ended.exitCode);
        assertTrue(ended.err.contains("[env.missing]"), ended.err);

        Ended command = boot("endless-hook-good", "--preflight");
        assertEquals(0, command.exitCode);
        assertTrue(command.out.startsWith("PREFLIGHT PASSED"), command.out);
    }

    @Test
    void bootThatGoesOnIsNotWatched() throws Exception {
        Process process = new ProcessBuilder(BootingMain.command("endless-hook-good"))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertEquals("started", out.readLine());
            assertFalse(process.waitFor(2, TimeUnit.SECONDS));
            process.outputWriter().close();
            assertEquals("still here", out.readLine());
            assertEquals(0, process.waitFor());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void timeToEndThatIsNoneIsSaid() throws Exception {
        exitAfter = "soon";
        Ended ended = boot("configuration");
        assertEquals(78, ended.exitCode);
        assertEquals(
                "preflight: PREFLIGHT_EXIT_AFTER='soon' is no number of seconds from 1 to 3600; it is 10",
                ended.err.lines().reduce((a, b) -> b).orElse(""));
    }

    @Test
    void standardOutputMayBeNamedAsAFile() throws Exception {
        Ended ended = boot("good", "--preflight-report=echo:/dev/stdout");
        assertEquals(0, ended.exitCode);
        assertEquals("echo of orders: PASSED \ud83d\ude80\nstarted\n", ended.out);
        assertEquals("", ended.err);
        assertTrue(Files.isSymbolicLink(Path.of("/dev/stdout")), "it was replaced");
    }

    @Test
    void reportsAreWrittenAndTheBootGoesOn() throws Exception {
        Ended ended = boot("good", "--preflight-report=echo", "--preflight-report=echo:" + directory.resolve("r.txt"));
        assertEquals(0, ended.exitCode);
        assertEquals(
                List.of("echo of orders: PASSED ?", "started"),
                ended.out.lines().toList());
        assertEquals("echo of orders: PASSED \ud83d\ude80\n", Files.readString(directory.resolve("r.txt")));
        assertEquals("", ended.err);
    }

    @Test
    void reportOfAFailureIsWrittenBesideTheText() throws Exception {
        Ended ended = boot("configuration", "--preflight-report=echo");
        assertEquals(78, ended.exitCode);
        assertEquals("echo of orders: FAILED ?", ended.out.strip());
        assertTrue(ended.err.startsWith("PREFLIGHT FAILED"), ended.err);
    }

    @Test
    void argumentsThatAreWrongAreALineAndTheBootGoesOn() throws Exception {
        Ended ended = boot("good", "--preflight-report=jsn");
        assertEquals(0, ended.exitCode);
        assertEquals("started", ended.out.strip());
        List<String> lines = ended.err.lines().toList();
        assertEquals(1, lines.size(), ended.err);
        assertTrue(lines.get(0).startsWith("preflight: --preflight-report= names an unknown format 'jsn'; there are "));
    }

    @Test
    void argumentsThatAreMisspeltStartNothing() throws Exception {
        Ended ended = boot("good", "--preflihgt");
        assertEquals(64, ended.exitCode);
        assertEquals("", ended.out);
        assertEquals(
                List.of(
                        "preflight: unknown argument '--preflihgt'; --preflight=help lists what there is",
                        "preflight: --preflight=help lists what there is"),
                ended.err.lines().toList());
    }

    @Test
    void checkingInsteadOfBootingDoesNotStartTheApplication() throws Exception {
        Ended good = boot("good", "--preflight");
        assertEquals(0, good.exitCode);
        assertEquals("PREFLIGHT PASSED  orders: 1 passed in <time>", Timeless.text(good.out.strip()));

        Ended unavailable = boot("unavailable", "--preflight");
        assertEquals(69, unavailable.exitCode);
        assertEquals("", unavailable.err);

        Ended broken = boot("broken", "--preflight");
        assertEquals(70, broken.exitCode);

        Ended misused = boot("good", "--preflight=every");
        assertEquals(64, misused.exitCode);
        assertEquals("", misused.out);
    }

    /** The application writes ASCII, so what is none becomes a question mark. */
    private Ended boot(String how, String... args) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        long start = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder(BootingMain.command(how, args));
        builder.environment().keySet().removeIf(name -> name.startsWith("PREFLIGHT") || name.endsWith("_OPTIONS"));
        builder.environment().put("PREFLIGHT_EXIT_AFTER", exitAfter);
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        } finally {
            process.destroyForcibly();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Ended(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8),
                took);
    }
}
