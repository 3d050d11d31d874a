package dev.preflight.report;

import dev.preflight.problem.Problem;
import java.util.List;

/**
 * {@code junit}: the XML that build servers read from JUnit and Maven Surefire; a check is a test case.
 *
 * <p>A check that failed is a failure, or an error if the check itself broke (exit code 70). What was skipped, does not
 * apply or only warns is skipped, with the reason; details of warnings are in {@code system-out}. One more test case,
 * called {@code verdict}, has what there is to say about the run itself; it is skipped where nothing was verified or a
 * failure is not enforced. The document is in ASCII.
 *
 * @see <a href="https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd">XML Schema</a>
 */
final class JunitFormat extends PlainFormat {
    private static final int SOFTWARE = 70;

    /** Known beforehand in tests alone; null where each report tells its own. */
    private final Origin origin;

    /** Makes the format. */
    public JunitFormat() {
        this(null);
    }

    JunitFormat(Origin origin) {
        super("junit");
        this.origin = origin;
    }

    @Override
    void tell(Report report, StringBuilder out) {
        StringBuilder cases = new StringBuilder();
        Cases tests = new Cases(report, new Markup(cases));
        for (CheckResult result : report.results()) {
            tests.check(result);
        }
        tests.verdict();
        Origin from = origin == null ? Origin.here() : origin;
        new Markup(out)
                .raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite")
                .attribute("name", report.suite())
                .attribute("tests", String.valueOf(tests.tests))
                .attribute("failures", String.valueOf(tests.failures))
                .attribute("errors", String.valueOf(tests.errors))
                .attribute("skipped", String.valueOf(tests.skipped))
                .attribute("time", Times.seconds(report.took()))
                .raw(">\n  <properties>\n    <property name=\"preflight.verdict\"")
                .attribute("value", Quoted.constant(report.verdict()))
                .raw("/>\n    <property name=\"preflight.exitCode\"")
                .attribute("value", String.valueOf(report.exitCode()))
                .raw("/>\n    <property name=\"preflight.time\"")
                .attribute("value", from.time())
                .raw("/>\n    <property name=\"preflight.host\"")
                .attribute("value", from.host())
                .raw("/>\n    <property name=\"preflight.applicationVersion\"")
                .attribute("value", from.application())
                .raw("/>\n    <property name=\"preflight.version\"")
                .attribute("value", from.preflight())
                .raw("/>\n  </properties>\n");
        out.append(cases).append("</testsuite>\n");
    }

    /** Writes the test cases and counts them. */
    private static final class Cases {
        private final Report report;
        private final Markup xml;
        int tests;
        int failures;
        int errors;
        int skipped;

        Cases(Report report, Markup xml) {
            this.report = report;
            this.xml = xml;
        }

        void check(CheckResult result) {
            begin(result.check().name(), result.check().kind(), Times.seconds(result.took()));
            List<Problem> problems = result.problems();
            switch (result.outcome()) {
                case PASSED -> output(problems);
                case FAILED -> {
                    Problem first = problems.isEmpty() ? null : problems.get(0);
                    fail(first);
                    output(problems.subList(Math.min(1, problems.size()), problems.size()));
                }
                case WARNED -> {
                    skip("warning" + (problems.isEmpty() ? "" : ": " + Finding.line(problems.get(0))));
                    output(problems);
                }
                case SKIPPED, INACTIVE, PROVIDED -> {
                    skip(result.reason());
                    output(problems);
                }
            }
            end();
        }

        /** The run itself, where it is more than the sum of the checks. */
        void verdict() {
            boolean failed = report.verdict() == Verdict.FAILED && report.count(Outcome.FAILED) == 0;
            boolean open = !failed
                    && (report.verdict() != Verdict.FAILED && report.verdict() != Verdict.PASSED
                            || Headline.verifiedNothing(report));
            if (!failed && !open && report.notices().isEmpty()) {
                return;
            }
            begin("verdict", "preflight", Times.seconds(report.took()));
            String headline = Headline.of(report).toString();
            if (failed) {
                failures++;
                xml.raw("    <failure type=\"failed\"")
                        .attribute("message", headline)
                        .raw("/>\n");
            } else if (open) {
                skip(headline);
            }
            output(report.notices());
            end();
        }

        private void begin(String name, String kind, String time) {
            tests++;
            xml.raw("  <testcase")
                    .attribute("name", name)
                    .attribute("classname", report.suite() + "." + kind)
                    .attribute("time", time)
                    .raw(">\n");
        }

        private void end() {
            xml.raw("  </testcase>\n");
        }

        private void skip(String reason) {
            skipped++;
            xml.raw("    <skipped").attribute("message", reason).raw("/>\n");
        }

        private void fail(Problem problem) {
            boolean broke = problem != null && problem.code().exitCode() == SOFTWARE;
            errors += broke ? 1 : 0;
            failures += broke ? 0 : 1;
            String element = broke ? "error" : "failure";
            xml.raw("    <").raw(element);
            if (problem == null) {
                xml.raw(" type=\"failed\" message=\"failed\"/>\n");
                return;
            }
            xml.attribute("type", problem.code().id())
                    .attribute("message", problem.summary())
                    .raw(">");
            xml.text(Finding.lines(problem)).raw("</").raw(element).raw(">\n");
        }

        private void output(List<Problem> warnings) {
            if (!warnings.isEmpty()) {
                xml.raw("    <system-out>");
                for (Problem warning : warnings) {
                    xml.raw("WARN ").text(Finding.lines(warning)).raw("\n");
                }
                xml.raw("</system-out>\n");
            }
        }
    }
}
