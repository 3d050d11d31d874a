package dev.preflight.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.tap4j.consumer.TapConsumerFactory;
import org.tap4j.model.TestResult;
import org.tap4j.model.TestSet;
import org.tap4j.util.DirectiveValues;
import org.tap4j.util.StatusValues;

class TapFormatTest {
    private static final Pattern POINT =
            Pattern.compile("(not )?ok (\\d+) - ((?:[^\\\\#]|\\\\\\\\|\\\\#)*?)(?: # (SKIP|TODO) (.*))?");

    @Test
    void consumerReadsWhatHappened() {
        TestSet set = consumed(Reports.representative());

        assertEquals(11, set.getPlan().getLastTestNumber());
        assertEquals(11, set.getNumberOfTestResults());
        assertResult(set, 1, StatusValues.OK, "- env PORT", null, null);
        assertResult(set, 2, StatusValues.NOT_OK, "- env DATABASE_PASSWORD", null, null);
        assertEquals("not set", set.getTestResult(2).getDiagnostic().get("message"));
        assertEquals("fail", set.getTestResult(2).getDiagnostic().get("severity"));
        assertEquals("env.missing", set.getTestResult(2).getDiagnostic().get("code"));
        assertEquals(
                List.of(
                        Map.of("for", "orders database login"),
                        Map.of("found", "DATABASE_PASWORD is set and nobody declared it"),
                        Map.of("fix", "set DATABASE_PASSWORD, or DATABASE_PASSWORD_FILE to a readable file")),
                set.getTestResult(2).getDiagnostic().get("facts"));
        assertEquals(20_040, set.getTestResult(4).getDiagnostic().get("duration_ms"));
        assertResult(
                set, 7, StatusValues.OK, "- backend orders-db", DirectiveValues.SKIP, "needs env DATABASE_PASSWORD");
        assertResult(set, 8, StatusValues.OK, "- env SMTP_HOST", DirectiveValues.SKIP, "only if MAIL_MODE is smtp");
        assertResult(set, 9, StatusValues.NOT_OK, "- probe mirror", DirectiveValues.TODO, "may fail");
    }

    private static void assertResult(
            TestSet set,
            int number,
            StatusValues status,
            String description,
            DirectiveValues directive,
            String reason) {
        TestResult result = set.getTestResult(number);
        assertEquals(status, result.getStatus());
        assertEquals(description, result.getDescription().strip());
        if (directive == null) {
            assertNull(result.getDirective());
        } else {
            assertEquals(directive, result.getDirective().getDirectiveValue());
            assertEquals(reason, result.getDirective().getReason().strip());
        }
    }

    @Test
    void whatMustNotBootHasAPointThatFailsAndWhatMayHasNone() {
        for (Report report : Reports.all()) {
            String tap = tap(report);
            boolean failed = points(tap).stream().anyMatch(point -> point.group(1) != null && point.group(4) == null);
            assertEquals(!report.mayBoot(), failed, tap);
        }
    }

    @Test
    void planCountsThePoints() {
        for (Report report : Reports.all()) {
            String tap = tap(report);
            List<Matcher> points = points(tap);
            assertEquals("TAP version 14", tap.lines().findFirst().orElseThrow());
            String plan = tap.lines().skip(1).findFirst().orElseThrow();
            assertTrue(plan.equals("1.." + points.size()) || plan.startsWith("1..0 # SKIP ") && points.isEmpty(), plan);
            for (int i = 0; i < points.size(); i++) {
                assertEquals(String.valueOf(i + 1), points.get(i).group(2));
            }
        }
    }

    @Test
    void whatVerifiedNothingIsSkippedAsAWhole() {
        for (Report report : Reports.ofNothing().values()) {
            String tap = tap(report);
            assertEquals(
                    "1..0 # SKIP " + Headline.of(report),
                    tap.lines().skip(1).findFirst().orElseThrow());
            assertFalse(tap.contains("\nok") || tap.contains("\nnot ok"), tap);
        }
    }

    @Test
    void reasonsOfWhatVerifiedNothingAreComments() {
        String inactive = tap(Reports.ofNothing().get("nothing needed"));
        assertTrue(inactive.endsWith("\n# env A  only if B is set\n"), inactive);
        String warned = tap(Reports.ofNothing().get("only warned"));
        assertTrue(warned.endsWith("\n# WARN  env A  not set [env.missing]\n#       fix: set A\n"), warned);
    }

    @Test
    void everyLineIsOneOfTheProtocol() {
        for (Report report : Reports.all()) {
            boolean yaml = false;
            for (String line : tap(report).split("\n")) {
                if (line.equals("  ---") || line.equals("  ...")) {
                    yaml = line.equals("  ---");
                } else if (yaml) {
                    assertTrue(line.startsWith("  "), line);
                } else {
                    assertTrue(
                            line.equals("TAP version 14")
                                    || line.matches("1\\.\\.\\d+( # SKIP .*)?")
                                    || line.startsWith("# ")
                                    || POINT.matcher(line).matches(),
                            line);
                }
            }
        }
    }

    @Test
    void textsReadBackAsTheyWere() {
        for (String text : Reports.HOSTILE) {
            assertText(text, tap(Reports.saying(text)));
        }
        for (String text : Reports.INVISIBLE.keySet()) {
            assertText(Reports.INVISIBLE.get(text), tap(Reports.saying(text)));
        }
    }

    private static void assertText(String expected, String tap) {
        List<Matcher> points = points(tap);
        assertEquals(
                "probe a|b `c` <d> # SKIP %, ::\"e\" \\ @f",
                unescape(points.get(0).group(3)));
        assertNull(points.get(0).group(4));
        assertEquals("SKIP", points.get(2).group(4));
        assertEquals(expected.strip(), unescape(points.get(2).group(5)).strip());
        Matcher block =
                Pattern.compile("\n  ---\n(.*?)\n  \\.\\.\\.\n", Pattern.DOTALL).matcher(tap);
        assertTrue(block.find());
        Map<?, ?> yaml = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(block.group(1));
        assertEquals(expected, yaml.get("message"));
        List<?> facts = (List<?>) yaml.get("facts");
        assertEquals(Map.of(expected, expected), facts.get(0));
        assertEquals(Map.of("", expected), facts.get(1));
        Map<?, ?> warning = (Map<?, ?>) ((List<?>) yaml.get("warnings")).get(0);
        assertEquals(expected, warning.get("message"));
    }

    private static String unescape(String text) {
        return text.replaceAll("\\\\(.)", "$1");
    }

    private static List<Matcher> points(String tap) {
        List<Matcher> points = new ArrayList<>();
        for (String line : tap.split("\n")) {
            Matcher point = POINT.matcher(line);
            if (point.matches()) {
                points.add(point);
            }
        }
        return points;
    }

    private static TestSet consumed(Report report) {
        return TapConsumerFactory.makeTap13YamlConsumer().load(tap(report));
    }

    private static String tap(Report report) {
        return Reports.written(new TapFormat(), report);
    }
}
