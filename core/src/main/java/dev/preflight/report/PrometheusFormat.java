package dev.preflight.report;

import dev.preflight.check.Check;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code prometheus}: gauges in the text exposition format 0.0.4, which the textfile collector of node_exporter reads.
 *
 * <ul>
 *   <li>{@code preflight_up{suite}}: 1 if the verdict is {@code passed}, else 0; what verified nothing is not up
 *   <li>{@code preflight_verdict{suite,verdict}}: 1 for the verdict, 0 for the others
 *   <li>{@code preflight_exit_code{suite}}: 0, 78, 70 or 69
 *   <li>{@code preflight_duration_seconds{suite}}: how long the run took
 *   <li>{@code preflight_checks{suite,outcome}}: how many checks ended in which way
 *   <li>{@code preflight_check_up{suite,kind,check}}: 1 if the check passed, 0 if it failed, warned or was skipped;
 *       no sample where it does not apply or cannot be seen
 *   <li>{@code preflight_check_duration_seconds{suite,kind,check}}: of checks that were tried, over all attempts
 * </ul>
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition formats</a>
 */
final class PrometheusFormat extends PlainFormat {
    /** Makes the format. */
    public PrometheusFormat() {
        super("prometheus");
    }

    @Override
    void tell(Report report, StringBuilder out) {
        String suite = "suite=" + Quoted.text(report.suite());
        boolean up = report.verdict() == Verdict.PASSED && !Headline.verifiedNothing(report);
        family(out, "preflight_up", "Whether the self-check of the boot passed.");
        sample(out, "preflight_up", suite, up ? "1" : "0");
        family(out, "preflight_verdict", "The verdict of the self-check: 1, and 0 for those that it is not.");
        for (Verdict verdict : Verdict.values()) {
            String labels = suite + ",verdict=\"" + Quoted.constant(verdict) + "\"";
            sample(out, "preflight_verdict", labels, verdict == report.verdict() ? "1" : "0");
        }
        family(out, "preflight_exit_code", "The exit code of a process that ends with this verdict.");
        sample(out, "preflight_exit_code", suite, String.valueOf(report.exitCode()));
        family(out, "preflight_duration_seconds", "How long the self-check took.");
        sample(out, "preflight_duration_seconds", suite, Times.seconds(report.took()));
        family(out, "preflight_checks", "How many checks ended in which way.");
        for (Outcome outcome : Outcome.values()) {
            String labels = suite + ",outcome=\"" + Quoted.constant(outcome) + "\"";
            sample(out, "preflight_checks", labels, String.valueOf(report.count(outcome)));
        }
        checks(report, suite, out);
    }

    private static void checks(Report report, String suite, StringBuilder out) {
        // A series must stand once, also if a check stands twice in a report that a program made.
        Map<String, Boolean> up = new LinkedHashMap<>();
        Map<String, String> took = new LinkedHashMap<>();
        for (CheckResult result : report.results()) {
            Check<?> check = result.check();
            String labels = suite + ",kind=" + Quoted.text(check.kind()) + ",check=" + Quoted.text(check.name());
            switch (result.outcome()) {
                case PASSED -> up.putIfAbsent(labels, true);
                case FAILED, WARNED, SKIPPED -> up.put(labels, false);
                case INACTIVE, PROVIDED -> {}
            }
            if (result.attempts() > 0) {
                took.put(labels, Times.seconds(result.took()));
            }
        }
        if (!up.isEmpty()) {
            family(
                    out,
                    "preflight_check_up",
                    "Whether the check passed; no sample where it does not apply or cannot be seen.");
            up.forEach((labels, passed) -> sample(out, "preflight_check_up", labels, passed ? "1" : "0"));
        }
        if (!took.isEmpty()) {
            family(out, "preflight_check_duration_seconds", "How long the check took, over all attempts.");
            took.forEach((labels, time) -> sample(out, "preflight_check_duration_seconds", labels, time));
        }
    }

    private static void family(StringBuilder out, String name, String help) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(" gauge\n");
    }

    private static void sample(StringBuilder out, String name, String labels, String value) {
        out.append(name).append('{').append(labels).append("} ").append(value).append('\n');
    }
}
