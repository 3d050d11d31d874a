package dev.preflight.check;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.envSet;
import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import dev.preflight.deploy.Deployment;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import dev.preflight.report.Verdict;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSettingsTest {
    @TempDir
    Path directory;

    private Report report(Check<?> check, Map<String, String> environment) {
        return Preflight.of("test", check)
                .against(Deployment.of(environment).directory(directory))
                .run();
    }

    @Test
    void descriptionStandsInTheProblemAndWarnOnlyLetsTheBootGoOn() {
        Report report = report(file("app.json").json().describedAs("routes").warnOnly(), Map.of());
        assertTrue(report.mayBoot());
        assertEquals(Verdict.NOTHING_CHECKED, report.verdict());
        assertEquals("""
                file.missing: not found
                for: routes
                looked: DIR: exists, is empty
                fix: ship app.json with the deployment
                """, new FileRun(directory).problems(report));
    }

    @Test
    void conditionAndInputsDecideWhetherTheFileIsLookedAt() {
        ConfigFile<FoundFile> check = file("app.json").needs(env("A")).onlyIf(envSet("B"));
        assertEquals(
                Outcome.INACTIVE,
                report(check, Map.of("A", "1")).results().get(1).outcome());
        assertEquals(
                Outcome.SKIPPED,
                report(check, Map.of("B", "1")).results().get(1).outcome());
        assertEquals(
                Outcome.FAILED,
                report(check, Map.of("A", "1", "B", "1")).results().get(1).outcome());
    }
}
