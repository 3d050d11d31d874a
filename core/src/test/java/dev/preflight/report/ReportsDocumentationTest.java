package dev.preflight.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about the formats has a section for each, and shows what they write. */
class ReportsDocumentationTest {
    private static final Path PAGE = Path.of("../docs/reports.md");

    @Test
    void eachFormatHasARowAndASection() throws IOException {
        String page = Files.readString(PAGE);
        List<String> names =
                ReportFormatsTest.formats().stream().map(ReportFormat::name).toList();
        assertEquals(names, found("(?m)^\\| \\[`(\\w+)`]\\(#\\1\\)", page));
        assertEquals(names, found("(?m)^## (\\w+)$", page));
    }

    @Test
    void eachExampleIsWhatTheFormatWrites() throws IOException {
        String page = Files.readString(PAGE);
        Report report = Reports.representative();
        for (ReportFormat format : ReportFormatsTest.formats()) {
            Matcher section = Pattern.compile("(?s)\n## " + format.name() + "\n(.*?)(\n## |$)")
                    .matcher(page);
            assertTrue(section.find(), format.name());
            List<String> written = Reports.written(format, report).lines().toList();
            List<String> examples = found("(?s)```\n(.*?)```", section.group(1));
            assertEquals(format.name().equals("log"), examples.isEmpty(), format.name());
            for (String example : examples) {
                example.lines().forEach(line -> assertTrue(written.contains(line), line));
            }
        }
    }

    @Test
    void eachGaugeIsListed() throws IOException {
        String page = Files.readString(PAGE);
        String text = Reports.written(new PrometheusFormat(), Reports.representative());
        assertEquals(found("# TYPE (\\w+) gauge", text), found("(?m)^\\| `(preflight_\\w+)` \\|", page));
    }

    private static List<String> found(String regex, String text) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
