package dev.preflight.checklist;

import dev.preflight.check.Evidence;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import dev.preflight.report.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What the lines of a checklist say, whatever they look like. */
final class ChecklistLines {
    private ChecklistLines() {}

    /** What the list as a whole says. */
    static String verdict(Report report) {
        if (report.verdict() == Verdict.FAILED) {
            return "FAILED";
        }
        if (Checklist.verdict(report) != 0) {
            return "VERIFIED NOTHING";
        }
        return report.verdict() == Verdict.PASSED ? "PASSED" : "NOT ENFORCED";
    }

    /** For example {@code 1 failed, 2 not visible, 5 verified}. */
    static String counts(Report report) {
        List<String> counts = new ArrayList<>();
        int warnings = report.notices().size();
        for (CheckResult result : report.results()) {
            warnings += result.isWarning() ? 1 : 0;
        }
        count(counts, report.count(Outcome.FAILED), "failed");
        count(counts, report.count(Outcome.SKIPPED), "skipped");
        count(counts, warnings, warnings == 1 ? "warning" : "warnings");
        count(counts, report.count(Outcome.INACTIVE), "not needed");
        count(counts, report.count(Outcome.PROVIDED), "provided but not visible");
        counts.add(report.count(Outcome.PASSED) + " verified");
        return String.join(", ", counts);
    }

    private static void count(List<String> counts, int number, String what) {
        if (number > 0) {
            counts.add(number + " " + what);
        }
    }

    /** What stands behind the name of a check. */
    static String remark(CheckResult result) {
        return switch (result.outcome()) {
            case PASSED -> found(result);
            case FAILED -> result.problems().get(0).summary();
            case WARNED -> result.problems().get(0).summary() + " (only a warning)";
            case SKIPPED -> "skipped: " + result.reason();
            case INACTIVE -> "not needed here: " + result.reason();
            case PROVIDED -> "provided, not visible: " + result.reason();
        };
    }

    private static String found(CheckResult result) {
        Evidence evidence = result.evidence();
        if (evidence.where().isEmpty()) {
            return result.check().settings().optional() ? "not set, and need not be" : "";
        }
        String size = evidence.size() < 0 ? "" : ", " + evidence.size() + (evidence.size() == 1 ? " byte" : " bytes");
        return evidence.where() + size + (evidence.digest().isEmpty() ? "" : ", " + evidence.digest());
    }
}
