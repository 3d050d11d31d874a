package dev.preflight.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.preflight.Checks;
import dev.preflight.Preflight;
import dev.preflight.deploy.Deployment;
import dev.preflight.report.Report;
import dev.preflight.report.TextReport;
import dev.preflight.text.Printable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrintableOutputTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = PrintableOutput.over(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    private String printed() {
        out.flush();
        String text = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        return text;
    }

    @Test
    void linesAndTabsStay() {
        out.print("a\tb\n\nc\r\nd");

        assertEquals("a\tb\n\nc\r\nd", printed());
    }

    @Test
    void whatDoesNotShowBecomesAnEscape() {
        out.print("a\0\u001b[31m\u009b1m\u202e\u200b\u2028\rb\r");
        out.println("c");

        assertEquals("a\\u0000\\u001b[31m\\u009b1m\\u202e\\u200b\\u2028\\rb\\rc" + System.lineSeparator(), printed());
    }

    @Test
    void everyWayToPrintIsEscaped() throws IOException {
        out.print('\u001b');
        out.print(new char[] {'\u001b'});
        out.append("\u001b");
        out.printf("%s", "\u001b");
        out.write(0x1b);
        out.write("\u001b".getBytes(StandardCharsets.UTF_8));

        assertEquals("\\u001b".repeat(6), printed());
    }

    @Test
    void charactersThatComeInPartsStayWhole() {
        for (byte each : "gr\u00fc\u00df \ud83d\ude00 \u65e5\u672c".getBytes(StandardCharsets.UTF_8)) {
            out.write(each);
        }

        assertEquals("gr\u00fc\u00df \ud83d\ude00 \u65e5\u672c", printed());
    }

    @Test
    void nothingThatMovesACursorGetsThroughWhateverIsWritten() {
        Random random = new Random(20);
        for (int i = 0; i < 500; i++) {
            byte[] any = new byte[random.nextInt(40)];
            random.nextBytes(any);
            out.write(any, 0, any.length);
        }
        String text = printed();

        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isEnd = c == '\r' && text.startsWith("\n", i + 1);
            boolean isLine = c == '\n' || c == '\t' || isEnd || Character.isSurrogate(c);
            assertEquals(isLine || Printable.isPlain(c), true, "character " + (int) c);
        }
    }

    @Test
    void reportKeepsItsColoursAndNothingElseDoes() {
        PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Terminal screen = new Terminal(
                stream, StandardCharsets.UTF_8, false, "always", Deployment.of(java.util.Map.of("COLUMNS", "80")));
        Report report = Preflight.of("orders", Checks.env("A"))
                .against(Deployment.of(java.util.Map.of()))
                .run();

        screen.print(screen.fit(TextReport.of(report)));
        assertEquals(true, printed().contains("\u001b["));
        screen.print("preflight: \u001b[31mx");
        assertEquals("preflight: \\u001b[31mx" + System.lineSeparator(), printed());
    }
}
