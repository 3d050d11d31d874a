package dev.preflight;

import static dev.preflight.Checks.env;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.deploy.Deployment;
import dev.preflight.report.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What front ends other than {@link Preflight#verifyOrExit} have: commands on other streams, reports delivered. */
class FrontEndTest {
    private static final Preflight SUITE = Preflight.of("orders", env("URL"));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    private Preflight suite(Map<String, String> environment) {
        return SUITE.against(Deployment.of(environment).directory(directory));
    }

    private OptionalInt run(String... args) {
        return suite(Map.of())
                .runCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        args);
    }

    @Test
    void commandPrintsToTheStreamsThatAreGiven() {
        OptionalInt[] exit = new OptionalInt[1];

        Streams standard = Streams.of(() -> exit[0] = run("--preflight", "--preflight-report=echo"));

        assertEquals(OptionalInt.of(78), exit[0]);
        assertEquals("echo of orders: FAILED \ud83d\ude80\n", out.toString(StandardCharsets.UTF_8));
        assertTrue(err.toString(StandardCharsets.UTF_8).startsWith("PREFLIGHT FAILED  orders: 1 failed"));
        assertEquals("", standard.out() + standard.err());
    }

    @Test
    void misuseIsToldOnTheErrorStreamThatIsGiven() {
        assertEquals(OptionalInt.of(64), run("--preflight=lst"));
        assertEquals("", out.toString(StandardCharsets.UTF_8));
        assertTrue(
                err.toString(StandardCharsets.UTF_8).startsWith("preflight: unknown command 'lst'; there are check,"));
    }

    @Test
    void withoutACommandNothingIsDone() {
        assertEquals(OptionalInt.empty(), run("--port=80"));
        assertEquals("", out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void reportIsDeliveredToWhatArgumentsAndTheVariableName() throws IOException {
        Preflight suite = suite(Map.of("PREFLIGHT_REPORT", "echo:a.txt"));
        Report report = suite.run();

        Streams streams =
                Streams.of(() -> suite.deliver(report, "--preflight-report=echo:b.txt", "--preflight-report=echo"));

        assertEquals("echo of orders: FAILED \ud83d\ude80\n", streams.out());
        assertEquals("", streams.err());
        assertEquals(streams.out(), Files.readString(directory.resolve("a.txt")));
        assertEquals(streams.out(), Files.readString(directory.resolve("b.txt")));
    }

    @Test
    void reportThatNobodyAskedForIsNotDelivered() {
        Preflight suite = suite(Map.of("URL", "x"));

        Streams streams = Streams.of(() -> suite.deliver(suite.run(), "--port=80"));

        assertEquals("", streams.out() + streams.err());
    }

    @Test
    void mistakeInADeliveryIsALine() {
        Preflight suite = suite(Map.of("URL", "x"));

        Streams streams = Streams.of(() -> suite.deliver(suite.run(), "--preflight-report=jsn"));

        assertEquals("", streams.out());
        assertTrue(
                streams.err().startsWith("preflight: --preflight-report= names an unknown format 'jsn'; there are "));
    }

    @Test
    void nullIsRefused() {
        Preflight suite = suite(Map.of("URL", "x"));
        assertThrows(NullPointerException.class, () -> suite.runCommand(null, System.err));
        assertThrows(NullPointerException.class, () -> suite.runCommand(System.out, null));
        assertThrows(NullPointerException.class, () -> suite.deliver(null));
    }
}
