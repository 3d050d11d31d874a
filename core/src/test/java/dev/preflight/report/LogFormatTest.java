package dev.preflight.report;

import static dev.preflight.Checks.env;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

class LogFormatTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.preflight");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    @Test
    void failureIsOneErrorWithItsParts() {
        ILoggingEvent event =
                logged(Reports.report(Verdict.FAILED, Reports.failed(env("A"), Reports.problem("not {} set"))));

        assertEquals(Level.ERROR, event.getLevel());
        assertEquals(
                "PREFLIGHT FAILED  x: 1 failed in 1 ms; FAIL  env A  not {} set  [env.missing]; fix: set it",
                event.getFormattedMessage());
        assertEquals("{}", event.getMessage());
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("suite", "x");
        expected.put("verdict", "failed");
        expected.put("exitCode", 78);
        expected.put("problems", 1);
        expected.put("check", "env A");
        expected.put("code", "env.missing");
        expected.put("problem", "not {} set");
        expected.put("fix", "set it");
        assertEquals(List.copyOf(expected.entrySet()), List.copyOf(pairs(event).entrySet()));
    }

    @Test
    void furtherProblemsHaveNumbers() {
        Map<String, Object> pairs = pairs(logged(Reports.representative()));
        assertEquals(9, pairs.get("problems"));
        assertEquals("env DATABASE_PASSWORD", pairs.get("check"));
        assertEquals("file config/app.yaml", pairs.get("check.2"));
        assertEquals("file.missing", pairs.get("code.2"));
        assertEquals("ship config/app.yaml with the deployment; did you mean app.yml?", pairs.get("fix.2"));
        assertEquals("probe migration", pairs.get("check.5"));
        assertEquals(false, pairs.containsKey("fix.5"));
        assertEquals("operator", pairs.get("check.9"));
        assertEquals("operator.warn-only", pairs.get("code.9"));
    }

    @Test
    void levelIsErrorOnlyIfTheBootMustNotGoOn() {
        Map<String, Level> levels = new LinkedHashMap<>();
        Reports.ofRuns()
                .forEach((name, report) -> levels.put(name, logged(report).getLevel()));
        Map<String, Level> expected = new LinkedHashMap<>();
        expected.put("passed", Level.INFO);
        expected.put("failed", Level.ERROR);
        expected.put("skipped", Level.ERROR);
        expected.put("crashed", Level.ERROR);
        expected.put("warnings", Level.WARN);
        expected.put("inactive", Level.INFO);
        expected.put("provided", Level.INFO);
        expected.put("not enforced", Level.WARN);
        expected.put("nothing enforced", Level.WARN);
        expected.put("off", Level.WARN);
        expected.put("nothing needed", Level.WARN);
        expected.put("only warned", Level.WARN);
        assertEquals(expected, levels);
    }

    @Test
    void nothingThatProgramsReportIsInfoWithoutAPass() {
        for (Report report : Reports.byHand().values()) {
            Level level = logged(report).getLevel();
            assertEquals(!report.mayBoot(), level == Level.ERROR);
            assertTrue(level != Level.INFO || report.count(Outcome.PASSED) > 0);
        }
    }

    @Test
    void tenThousandProblemsAreOneEventOfBoundedSize() {
        ILoggingEvent event = logged(Reports.tenThousandFailures());
        assertTrue(event.getFormattedMessage().length() <= 4_200);
        Map<String, Object> pairs = pairs(event);
        assertEquals(4 + 10 * 4, pairs.size());
        assertEquals(20_000, pairs.get("problems"));
        assertEquals("env VARIABLE_9", pairs.get("check.10"));
    }

    @Test
    void longTextsAreCut() {
        for (Object value : pairs(logged(Reports.saying("x".repeat(100_000)))).values()) {
            assertTrue(value.toString().length() <= 1_003);
        }
    }

    @Test
    void messageIsOneLine() {
        for (Report report : Reports.all()) {
            ILoggingEvent event = logged(report);
            assertEquals(1, event.getFormattedMessage().lines().count());
            for (Object value : pairs(event).values()) {
                assertTrue(value.toString().lines().count() <= 1);
            }
        }
    }

    private ILoggingEvent logged(Report report) {
        log.list.clear();
        assertEquals("", Reports.written(new LogFormat(), report));
        assertEquals(1, log.list.size());
        return log.list.get(0);
    }

    private static Map<String, Object> pairs(ILoggingEvent event) {
        Map<String, Object> pairs = new LinkedHashMap<>();
        List<String> keys = new ArrayList<>();
        for (KeyValuePair pair : event.getKeyValuePairs()) {
            keys.add(pair.key);
            pairs.put(pair.key, pair.value);
        }
        assertEquals(keys, List.copyOf(pairs.keySet()), "each key once");
        return pairs;
    }
}
