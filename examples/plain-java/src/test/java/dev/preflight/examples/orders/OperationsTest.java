package dev.preflight.examples.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of {@code docs/operations.md}, run in a shell against this service, print what the page shows. */
class OperationsTest {
    private static final Pattern FENCE = Pattern.compile("^```console\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final String END = "-- end of the output of a command --";

    @TempDir
    static Path directory;

    private static Database database;
    private static Path release;
    private static String page;

    @BeforeAll
    static void unpackRelease() throws Exception {
        page = Files.readString(Path.of("../../docs/operations.md"));
        database = Database.start(directory.resolve("database"));
        release = Files.createDirectory(directory.resolve("release"));
        Path shipped = Path.of("src/main/release");
        for (String file : List.of("bin/orders", "config/app.yaml")) {
            Files.createDirectories(release.resolve(file).getParent());
            Files.copy(shipped.resolve(file), release.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        assertTrue(release.resolve("bin/orders").toFile().setExecutable(true));
        // Tests run before anything is packed, so this jar only names the class path.
        List<String> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            classPath.add(Path.of(entry).toUri().toString());
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Orders.class.getName());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", classPath));
        try (OutputStream out = Files.newOutputStream(release.resolve("orders.jar"))) {
            new JarOutputStream(out, manifest).close();
        }
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
    }

    private record Ended(int exitCode, String output) {}

    private static Ended shell(Path where, String script, Map<String, String> more) throws Exception {
        Path output = directory.resolve("output");
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script).directory(where.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PREFLIGHT") || name.endsWith("_OPTIONS"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("DATABASE_URL", database.url());
        builder.environment().put("DATABASE_PASSWORD", Database.PASSWORD);
        builder.environment().put("PAYMENTS_URL", "https://payments.example.com/pay");
        builder.environment().putAll(more);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertTrue(process.waitFor(120, TimeUnit.SECONDS), script);
            return new Ended(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
        }
    }

    private static String timeless(String text) {
        return text.replaceAll(" in \\d+(\\.\\d)? (ms|s)\\b", " in <time>").strip();
    }

    @Test
    void commandsPrintWhatThePageShows() throws Exception {
        String tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
        List<String> commands = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        Matcher fence = FENCE.matcher(page.replace("2026-12-31", tomorrow));
        while (fence.find()) {
            for (String part : ("\n" + fence.group(1)).split("\n\\$ ")) {
                if (!part.isBlank()) {
                    String[] lines = part.split("\n", 2);
                    commands.add(lines[0]);
                    expected.add(lines.length > 1 ? timeless(lines[1]) : "");
                }
            }
        }
        assertFalse(commands.isEmpty());

        // The mark keeps the exit code for the command after it.
        String mark = "\nkept=$?; echo '" + END + "'; (exit $kept)\n";
        Ended ended = shell(release, String.join(mark, commands) + mark, Map.of());

        List<String> printed = new ArrayList<>();
        for (String output : ended.output().split(END + "\n")) {
            printed.add(timeless(output));
        }
        for (int i = 0; i < commands.size(); i++) {
            assertEquals(expected.get(i), i < printed.size() ? printed.get(i) : "nothing", commands.get(i));
        }
    }

    @Test
    void stepOfTheWorkflowLeavesItsReports() throws Exception {
        String step = step();
        Path workspace = Files.createDirectory(directory.resolve("workspace"));
        Path summary = directory.resolve("summary.md");
        Map<String, String> environment =
                Map.of("GITHUB_WORKSPACE", workspace.toString(), "GITHUB_STEP_SUMMARY", summary.toString());

        Ended good = shell(directory, step, environment);

        assertEquals(0, good.exitCode(), good::output);
        assertTrue(good.output().contains("::notice title="), good::output);
        assertTrue(Files.readString(workspace.resolve("reports/preflight.xml")).contains("<testsuite"));
        assertTrue(Files.readString(workspace.resolve("reports/preflight.html")).contains("PREFLIGHT PASSED"));
        assertTrue(Files.readString(summary).contains("PREFLIGHT PASSED"));

        Ended bad = shell(directory, "unset DATABASE_PASSWORD\n" + step, environment);

        assertEquals(78, bad.exitCode(), bad::output);
        assertTrue(bad.output().contains("::error title="), bad::output);
        assertTrue(Files.readString(workspace.resolve("reports/preflight.html")).contains("env.missing"));
    }

    /** A folded block of YAML: its lines with spaces between them. */
    private static String step() {
        Matcher run = Pattern.compile("run: >\n((?: {10}.*\n)+)").matcher(page);
        assertTrue(run.find());
        return run.group(1).strip().replaceAll("\n +", " ");
    }

    private static boolean hasFormats() throws Exception {
        return shell(release, "bin/orders --preflight=help", Map.of()).output().contains(" github,");
    }
}
