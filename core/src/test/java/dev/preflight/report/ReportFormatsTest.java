package dev.preflight.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What all formats promise. Each has a file of its own with what it looks like. */
class ReportFormatsTest {
    private static final Set<String> ASCII = Set.of("json", "junit", "html");
    private static final Path CLASSES = Path.of("target/classes");

    @Test
    void eachFormatIsFoundByItsName() {
        assertEquals(
                List.of(
                        "text",
                        "short",
                        "full",
                        "json",
                        "junit",
                        "github",
                        "markdown",
                        "tap",
                        "prometheus",
                        "html",
                        "log"),
                formats().stream().map(ReportFormat::name).toList());
    }

    @Test
    void formatsOnTheClassPathAreThoseOfTheModule() throws IOException {
        ModuleDescriptor module;
        try (InputStream in = Files.newInputStream(CLASSES.resolve("module-info.class"))) {
            module = ModuleDescriptor.read(in);
        }
        String service = ReportFormat.class.getName();

        // Those of the library are made by it, so that no service file can be lost.
        assertTrue(module.provides().isEmpty());
        assertTrue(module.uses().contains(service));
        assertTrue(
                module.exports().stream().anyMatch(exports -> exports.source().equals("dev.preflight.report")));
    }

    @Test
    void representativeReportLooksAsAgreed() throws IOException {
        Set<String> different = new TreeSet<>();
        for (ReportFormat format : formats()) {
            String name = "representative." + format.name();
            if (format.name().equals("log")) {
                continue;
            }
            String actual = Reports.written(format, Reports.representative());
            try (InputStream in = ReportFormatsTest.class.getResourceAsStream(name)) {
                if (in == null || !new String(in.readAllBytes(), UTF_8).equals(actual)) {
                    Path directory = Files.createDirectories(Path.of("target/golden"));
                    Files.writeString(directory.resolve(name), actual);
                    different.add(name);
                }
            }
        }
        assertEquals(Set.of(), different, "what was written is in target/golden");
    }

    @Test
    void everyFormatWritesLinesThatEndInALineFeed() {
        for (ReportFormat format : formats()) {
            for (Report report : Reports.all()) {
                String text = Reports.written(format, report);
                assertEquals(format.name().equals("log"), text.isEmpty(), format.name());
                assertTrue(text.isEmpty() || text.endsWith("\n") && !text.endsWith("\n\n"), format.name());
                assertFalse(text.contains("\r") || text.contains("\t"), format.name());
            }
        }
    }

    @Test
    void nothingThatCannotBeSeenLeavesAFormat() {
        for (ReportFormat format : formats()) {
            for (Report report : Reports.all()) {
                String text = Reports.written(format, report);
                text.codePoints().filter(c -> c != '\n' && c != ' ').forEach(c -> {
                    int type = Character.getType(c);
                    assertFalse(
                            type == Character.CONTROL
                                    || type == Character.FORMAT
                                    || type == Character.SURROGATE
                                    || type == Character.UNASSIGNED
                                    || type == Character.PRIVATE_USE
                                    || type == Character.LINE_SEPARATOR
                                    || type == Character.PARAGRAPH_SEPARATOR
                                    || type == Character.SPACE_SEPARATOR,
                            () -> format.name() + ": U+" + Integer.toHexString(c));
                });
            }
        }
    }

    @Test
    void documentsThatHaveAnEscapeForItAreAscii() {
        for (ReportFormat format : formats()) {
            for (Report report : Reports.all()) {
                assertTrue(
                        !ASCII.contains(format.name())
                                || Reports.written(format, report).chars().allMatch(c -> c <= '~'),
                        format.name());
            }
        }
    }

    @Test
    void sizeIsLinearInTheNumberOfProblems() {
        for (ReportFormat format : formats()) {
            int size = Reports.written(format, Reports.tenThousandFailures()).length();
            assertTrue(size < 20_000 * 1_000, () -> format.name() + ": " + size);
        }
    }

    @Test
    void formatsHoldNoState() {
        for (ReportFormat format : formats()) {
            for (Field field : format.getClass().getDeclaredFields()) {
                assertTrue(
                        Modifier.isFinal(field.getModifiers()) || field.isSynthetic(),
                        () -> format.name() + ": " + field);
            }
        }
    }

    @Test
    void oneFormatServesSeveralThreadsWithTheSameText() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            for (ReportFormat format : formats()) {
                String expected = Reports.written(format, Reports.representative());
                List<Future<String>> texts = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    texts.add(pool.submit(() -> Reports.written(format, Reports.representative())));
                }
                for (Future<String> text : texts) {
                    assertEquals(expected, text.get());
                }
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void absentArgumentsAreRefused() {
        for (ReportFormat format : formats()) {
            assertThrows(NullPointerException.class, () -> format.write(null, new StringBuilder()));
            assertThrows(NullPointerException.class, () -> format.write(Reports.representative(), null));
        }
    }

    @Test
    void failureOfTheOutputIsThrown() {
        Appendable broken = new Appendable() {
            @Override
            public Appendable append(CharSequence text) throws IOException {
                throw new IOException("full");
            }

            @Override
            public Appendable append(CharSequence text, int start, int end) throws IOException {
                throw new IOException("full");
            }

            @Override
            public Appendable append(char c) throws IOException {
                throw new IOException("full");
            }
        };
        for (ReportFormat format : formats()) {
            if (!format.name().equals("log")) {
                assertThrows(IOException.class, () -> format.write(Reports.representative(), broken));
            }
        }
    }

    /** All formats, none of which writes the step summary of a build that runs these tests. */
    static List<ReportFormat> formats() {
        List<ReportFormat> formats = new ArrayList<>();
        for (ReportFormat format : ReportFormat.all()) {
            formats.add(
                    switch (format.name()) {
                        case "github" -> new GithubFormat(Map.of());
                        case "json" -> new JsonFormat(Reports.ORIGIN);
                        case "junit" -> new JunitFormat(Reports.ORIGIN);
                        case "html" -> new HtmlFormat(Reports.ORIGIN);
                        default -> format;
                    });
        }
        return formats;
    }
}
