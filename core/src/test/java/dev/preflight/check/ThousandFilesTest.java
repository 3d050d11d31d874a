package dev.preflight.check;

import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.problem.Code;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThousandFilesTest {
    private static final int FILES = 1_000;

    @TempDir
    Path directory;

    private Report reportOf(ConfigFile<?>... files) {
        Report best = new FileRun(directory).report(files);
        for (int i = 0; i < 5; i++) {
            Report next = new FileRun(directory).report(files);
            best = next.took().compareTo(best.took()) < 0 ? next : best;
        }
        return best;
    }

    private static ConfigFile<?>[] thousandFiles() {
        ConfigFile<?>[] files = new ConfigFile<?>[FILES];
        for (int i = 0; i < FILES; i++) {
            files[i] = file("config/part-" + i + ".yaml").yaml().having("a.b");
        }
        return files;
    }

    private static void assertAllMissingInOrder(Report report, ConfigFile<?>... files) {
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

    @Test
    void allThatAreMissingAreReportedInOrderAndInTime() throws IOException {
        for (int i = 0; i < 100; i++) {
            new FileRun(directory).write("config/" + "abcdefghij".substring(i % 10) + i + ".conf", "x");
        }
        ConfigFile<?>[] files = thousandFiles();
        Report report = reportOf(files);
        assertTrue(report.took().compareTo(Duration.ofSeconds(1)) < 0, "took " + report.took());
        assertAllMissingInOrder(report, files);
    }

    @Test
    void asManyNeighboursWithNearNamesDoNotHoldUpTheRun() throws IOException {
        for (int i = 0; i < FILES; i++) {
            new FileRun(directory).write("config/part-" + i + ".yml", "x");
        }
        ConfigFile<?>[] files = thousandFiles();
        Report report = new FileRun(directory).report(files);
        // A million pairs of names are compared; the bound leaves room for an agent that measures coverage.
        assertTrue(report.took().compareTo(Duration.ofSeconds(10)) < 0, "took " + report.took());
        assertAllMissingInOrder(report, files);
    }
}
