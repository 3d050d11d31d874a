package dev.preflight;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what a boot that goes on should leave behind: one line, and one for each warning. */
final class BootLog {
    private static final Logger LOG = LoggerFactory.getLogger("dev.preflight");

    private BootLog() {}

    static void write(Report report) {
        if (report.verdict() == Verdict.OFF && report.notices().isEmpty()) {
            // Who switched it off has told so.
            return;
        }
        for (CheckResult result : report.results()) {
            for (Problem problem : result.warnings()) {
                LOG.warn("{}", line(result.check().id(), problem));
            }
        }
        for (Problem notice : report.notices()) {
            LOG.warn("{}", line(Operator.SUBJECT, notice));
        }
        if (report.verdict() == Verdict.PASSED) {
            LOG.info("{}", TextReport.headline(report));
        } else {
            LOG.warn("{}", TextReport.headline(report));
        }
    }

    /** A problem in one line: {@code backend cache: connection refused [backend.refused]; fix: start cache}. */
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
