package dev.preflight;

import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThousandFilesTest {
    private static final int FILES = 1_000;

    @TempDir
    Path directory;

    @Test
    void allThatAreMissingAreReportedInOrderAndInTime() throws IOException {
        // As many neighbours as files, with names that are near to what is missing: the dearest case.
        for (int i = 0; i < FILES; i++) {
            new FileRun(directory).write("config/part-" + i + ".yml", "x");
        }
        ConfigFile<?>[] files = new ConfigFile<?>[FILES];
        for (int i = 0; i < FILES; i++) {
            files[i] = file("config/part-" + i + ".yaml").yaml().having("a.b");
        }
        Report report = new FileRun(directory).report(files);
        Duration best = report.took();
        for (int i = 0; i < 5; i++) {
            report = new FileRun(directory).report(files);
            best = report.took().compareTo(best) < 0 ? report.took() : best;
        }
        assertTrue(best.compareTo(Duration.ofSeconds(1)) < 0, "took " + best);
        assertEquals(FILES, report.count(Outcome.FAILED));
        for (int i = 0; i < FILES; i++) {
            CheckResult result = report.results().get(i);
            assertEquals(files[i], result.check());
            Problem problem = result.problems().get(0);
            assertEquals(Code.FILE_MISSING, problem.code());
            assertEquals("looked", problem.facts().get(0).label());
            for (Fact fact : problem.facts()) {
                assertTrue(fact.text().length() <= 1_000, fact.text());
            }
        }
        String text = report.toString();
        assertTrue(text.indexOf("part-998.yaml") < text.indexOf("part-999.yaml"));
        assertTrue(text.length() < FILES * 1_000, () -> "length " + text.length());
    }
}
