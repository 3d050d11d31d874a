package dev.preflight.console;

import static dev.preflight.Checks.env;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.deploy.Deployment;
import dev.preflight.report.Report;
import dev.preflight.report.TextReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminationLogTest {
    @TempDir
    Path directory;

    private static Report report(int problems) {
        Check<?>[] checks = new Check<?>[problems];
        for (int i = 0; i < problems; i++) {
            checks[i] = env("VARIABLE_" + i);
        }
        return Preflight.of("orders", checks).against(Deployment.of(Map.of())).run();
    }

    @Test
    void shortReportGoesThere() throws IOException {
        Path log = Files.writeString(directory.resolve("termination-log"), "what was there before");
        Report report = report(1);

        TerminationLog.write(log, report);

        assertEquals(TextReport.of(report).brief().toString(), Files.readString(log));
    }

    @Test
    void tenThousandProblemsFit() throws IOException {
        Path log = Files.createFile(directory.resolve("termination-log"));

        TerminationLog.write(log, report(10_000));

        assertTrue(Files.size(log) <= 4096);
        assertTrue(Files.readString(log).endsWith(" more problems"));
    }

    @Test
    void noFileIsMade() {
        Path log = directory.resolve("termination-log");

        TerminationLog.write(log, report(1));
        TerminationLog.write(directory, report(1));

        assertFalse(Files.exists(log));
    }
}
