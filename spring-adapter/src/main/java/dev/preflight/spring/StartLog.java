package dev.preflight.spring;

import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import dev.preflight.report.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what a stage that lets the start go on leaves behind, in the words in which a boot without Spring does. */
final class StartLog {
    private static final Logger LOG = LoggerFactory.getLogger("dev.preflight");
    private static final String OPERATOR = "operator";

    private StartLog() {}

    /** One line for the report, and one for each warning. */
    static void write(Report report) {
        for (CheckResult result : report.results()) {
            if (result.outcome() == Outcome.FAILED) {
                continue;
            }
            for (Problem problem : result.problems()) {
                LOG.warn("{}", line(result.check().id(), problem));
            }
        }
        for (Problem notice : report.notices()) {
            LOG.warn("{}", line(OPERATOR, notice));
        }
        String text = report.toString();
        String headline = text.indexOf('\n') < 0 ? text : text.substring(0, text.indexOf('\n'));
        if (report.verdict() == Verdict.PASSED) {
            LOG.info("{}", headline);
        } else {
            LOG.warn("{}", headline);
        }
    }

    /** One line for something that is not up, and need not be yet. */
    static void writeOpen(CheckResult result, String limit) {
        LOG.info(
                "{} {}; it is asked again when the application is ready, for {} at the most",
                result.check().id(),
                result.problems().get(0).summary(),
                limit);
    }

    private static String line(String subject, Problem problem) {
        StringBuilder out = new StringBuilder(subject)
                .append(": ")
                .append(problem.summary())
                .append(" [")
                .append(problem.code().id())
                .append(']');
        for (Fact fact : problem.facts()) {
            out.append("; ")
                    .append(fact.label())
                    .append(fact.label().isEmpty() ? "" : ": ")
                    .append(fact.text());
        }
        return out.toString();
    }
}
