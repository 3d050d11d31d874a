package dev.preflight.console;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.preflight.BootingMain;
import dev.preflight.check.Check;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.report.Outcome;
import dev.preflight.report.ReportBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The line on a terminal that says what a run waits for. */
@Timeout(120)
class ProgressTest {
    private static final Check<?> DB = probe("db", () -> {});
    private static final Check<?> QUEUE = probe("queue", () -> {});

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Progress progress = new Progress(new Terminal(
            new PrintStream(bytes, true, StandardCharsets.UTF_8),
            StandardCharsets.UTF_8,
            true,
            "",
            Deployment.of(Map.of())));

    private void finish(Check<?> check) {
        progress.on(ReportBuilder.finished(
                ReportBuilder.result(check, Outcome.PASSED, List.of(), "", Duration.ZERO, 1, List.of())));
    }

    @Test
    void namesWhatIsAwaitedAndWhy() {
        progress.on(ReportBuilder.started(env("A")));
        progress.on(ReportBuilder.started(DB));
        progress.on(ReportBuilder.started(QUEUE));
        progress.on(ReportBuilder.retrying(
                QUEUE, 4, Problem.of(Code.BACKEND_REFUSED, "connection refused"), Duration.ofSeconds(1)));
        assertEquals("waiting 12 s for probe db, probe queue (connection refused, 4 attempts)", progress.line(12));

        finish(DB);
        assertEquals("waiting 13 s for probe queue (connection refused, 4 attempts)", progress.line(13));
    }

    @Test
    void manyAreCounted() {
        for (int i = 0; i < 2_000; i++) {
            progress.on(ReportBuilder.started(probe("p" + i, () -> {})));
        }
        assertEquals("waiting 0 s for probe p0, probe p1, probe p2 and 1,997 more", progress.line(0));
    }

    @Test
    void runThatIsSoonOverShowsNothing() throws InterruptedException {
        progress.on(ReportBuilder.started(DB));
        progress.start();
        progress.close();
        progress.join(10_000);

        assertFalse(progress.isAlive());
        assertEquals("", bytes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void terminalShowsOneLineThatIsGoneAtTheEnd(@TempDir Path directory) throws Exception {
        String shown = onATerminal(directory, "xterm");

        assertTrue(shown.contains("\r\u001b[2K\u001b[?7lwaiting 1 s for probe queue (connection refused, "));
        int lastDrawn = shown.lastIndexOf("waiting ");
        int gone = shown.indexOf("\r\u001b[2K", lastDrawn);
        assertTrue(gone > lastDrawn && gone < shown.indexOf("PREFLIGHT FAILED"), shown);
        assertTrue(shown.contains("\u001b[31;1mFAIL\u001b[0m  probe queue"), shown);
        // Every line that was drawn stands where the one before stood.
        assertEquals(-1, shown.substring(0, gone).indexOf('\n'), shown);
    }

    @Test
    void dumbTerminalShowsTheReportAlone(@TempDir Path directory) throws Exception {
        String shown = onATerminal(directory, "dumb");

        assertTrue(shown.startsWith("PREFLIGHT FAILED  orders: 1 failed in "), shown);
        assertFalse(shown.contains("\u001b"), shown);
    }

    /** Boots with a terminal of 20 columns, and returns all that was written to it. */
    private static String onATerminal(Path directory, String type) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script(1) of util-linux makes the terminal");
        Path log = directory.resolve("terminal.log");
        Path boot = Files.writeString(
                directory.resolve("boot.sh"),
                "stty cols 20\nexec '" + String.join("' '", BootingMain.command("slow")) + "'\n");
        ProcessBuilder builder = new ProcessBuilder("/usr/bin/script", "-qec", "sh '" + boot + "'", log.toString())
                .redirectInput(ProcessBuilder.Redirect.from(
                        Files.createFile(directory.resolve("in")).toFile()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("PREFLIGHT") || name.endsWith("_OPTIONS") || name.contains("COLOR"));
        builder.environment().put("TERM", type);
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        } finally {
            process.destroyForcibly();
        }
        assertEquals(69, process.exitValue());
        return Files.readString(directory.resolve("out"), StandardCharsets.ISO_8859_1);
    }
}
