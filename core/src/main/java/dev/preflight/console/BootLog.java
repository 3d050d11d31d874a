package dev.preflight.console;

import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Report;
import dev.preflight.report.TextReport;
import dev.preflight.report.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;

/** Logs what a boot that goes on should leave behind: one line, and one for each warning. */
public final class BootLog {
    private static final Logger LOG = LoggerFactory.getLogger("dev.preflight");

    private BootLog() {}

    /** Whether nobody hears of it: without a provider SLF4J has a factory whose loggers do nothing. */
    public static boolean isLost() {
        return LoggerFactory.getILoggerFactory() instanceof NOPLoggerFactory;
    }

    /** What there is to warn of, one line each. */
    public static List<String> warnings(Report report) {
        List<String> lines = new ArrayList<>();
        for (CheckResult result : report.results()) {
            for (Problem problem : result.warnings()) {
                lines.add(line(result.check().id(), problem));
            }
        }
        for (Problem notice : report.notices()) {
            lines.add(line(TextReport.subject(notice), notice));
        }
        if (report.verdict() != Verdict.PASSED) {
            lines.add(TextReport.headline(report));
        }
        return lines;
    }

    public static void write(Report report) {
        if (report.verdict() == Verdict.OFF && report.notices().isEmpty()) {
            // Who switched it off has told so.
            return;
        }
        for (String warning : warnings(report)) {
            LOG.warn("{}", warning);
        }
        if (report.verdict() == Verdict.PASSED) {
            LOG.info("{}", TextReport.headline(report));
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
