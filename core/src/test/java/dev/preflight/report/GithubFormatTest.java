package dev.preflight.report;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import dev.preflight.deploy.Deployment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GithubFormatTest {
    /** As the runner reads a workflow command that stands in a line of its own. */
    private static final Pattern COMMAND = Pattern.compile("::(\\w+) title=([^,:]*)::(.*)");

    private record Annotation(String level, String title, String message) {}

    @Test
    void failureIsAnErrorWithWhatToDo() {
        List<Annotation> annotations = read(annotations(Reports.run(Map.of(), env("A"))));

        assertEquals(2, annotations.size());
        assertEquals("error", annotations.get(0).level());
        assertEquals("PREFLIGHT FAILED", annotations.get(0).title());
        assertTrue(annotations.get(0).message().startsWith("orders: 1 failed in "));
        assertEquals(
                new Annotation("error", "env A: not set", "env A: not set [env.missing]\nfix: set A"),
                annotations.get(1));
    }

    @Test
    void fileAndLineAreTakenAlongWhereTheyAreKnown(@TempDir Path directory) throws IOException {
        Files.createDirectories(directory.resolve("config"));
        Files.writeString(directory.resolve("config/a,b.json"), "{\n  nothing\n}");
        Report report = Preflight.of(
                        "orders",
                        file("config/a,b.json").json(),
                        file("config/gone.json").json())
                .against(Deployment.of(Map.of()).directory(directory))
                .run();
        String inside = Reports.written(new GithubFormat(Map.of("GITHUB_WORKSPACE", directory.toString())), report);
        List<String> lines = inside.lines().toList();
        assertTrue(
                lines.get(1)
                        .startsWith("::error title=file config/a%2Cb.json%3A not valid JSON,file=config/a%2Cb.json,"
                                + "line=2,col=3::"),
                inside);
        assertTrue(lines.get(2).startsWith("::error title=file config/gone.json%3A not found::"), inside);
        for (String workspace : List.of("", directory.resolve("other").toString())) {
            String outside = Reports.written(new GithubFormat(Map.of("GITHUB_WORKSPACE", workspace)), report);
            assertTrue(!outside.contains("file=") && !outside.contains("line="), outside);
        }
    }

    @Test
    void passIsANoticeAndNothingElseIs() {
        for (Map.Entry<String, Report> entry : Reports.ofRuns().entrySet()) {
            Report report = entry.getValue();
            Annotation first = read(annotations(report)).get(0);
            boolean passed =
                    List.of("passed", "warnings", "inactive", "provided").contains(entry.getKey());
            String level = !report.mayBoot() ? "error" : passed ? "notice" : "warning";
            assertEquals(level, first.level(), entry.getKey());
            assertEquals(Headline.of(report).verdict(), first.title());
        }
    }

    @Test
    void failureWithoutAProblemIsAnErrorAllTheSame() {
        for (Report report : Reports.byHand().values()) {
            assertEquals(
                    !report.mayBoot(),
                    read(annotations(report)).stream()
                            .anyMatch(annotation -> annotation.level().equals("error")));
        }
        assertEquals(
                "warning",
                read(annotations(Reports.byHand().get("empty"))).get(0).level());
    }

    @Test
    void tenOfEachLevelAreWrittenAndTheLastCountsTheRest() {
        List<Annotation> annotations = read(annotations(Reports.tenThousandFailures()));

        assertEquals(20, annotations.size());
        assertEquals(
                new Annotation(
                        "error", "and 9992 more errors", "and 9992 more errors, which GitHub would not show here"),
                annotations.get(9));
        assertEquals("env VARIABLE_7: not set", annotations.get(8).title());
        assertEquals("and 9991 more warnings", annotations.get(19).title());
    }

    @Test
    void textsReadBackAsTheyWere() {
        for (String text : Reports.HOSTILE) {
            assertText(text, annotations(Reports.saying(text)));
        }
        for (String text : Reports.INVISIBLE.keySet()) {
            assertText(Reports.INVISIBLE.get(text), annotations(Reports.saying(text)));
        }
    }

    private static void assertText(String expected, String text) {
        List<Annotation> annotations = read(text);
        assertTrue(annotations.get(0).message().startsWith(expected + ": 1 failed"));
        String id = "probe a|b `c` <d> # SKIP %, ::\"e\" \\ @f";
        assertEquals(id + ": " + expected, annotations.get(1).title());
        assertEquals(
                id + ": " + expected + " [probe.failed]\n" + expected + ": " + expected + "\n" + expected + "\nfix: "
                        + expected,
                annotations.get(1).message());
    }

    @Test
    void longTextsAreCut() {
        List<Annotation> annotations = read(annotations(Reports.saying("x".repeat(100_000))));
        for (Annotation annotation : annotations) {
            assertTrue(annotation.title().length() <= 203, annotation.title());
            assertTrue(annotation.message().length() <= 4_003);
        }
    }

    @Test
    void summaryIsAppendedAsMarkdown(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("summary");
        Reports.written(formatFor(file), Reports.representative());
        String markdown = Reports.written(new MarkdownFormat(), Reports.representative());
        assertEquals(markdown, Files.readString(file));

        Files.writeString(file, "a line of an earlier command");
        Reports.written(formatFor(file), Reports.representative());
        assertEquals("a line of an earlier command\n\n" + markdown, Files.readString(file));
    }

    @Test
    void summaryStaysBelowOneMebibyte(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("summary");
        String before = "x".repeat(300_000) + "\n";
        Files.writeString(file, before);
        Reports.written(formatFor(file), Reports.tenThousandFailures());

        String text = Files.readString(file);
        assertTrue(text.startsWith(before));
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes <= 1024 * 1024 && bytes > 1024 * 1024 - 1_000, () -> "bytes: " + bytes);
        Matcher rest = Pattern.compile("\nand (\\d+) more, which would not fit here\n$")
                .matcher(text);
        assertTrue(rest.find());
        long shown = text.lines().filter(line -> line.startsWith("**`")).count();
        assertEquals(20_000, shown + Integer.parseInt(rest.group(1)));
    }

    @Test
    void summaryThatIsFullIsAWarning(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("summary");
        Files.write(file, new byte[1024 * 1024 - 10]);

        List<Annotation> annotations = read(Reports.written(formatFor(file), Reports.representative()));

        assertEquals(1024 * 1024 - 10, Files.size(file));
        assertTrue(annotations.contains(new Annotation(
                "warning", "no step summary", "the step has written 1048566 bytes already, and GitHub takes 1048576")));
    }

    @Test
    void summaryThatCannotBeWrittenIsAWarning(@TempDir Path directory) {
        for (Map.Entry<String, String> each : Map.of(
                        directory.toString(),
                        directory + " (",
                        directory.resolve("none/summary").toString(),
                        directory + "/none/summary (NoSuchFileException)",
                        "a\u0000b",
                        "a\\u0000b (InvalidPathException)")
                .entrySet()) {
            String text = Reports.written(
                    new GithubFormat(Map.of("GITHUB_STEP_SUMMARY", each.getKey())),
                    Reports.ofRuns().get("passed"));
            List<Annotation> annotations = read(text);
            assertEquals(2, annotations.size(), text);
            assertEquals("warning", annotations.get(1).level());
            assertEquals("no step summary", annotations.get(1).title());
            assertTrue(
                    annotations
                            .get(1)
                            .message()
                            .startsWith("GITHUB_STEP_SUMMARY names a file that cannot be written: " + each.getValue()),
                    text);
        }
    }

    private static GithubFormat formatFor(Path summary) {
        return new GithubFormat(Map.of("GITHUB_STEP_SUMMARY", summary.toString()));
    }

    private static String annotations(Report report) {
        return Reports.written(new GithubFormat(Map.of()), report);
    }

    private static List<Annotation> read(String text) {
        List<Annotation> annotations = new ArrayList<>();
        for (String line : text.split("\n")) {
            Matcher command = COMMAND.matcher(line);
            assertTrue(command.matches(), line);
            annotations.add(new Annotation(
                    command.group(1),
                    data(command.group(2).replace("%3A", ":").replace("%2C", ",")),
                    data(command.group(3))));
        }
        return annotations;
    }

    private static String data(String escaped) {
        return escaped.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    }
}
