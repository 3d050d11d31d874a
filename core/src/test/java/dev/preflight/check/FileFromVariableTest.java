package dev.preflight.check;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.preflight.Preflight;
import dev.preflight.Verified;
import dev.preflight.deploy.Deployment;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFromVariableTest {
    private static final EnvVar<Path> PATH = env("APP_CONFIG").path();
    private static final ConfigFile<Document> CONFIG = file(PATH).json().having("a");

    @TempDir
    Path directory;

    private Preflight suite(Map<String, String> environment) {
        return Preflight.of("test", CONFIG).against(Deployment.of(environment).directory(directory));
    }

    @Test
    void variableJoinsTheSuite() throws IOException {
        new FileRun(directory).write("conf/app.json", "{\"a\": 1}");
        Verified verified = suite(Map.of("APP_CONFIG", "conf/app.json")).verify();
        assertEquals(List.of(PATH, CONFIG), suite(Map.of()).checks());
        assertEquals("1", verified.get(CONFIG).text("a").orElseThrow());
    }

    @Test
    void missingVariableSkipsTheFileWithTheReason() {
        CheckResult result = suite(Map.of()).run().results().get(1);
        assertEquals(Outcome.SKIPPED, result.outcome());
        assertEquals("needs env APP_CONFIG", result.reason());
        assertEquals("file APP_CONFIG", result.check().id());
    }

    @Test
    void fixNamesTheVariable() {
        assertEquals(
                """
                file.missing: not found
                looked: DIR: exists, is empty
                fix: put it there, or correct APP_CONFIG
                """,
                new FileRun(directory)
                        .problems(suite(Map.of("APP_CONFIG", "app.json")).run()));
    }

    @Test
    void variableMayHoldAnAbsolutePath() throws IOException {
        Path path = new FileRun(directory).write("app.json", "{\"a\": 1}");
        suite(Map.of("APP_CONFIG", path.toString())).verify();
    }

    @Test
    void variableThatLooksLikeAResourceIsAPath() {
        String problem = new FileRun(directory)
                .problems(suite(Map.of("APP_CONFIG", "classpath:app.json")).run());
        assertEquals("file.missing: not found", problem.split("\n")[0]);
    }

    @Test
    void optionalVariableThatIsAbsentNeedsNoFile() {
        ConfigFile<FoundFile> check = file(env("APP_CONFIG").path().optional());
        Report report = Preflight.of("test", check, env("A").orElse("x"))
                .against(Deployment.of(Map.of()))
                .run();
        assertEquals(Outcome.INACTIVE, report.results().get(1).outcome());
        assertEquals(
                "needs env APP_CONFIG, which is optional and absent",
                report.results().get(1).reason());
    }

    @Test
    void badPathsAreRefusedWhereTheyAreDeclared() {
        for (String path : new String[] {"", " ", "a\u0000b", "a\nb", "classpath:", "classpath: ", "x".repeat(501)}) {
            assertThrows(IllegalArgumentException.class, () -> file(path), path);
        }
        assertThrows(NullPointerException.class, () -> file((String) null));
        assertThrows(NullPointerException.class, () -> file((EnvVar<Path>) null));
    }
}
