package dev.preflight.checklist;

import dev.preflight.check.Evidence;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import java.util.List;
import java.util.Locale;

/** A checklist in JSON (RFC 8259). Outcomes are those of {@link Outcome} in lower case. */
final class ChecklistJson {
    private final Report report;
    private final StringBuilder out = new StringBuilder();

    ChecklistJson(Report report) {
        this.report = report;
    }

    @Override
    public String toString() {
        out.setLength(0);
        out.append("{\n  \"suite\": ");
        text(report.suite());
        out.append(",\n  \"verdict\": ");
        text(ChecklistLines.verdict(report).toLowerCase(Locale.ROOT));
        out.append(",\n  \"exitCode\": ").append(Checklist.verdict(report));
        out.append(",\n  \"counts\": {");
        String separator = "";
        for (Outcome outcome : Outcome.values()) {
            out.append(separator);
            text(word(outcome));
            out.append(": ").append(report.count(outcome));
            separator = ", ";
        }
        out.append("},\n  \"checks\": [");
        separator = "\n    ";
        for (CheckResult result : report.results()) {
            out.append(separator);
            check(result);
            separator = ",\n    ";
        }
        out.append("\n  ],\n  \"notices\": ");
        problems(report.notices());
        return out.append("\n}").toString();
    }

    private static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    private void check(CheckResult result) {
        Evidence evidence = result.evidence();
        out.append("{\"check\": ");
        text(result.check().id());
        field("outcome", word(result.outcome()));
        field("reason", result.reason());
        field("where", evidence.where());
        if (evidence.size() >= 0) {
            out.append(", \"size\": ").append(evidence.size());
        }
        field("digest", evidence.digest());
        out.append(", \"problems\": ");
        problems(result.problems());
        out.append('}');
    }

    private void problems(List<Problem> problems) {
        out.append('[');
        String separator = "";
        for (Problem problem : problems) {
            out.append(separator).append("{\"code\": ");
            text(problem.code().id());
            out.append(", \"summary\": ");
            text(problem.summary());
            out.append(", \"facts\": [");
            String next = "";
            for (Fact fact : problem.facts()) {
                out.append(next).append("{\"label\": ");
                text(fact.label());
                out.append(", \"text\": ");
                text(fact.text());
                out.append('}');
                next = ", ";
            }
            out.append("]}");
            separator = ", ";
        }
        out.append(']');
    }

    /** A field with a text; one without is left out. */
    private void field(String name, String value) {
        if (!value.isEmpty()) {
            out.append(", ");
            text(name);
            out.append(": ");
            text(value);
        }
    }

    private void text(String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
