package dev.preflight.report;

import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * One problem and where it is.
 *
 * @param failure whether it stops the boot; else it is a warning
 * @param subject the check; {@code operator} where the run itself is meant, {@code deployment} where what ships is
 * @param result how the check ended; null where no check is meant
 * @param problem what is wrong
 */
record Finding(boolean failure, String subject, CheckResult result, Problem problem) {
    /** What a notice is about, where a problem names its check. */
    static final String RUN = "operator";

    private static final String DEPLOYMENT = "deployment";

    /** The label of a remedy. */
    static final String FIX = "fix";

    /** All problems: failures, then warnings, then what there is to say of the run itself. */
    static List<Finding> of(Report report) {
        List<Finding> failures = new ArrayList<>();
        List<Finding> warnings = new ArrayList<>();
        for (CheckResult result : report.results()) {
            boolean failure = result.outcome() == Outcome.FAILED;
            for (Problem problem : result.problems()) {
                // What comes after the first are warnings.
                (failure ? failures : warnings)
                        .add(new Finding(failure, result.check().id(), result, problem));
                failure = false;
            }
        }
        failures.addAll(warnings);
        for (Problem notice : report.notices()) {
            failures.add(new Finding(false, subject(notice), null, notice));
        }
        return failures;
    }

    /** What a notice is about: what is about to ship, or else the run itself. */
    static String subject(Problem notice) {
        return notice.code().id().startsWith(DEPLOYMENT + ".") ? DEPLOYMENT : RUN;
    }

    /** The results that ended in one way. */
    static List<CheckResult> ended(Report report, Outcome outcome) {
        List<CheckResult> ended = new ArrayList<>();
        for (CheckResult result : report.results()) {
            if (result.outcome() == outcome) {
                ended.add(result);
            }
        }
        return ended;
    }

    /** What passed without a warning, which is what the first line of the report counts as passed. */
    static List<CheckResult> passed(Report report) {
        List<CheckResult> passed = ended(report, Outcome.PASSED);
        passed.removeIf(CheckResult::isWarning);
        return passed;
    }

    /** What is wrong in one line: {@code not set [env.missing]}. */
    static String line(Problem problem) {
        return problem.summary() + " [" + problem.code().id() + "]";
    }

    /** What is wrong, and the facts on a line each: {@code fix: set A}. */
    static String lines(Problem problem) {
        StringBuilder lines = new StringBuilder(line(problem));
        for (Fact fact : problem.facts()) {
            lines.append('\n')
                    .append(fact.label())
                    .append(fact.label().isEmpty() ? "" : ": ")
                    .append(fact.text());
        }
        return lines.toString();
    }

    /** The remedy in one line; empty if there is none. */
    static String fix(Problem problem) {
        StringBuilder fix = new StringBuilder();
        boolean within = false;
        for (Fact fact : problem.facts()) {
            within = fact.label().equals(FIX) || within && fact.label().isEmpty();
            if (within) {
                fix.append(fix.isEmpty() ? "" : " ").append(fact.text());
            }
        }
        return fix.toString();
    }
}
