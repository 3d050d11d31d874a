package dev.preflight.console;

import static dev.preflight.Checks.env;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import dev.preflight.deploy.Deployment;
import dev.preflight.report.Report;
import dev.preflight.report.TextReport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Terminal screen(Charset charset, boolean terminal, String wish, Map<String, String> environment) {
        return new Terminal(new PrintStream(bytes, true, charset), charset, terminal, wish, Deployment.of(environment));
    }

    /** Explicit setting, NO_COLOR, FORCE_COLOR, TERM=dumb, terminal: the first that says something counts. */
    @ParameterizedTest
    @CsvSource({
        "true,,,,,,true",
        "false,,,,,,false",
        "true,,,,,dumb,false",
        "false,,,,1,,true",
        "false,,,,1,dumb,true",
        "false,,,,0,,false",
        "true,,,1,,,false",
        "true,,,1,1,,false",
        "false,,always,1,,,true",
        "true,,never,,1,,false",
        "true,always,never,1,,dumb,true",
        "true,never,always,,1,,false",
        "true,auto,,,,,true",
        "true,auto,always,1,,,false",
        "true,,pink,,,,true"
    })
    void colourIsDecidedInOrder(
            boolean terminal,
            String argument,
            String setting,
            String noColor,
            String forceColor,
            String term,
            boolean coloured) {
        Map<String, String> environment = new HashMap<>();
        put(environment, "PREFLIGHT_COLOR", setting);
        put(environment, "NO_COLOR", noColor);
        put(environment, "FORCE_COLOR", forceColor);
        put(environment, "TERM", term);
        Terminal screen = screen(StandardCharsets.UTF_8, terminal, argument == null ? "" : argument, environment);

        assertEquals(coloured, text(screen).contains("\u001b["));
    }

    private static void put(Map<String, String> environment, String name, String value) {
        if (value != null) {
            environment.put(name, value);
        }
    }

    private static String text(Terminal screen) {
        Report report = Preflight.of("orders", env("A"))
                .against(Deployment.of(Map.of()))
                .run();
        return screen.fit(TextReport.of(report)).toString();
    }

    @Test
    void emptyNoColorDoesNotCount() {
        assertTrue(text(screen(StandardCharsets.UTF_8, true, "", Map.of("NO_COLOR", "")))
                .contains("\u001b["));
    }

    @Test
    void dumbTerminalIsNotDrawnOn() {
        assertFalse(
                screen(StandardCharsets.UTF_8, true, "", Map.of("TERM", "dumb")).isTerminal());
        assertTrue(screen(StandardCharsets.UTF_8, true, "", Map.of("TERM", "xterm"))
                .isTerminal());
    }

    @ParameterizedTest
    @CsvSource({"20", "0", "-1", "wide", "''", "99999999999"})
    void anyWidthWillDo(String columns) {
        String text = text(screen(StandardCharsets.UTF_8, false, "", Map.of("COLUMNS", columns)));

        assertEquals(columns.equals("20"), text.contains("FAIL  env A  not set  [env.missing]"), text);
    }

    @Test
    void terminalThatDoesNotSayHowWideItIsGetsNoRightMargin() {
        String never = "never";

        assertTrue(text(screen(StandardCharsets.UTF_8, true, never, Map.of())).contains("not set  [env.missing]"));
        assertTrue(text(screen(StandardCharsets.UTF_8, true, never, Map.of("COLUMNS", "60")))
                .contains("not set" + " ".repeat(27) + "[env.missing]"));
    }

    @Test
    void charactersThatTheStreamLacksBecomeEscapes() {
        screen(StandardCharsets.US_ASCII, false, "", Map.of()).print("file gr\u00fc\u00dfe.yaml \ud83d\ude80");

        assertEquals(
                "file gr\\u00fc\\u00dfe.yaml \\ud83d\\ude80" + System.lineSeparator(),
                bytes.toString(StandardCharsets.US_ASCII));
    }

    @Test
    void charactersThatTheStreamHasStay() {
        screen(StandardCharsets.UTF_8, false, "", Map.of()).print("gr\u00fc\u00dfe \ud83d\ude80");

        assertEquals("gr\u00fc\u00dfe \ud83d\ude80" + System.lineSeparator(), bytes.toString(StandardCharsets.UTF_8));
    }
}
