package dev.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.report.Report;
import dev.preflight.report.TextReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/operations.md} says of the command line is what {@code --preflight=help} says. */
class OperationsPageTest {
    private static final String FLAG = "(--preflight[a-z-]*)";
    private static final String VARIABLE = "\\b(PREFLIGHT(?:_[A-Z]+)*)\\b";
    /** A format as an argument, as a variable, as the value of one in YAML, and behind a comma. */
    private static final String FORMAT =
            "(?:--preflight-report=|PREFLIGHT_REPORT=|value: (?=[a-z]+:/var)|json,)([a-z]+)";

    private final OperationsPage page = OperationsPage.read();
    private final String help = Streams.of(() -> Preflight.of("orders", Checks.env("A"))
                    .against(Deployment.of(Map.of()))
                    .runCommand("--preflight=help"))
            .out();

    /** What the group of a pattern finds in a text. */
    private static Set<String> all(String pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Test
    void everyFileOfThePageIsTried() {
        assertEquals(
                Set.of(
                        // OperationsTest of examples/plain-java
                        "console",
                        // OperationsKubernetesTest
                        "deployment.yaml",
                        "container.yaml",
                        "job.yaml",
                        // below
                        "text",
                        // OperationsSystemdTest
                        "orders.service",
                        "orders-preflight.service",
                        "orders.service.d/preflight.conf",
                        // OperationsComposeTest
                        "compose.yaml",
                        // OperationsPipelinesTest
                        ".github/workflows/release.yml",
                        ".gitlab-ci.yml",
                        // OperationsFleetTest
                        "java"),
                page.files());
    }

    @Test
    void argumentsAreThoseOfTheHelp() {
        assertEquals(all(FLAG, help), all(FLAG, page.text()));
        Set<String> commands = all("--preflight=([a-z]+(?:-[a-z]+)*)", help);
        // The tests bring one along.
        assertTrue(commands.remove("greet"));
        assertEquals(commands, all("--preflight=([a-z]+(?:-[a-z]+)*)", page.text()));
    }

    @Test
    void variablesAreThoseOfTheHelp() {
        Set<String> variables = all("^  " + VARIABLE + "  ", help);
        assertEquals(variables, all("(?:`|^|: |[$] )" + VARIABLE + "[=`\n]", page.text()));
    }

    @Test
    void exitCodesAreThoseOfTheHelp() {
        String flat = help.substring(help.indexOf("Exit codes: ")).replace("\n", " ");
        assertEquals(all("\\b(\\d+) ", flat), all("^\\| (\\d+) \\|", page.text()));
        Matcher row =
                Pattern.compile("^\\| (\\d+) \\| ([^|;]+)", Pattern.MULTILINE).matcher(page.text());
        while (row.find()) {
            // The help speaks of these arguments, since they are what was given.
            String meaning = row.group(2).strip().replace("an argument is", "these arguments are");
            assertTrue(flat.contains(row.group(1) + " " + meaning), row::group);
        }
    }

    @Test
    void everyProblemCodeExists() {
        Set<String> codes = new TreeSet<>();
        for (Code code : Code.all()) {
            codes.add(code.id());
        }
        Set<String> named = all("(?:\\[|=explain )([a-z]+\\.[a-z-]+)", page.text());
        assertFalse(named.isEmpty());
        assertTrue(codes.containsAll(named), named::toString);
    }

    @Test
    void everyFormatExists() {
        Set<String> formats = new TreeSet<>(
                List.of(all("^Formats: (.*)$", help).iterator().next().split(", ")));
        Set<String> named = all(FORMAT, page.text());
        assertEquals(Set.of("github", "html", "json", "junit", "log", "prometheus", "short"), named);
        assertTrue(formats.containsAll(named), formats::toString);
        // In passing.
        assertTrue(formats.containsAll(Set.of("markdown", "full")), formats::toString);
    }

    @Test
    void messageIsWhatTheLibraryWrites(@TempDir Path directory) throws Exception {
        Path config = Files.createDirectories(directory.resolve("config"));
        Files.writeString(config.resolve("app.yml"), "payments:\n");
        Deployment deployment = Deployment.of(Map.of("DATABASE_URL", "jdbc:postgresql://db/orders"))
                .directory(directory);

        Report report = ReadmeTest.PREFLIGHT.against(deployment).run();

        assertEquals(
                Timeless.text(page.file("text").strip()),
                Timeless.text(TextReport.of(report).brief().toString()));
    }
}
