package dev.preflight.spring;

import dev.preflight.PreflightException;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * Shows the report on Spring Boot's own page of a failed start, without a stack trace: of the self-check of the context,
 * or of a suite that the application verifies itself while it starts.
 */
final class PreflightFailureAnalyzer implements FailureAnalyzer {
    private static final int CONFIGURATION = 78;
    private static final int DEEPEST = 50;

    @Override
    public FailureAnalysis analyze(Throwable failure) {
        Throwable each = failure;
        for (int depth = 0; each != null && depth < DEEPEST; depth++) {
            if (each instanceof PreflightFailedException ours) {
                return page(ours.report(), ours);
            }
            if (each instanceof UnsupportedLineException old) {
                return new Page(old.getMessage(), old.action(), old);
            }
            if (each instanceof PreflightException own) {
                return page(own.report(), own);
            }
            each = each.getCause();
        }
        return null;
    }

    private static String restart(Report report) {
        if (report.exitCode() == CONFIGURATION) {
            return "No restart mends it";
        }
        for (CheckResult result : report.results()) {
            if (result.outcome() == Outcome.FAILED
                    && !result.problems().get(0).code().isTransient()) {
                // A rejected login, say.
                return "A restart helps only if something else changes meanwhile";
            }
        }
        return "A restart may help where a backend comes back";
    }

    private static FailureAnalysis page(Report report, Throwable cause) {
        String action = "Mend what is marked FAIL; each says how under \"fix\". " + restart(report) + " (exit code "
                + report.exitCode() + ").";
        return new Page(report.toString(), action, cause);
    }
}
