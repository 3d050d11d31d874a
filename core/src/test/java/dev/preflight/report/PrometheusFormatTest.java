package dev.preflight.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.hawkular.agent.prometheus.text.TextPrometheusMetricsProcessor;
import org.hawkular.agent.prometheus.types.Gauge;
import org.hawkular.agent.prometheus.types.Metric;
import org.hawkular.agent.prometheus.types.MetricFamily;
import org.hawkular.agent.prometheus.types.MetricType;
import org.hawkular.agent.prometheus.walkers.CollectorPrometheusMetricsWalker;
import org.junit.jupiter.api.Test;

class PrometheusFormatTest {
    /** A sample, as the exposition format 0.0.4 defines it. */
    private static final Pattern SAMPLE = Pattern.compile(
            "[a-z_]+\\{[a-z]+=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\"(?:,[a-z]+=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\")*} "
                    + "\\d+(\\.\\d+)?");

    @Test
    void scraperReadsWhatHappened() {
        Map<String, Double> samples = scraped(Reports.representative());

        assertEquals(0, samples.get("preflight_up{suite=orders}"));
        assertEquals(1, samples.get("preflight_verdict{suite=orders, verdict=failed}"));
        assertEquals(0, samples.get("preflight_verdict{suite=orders, verdict=passed}"));
        assertEquals(78, samples.get("preflight_exit_code{suite=orders}"));
        assertEquals(20.1, samples.get("preflight_duration_seconds{suite=orders}"));
        assertEquals(5, samples.get("preflight_checks{outcome=failed, suite=orders}"));
        assertEquals(1, samples.get("preflight_check_up{check=PORT, kind=env, suite=orders}"));
        assertEquals(0, samples.get("preflight_check_up{check=DATABASE_PASSWORD, kind=env, suite=orders}"));
        assertEquals(
                20.04, samples.get("preflight_check_duration_seconds{check=payments, kind=backend, suite=orders}"));
    }

    @Test
    void checkIsUpOnlyIfItPassed() {
        Map<String, Double> samples = scraped(Reports.representative());
        String labels = ", kind=probe, suite=orders}";
        assertEquals(0, samples.get("preflight_check_up{check=mirror" + labels), "warned");
        assertEquals(1, samples.get("preflight_check_up{check=licence" + labels), "passed with a warning");
        assertEquals(0, samples.get("preflight_check_up{check=orders-db, kind=backend, suite=orders}"), "skipped");
        assertEquals(null, samples.get("preflight_check_up{check=SMTP_HOST, kind=env, suite=orders}"), "inactive");
        assertEquals(
                null,
                samples.get("preflight_check_duration_seconds{check=orders-db, kind=backend, suite=orders}"),
                "was not tried");
    }

    @Test
    void onlyAPassIsUp() {
        assertEquals(1, scraped(Reports.ofRuns().get("passed")).get("preflight_up{suite=orders}"));
        assertEquals(1, scraped(Reports.ofRuns().get("warnings")).get("preflight_up{suite=orders}"));
        for (String name : new String[] {"failed", "not enforced", "off", "nothing needed", "only warned"}) {
            assertEquals(0, scraped(Reports.ofRuns().get(name)).get("preflight_up{suite=orders}"), name);
        }
        assertEquals(0, scraped(Reports.byHand().get("empty")).get("preflight_up{suite=}"));
    }

    @Test
    void exactlyOneVerdictIsInForce() {
        for (Report report : Reports.ofRuns().values()) {
            Map<String, Double> samples = scraped(report);
            samples.keySet().removeIf(series -> !series.startsWith("preflight_verdict"));
            assertEquals(5, samples.size());
            assertEquals(
                    1, samples.values().stream().mapToDouble(value -> value).sum());
        }
    }

    @Test
    void checkThatStandsTwiceHasOneSeriesAndTheWorseValue() {
        String text = text(Reports.byHand().get("twice"));
        assertEquals(1, text.split("\npreflight_check_up\\{", -1).length - 1, text);
        assertTrue(text.contains("\npreflight_check_up{suite=\"x\",kind=\"env\",check=\"A\"} 0\n"), text);
    }

    @Test
    void everyLineIsOneOfTheFormat() {
        for (Report report : Reports.all()) {
            Set<String> families = new HashSet<>();
            Set<String> series = new HashSet<>();
            String family = "";
            for (String line : text(report).split("\n")) {
                if (line.startsWith("# HELP ")) {
                    family = line.split(" ")[2];
                    assertTrue(families.add(family), family);
                } else if (line.startsWith("# TYPE ")) {
                    assertEquals("# TYPE " + family + " gauge", line);
                } else {
                    assertTrue(SAMPLE.matcher(line).matches(), line);
                    assertEquals(family, line.substring(0, line.indexOf('{')));
                    assertTrue(series.add(line.substring(0, line.lastIndexOf(' '))), line);
                }
            }
        }
    }

    @Test
    void labelsReadBackAsTheyWere() {
        for (String text : Reports.HOSTILE) {
            assertSuite(text, Reports.saying(text));
        }
        for (String text : Reports.INVISIBLE.keySet()) {
            assertSuite(Reports.INVISIBLE.get(text), Reports.saying(text));
        }
    }

    private static void assertSuite(String expected, Report report) {
        String line = text(report).lines().skip(2).findFirst().orElseThrow();
        String label = line.substring("preflight_up{suite=\"".length(), line.length() - "\"} 0".length());
        assertEquals(expected, label.replaceAll("\\\\(.)", "$1"));
    }

    /** The samples by name and labels, which are sorted. */
    private static Map<String, Double> scraped(Report report) {
        CollectorPrometheusMetricsWalker walker = new CollectorPrometheusMetricsWalker();
        byte[] text = text(report).getBytes(StandardCharsets.UTF_8);
        new TextPrometheusMetricsProcessor(new ByteArrayInputStream(text), walker).walk();
        Map<String, Double> samples = new TreeMap<>();
        for (MetricFamily family : walker.getAllMetricFamilies()) {
            assertEquals(MetricType.GAUGE, family.getType());
            assertTrue(family.getHelp().endsWith("."), family.getHelp());
            for (Metric metric : family.getMetrics()) {
                samples.put(family.getName() + new TreeMap<>(metric.getLabels()), ((Gauge) metric).getValue());
            }
        }
        return samples;
    }

    private static String text(Report report) {
        return Reports.written(new PrometheusFormat(), report);
    }
}
