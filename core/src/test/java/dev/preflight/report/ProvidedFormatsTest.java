package dev.preflight.report;

import static dev.preflight.Checks.env;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is provided and cannot be seen from here is neither a pass nor a failure, in no format. */
class ProvidedFormatsTest {
    private static final String REASON = "secret orders, which is made elsewhere";

    private static Report report() {
        return ReportBuilder.report(
                "orders",
                Verdict.PASSED,
                List.of(result("URL", Outcome.PASSED, ""), result("PASSWORD", Outcome.PROVIDED, REASON)),
                List.of(),
                Duration.ofMillis(12));
    }

    private static CheckResult result(String name, Outcome outcome, String reason) {
        return ReportBuilder.result(env(name), outcome, List.of(), reason, Duration.ZERO, 1, List.of());
    }

    private static String written(ReportFormat format) throws IOException {
        StringBuilder out = new StringBuilder();
        format.write(report(), out);
        return out.toString();
    }

    @Test
    void textAndPagesNameItWithItsSource() throws IOException {
        assertTrue(written(new TextFormat()).contains("PROV  env PASSWORD  " + REASON));
        for (ReportFormat format : List.of(new MarkdownFormat(), new HtmlFormat())) {
            String text = written(format);
            assertTrue(text.contains("Provided, not visible"), text);
            assertTrue(text.contains(REASON), text);
        }
    }

    @Test
    void jsonHasAnOutcomeForIt() throws IOException {
        String json = written(new JsonFormat());
        assertTrue(json.contains("\"provided\": 1"), json);
        assertTrue(json.contains("\"outcome\": \"provided\""), json);
    }

    @Test
    void harnessesTakeItForSkipped() throws IOException {
        String xml = written(new JunitFormat());
        assertTrue(xml.contains("skipped=\"1\""), xml);
        assertTrue(xml.contains("<skipped message=\"" + REASON + "\"/>"), xml);
        assertTrue(written(new TapFormat()).contains("ok 2 - env PASSWORD # SKIP " + REASON + "\n"));
    }

    @Test
    void gaugesHaveNoSampleOfIt() throws IOException {
        String gauges = written(new PrometheusFormat());
        assertTrue(gauges.contains("preflight_checks{suite=\"orders\",outcome=\"provided\"} 1"), gauges);
        assertEquals(
                1,
                gauges.lines()
                        .filter(line -> line.startsWith("preflight_check_up{"))
                        .count());
    }
}
