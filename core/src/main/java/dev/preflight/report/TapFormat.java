package dev.preflight.report;

import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import java.util.List;

/**
 * {@code tap}: the Test Anything Protocol, version 14; a check is a test point, with its problems as a YAML block.
 *
 * <p>A check that failed is {@code not ok}; one that only warns is {@code not ok} with {@code TODO}, which harnesses
 * report and tolerate; what was skipped or does not apply is {@code ok} with {@code SKIP} and the reason. Where not one
 * check passed or failed the plan is {@code 1..0} with {@code SKIP}, since a harness would call a list of skipped
 * points a success. What there is to say about the run itself is in comments.
 *
 * @see <a href="https://testanything.org/tap-version-14-specification.html">TAP 14</a>
 */
final class TapFormat extends PlainFormat {
    private static final String INDENT = "  ";

    /** Makes the format. */
    public TapFormat() {
        super("tap");
    }

    @Override
    void tell(Report report, StringBuilder out) {
        out.append("TAP version 14\n");
        String headline = Headline.of(report).toString();
        boolean nothing = Headline.verifiedNothing(report) && report.mayBoot();
        if (nothing) {
            out.append("1..0 # SKIP ").append(escape(headline)).append('\n');
            for (CheckResult result : report.results()) {
                if (!result.reason().isEmpty()) {
                    comment("", result.check().id(), result.reason(), out);
                }
            }
        } else {
            points(report, headline, out);
        }
        for (Finding finding : Finding.of(report)) {
            if (finding.result() == null || nothing) {
                comment("WARN  ", finding.subject(), Finding.lines(finding.problem()), out);
            }
        }
    }

    private static void points(Report report, String headline, StringBuilder out) {
        int checks = report.results().size();
        // A harness knows of a failure by its point.
        boolean pointless = !report.mayBoot() && report.count(Outcome.FAILED) == 0;
        out.append("1..").append(pointless ? checks + 1 : checks).append('\n');
        out.append("# ").append(headline).append('\n');
        for (int i = 0; i < checks; i++) {
            point(report.results().get(i), i + 1, out);
        }
        if (pointless) {
            out.append("not ok ").append(checks + 1).append(" - verdict\n");
        }
    }

    private static void point(CheckResult result, int number, StringBuilder out) {
        boolean ok = switch (result.outcome()) {
            case PASSED, SKIPPED, INACTIVE, PROVIDED -> true;
            case FAILED, WARNED -> false;
        };
        out.append(ok ? "ok " : "not ok ").append(number).append(" - ");
        out.append(escape(result.check().id()));
        out.append(
                switch (result.outcome()) {
                    case PASSED, FAILED -> "";
                    case WARNED -> " # TODO may fail";
                    case SKIPPED, INACTIVE, PROVIDED -> " # SKIP " + escape(result.reason());
                });
        out.append('\n');
        List<Problem> problems = result.problems();
        if (!problems.isEmpty()) {
            out.append(INDENT).append("---\n");
            problem(problems.get(0), ok ? "comment" : result.isWarning() ? "todo" : "fail", INDENT, out);
            entry("attempts", String.valueOf(result.attempts()), INDENT, out);
            entry("duration_ms", String.valueOf(result.took().toMillis()), INDENT, out);
            if (problems.size() > 1) {
                out.append(INDENT).append("warnings:\n");
                for (Problem warning : problems.subList(1, problems.size())) {
                    out.append(INDENT).append("  -\n");
                    problem(warning, "comment", INDENT + "    ", out);
                }
            }
            out.append(INDENT).append("...\n");
        }
    }

    private static void problem(Problem problem, String severity, String indent, StringBuilder out) {
        entry("message", Quoted.text(problem.summary()), indent, out);
        entry("severity", severity, indent, out);
        entry("code", problem.code().id(), indent, out);
        if (!problem.facts().isEmpty()) {
            out.append(indent).append("facts:\n");
        }
        for (Fact fact : problem.facts()) {
            out.append(indent).append("  - ").append(Quoted.text(fact.label()));
            out.append(": ").append(Quoted.text(fact.text())).append('\n');
        }
    }

    private static void entry(String key, String scalar, String indent, StringBuilder out) {
        out.append(indent).append(key).append(": ").append(scalar).append('\n');
    }

    private static void comment(String mark, String subject, String lines, StringBuilder out) {
        out.append("# ").append(mark).append(subject).append("  ");
        out.append(lines.replace("\n", "\n#       ")).append('\n');
    }

    /** Neither the beginning of a directive nor an escape. */
    private static String escape(String plain) {
        return plain.replace("\\", "\\\\").replace("#", "\\#");
    }
}
