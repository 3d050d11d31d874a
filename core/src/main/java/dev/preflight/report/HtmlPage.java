package dev.preflight.report;

import dev.preflight.check.Phase;
import dev.preflight.problem.Code;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes a report as a page of HTML. */
final class HtmlPage {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
            base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            """;

    private final Report report;
    private final Origin origin;
    private final Markup html;
    private final CodePage codes = CodePage.read();
    private final Set<Code> explained = new HashSet<>();

    HtmlPage(Report report, Origin origin, Markup html) {
        this.report = report;
        this.origin = origin;
        this.html = html;
    }

    void write() {
        Headline headline = Headline.of(report);
        html.raw(HEAD).element("title", headline.verdict() + " " + headline.suite());
        html.raw("\n<style>\n").raw(HtmlStyle.SHEET).raw("</style>\n</head>\n<body>\n");
        html.raw("<header class=\"").raw(mood()).raw("\">\n<p class=\"verdict\">");
        html.text(headline.verdict())
                .raw("</p>\n")
                .element("h1", headline.suite())
                .raw("\n<p class=\"origin\">")
                .text(origin.inWords(headline.suite()))
                .raw("</p>\n");
        html.element("p", headline.counts()).raw("\n</header>\n<main>\n");
        List<Finding> failures = new ArrayList<>();
        List<Finding> warnings = new ArrayList<>();
        for (Finding finding : Finding.of(report)) {
            (finding.failure() ? failures : warnings).add(finding);
        }
        findings("Failed", "failed", failures);
        untried("Skipped", Outcome.SKIPPED);
        untried("Provided, not visible", Outcome.PROVIDED);
        findings("Warnings", "warned", warnings);
        passed();
        untried("Not needed here", Outcome.INACTIVE);
        html.raw("</main>\n</body>\n</html>\n");
    }

    /** Green is a pass alone. */
    private String mood() {
        if (!report.mayBoot()) {
            return "failed";
        }
        return report.verdict() == Verdict.PASSED && !Headline.verifiedNothing(report) ? "passed" : "warned";
    }

    private void findings(String heading, String mood, List<Finding> findings) {
        if (findings.isEmpty()) {
            return;
        }
        html.raw("<section>\n").element("h2", heading(heading, findings.size())).raw("\n");
        for (Finding finding : findings) {
            Problem problem = finding.problem();
            html.raw("<article class=\"")
                    .raw(mood)
                    .raw("\">\n<div class=\"top\"><h3><span>")
                    .text(finding.subject());
            html.raw("</span> ").text(problem.summary()).raw("</h3>\n");
            code(problem.code());
            html.raw("</div>\n");
            facts(problem.facts());
            CheckResult result = finding.result();
            if (result != null && result.check().settings().phase() == Phase.ONLINE) {
                boolean broke = result.outcome() != Outcome.PASSED
                        && problem == result.problems().get(0);
                new HtmlRungs(html).write(result, broke);
            }
            html.raw("</article>\n");
        }
        html.raw("</section>\n");
    }

    private static String heading(String heading, int count) {
        return heading + " (" + count + ")";
    }

    /** A code, which opens its explanation where it stands for the first time. */
    private void code(Code code) {
        List<String> explanation = explained.add(code) ? codes.of(code) : List.of();
        if (explanation.isEmpty()) {
            html.element("code", code.id());
            return;
        }
        html.raw("<details class=\"code\"><summary>").element("code", code.id()).raw("</summary>\n");
        for (String paragraph : explanation) {
            html.element("p", paragraph).raw("\n");
        }
        html.raw("</details>");
    }

    private void facts(List<Fact> facts) {
        if (facts.isEmpty()) {
            return;
        }
        html.raw("<dl>\n");
        String before = "";
        for (Fact fact : facts) {
            // A line that goes on is one more description of the same term.
            if (!fact.label().isEmpty() || before.isEmpty()) {
                html.raw(before)
                        .raw(
                                switch (fact.label()) {
                                    case Finding.FIX -> "<div class=\"fix\">";
                                    case "found", "tried", "looked", "expect", "why" -> "<div class=\"seen\">";
                                    default -> "<div>";
                                })
                        .element("dt", fact.label());
            }
            html.element("dd", fact.text());
            before = "</div>\n";
        }
        html.raw("</div>\n</dl>\n");
    }

    /** What was not tried: its names and the reasons. */
    private void untried(String heading, Outcome outcome) {
        List<CheckResult> results = Finding.ended(report, outcome);
        if (results.isEmpty()) {
            return;
        }
        html.raw("<section>\n").element("h2", heading(heading, results.size())).raw("\n<ul>\n");
        for (CheckResult result : results) {
            html.raw("<li>")
                    .element("b", result.check().id())
                    .raw(" ")
                    .text(result.reason())
                    .raw("</li>\n");
        }
        html.raw("</ul>\n</section>\n");
    }

    private void passed() {
        List<CheckResult> passed = Finding.passed(report);
        if (passed.isEmpty()) {
            return;
        }
        html.raw("<details class=\"rest\">\n<summary>").raw(passed.size() + " passed</summary>\n<ul>\n");
        for (CheckResult result : passed) {
            html.raw("<li>").element("b", result.check().id());
            html.raw(" ").text(result.check().settings().description()).raw("\n");
            new HtmlRungs(html).write(result, false);
            html.raw("</li>\n");
        }
        html.raw("</ul>\n</details>\n");
    }
}
