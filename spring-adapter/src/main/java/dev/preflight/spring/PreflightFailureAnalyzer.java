package dev.preflight.spring;

import dev.preflight.PreflightException;
import dev.preflight.Report;
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
                return new FailureAnalysis(old.getMessage(), old.action(), old);
            }
            if (each instanceof PreflightException own) {
                return page(own.report(), own);
            }
            each = each.getCause();
        }
        return null;
    }

    private static FailureAnalysis page(Report report, Throwable cause) {
        String code = "(exit code " + report.exitCode() + ")";
        String action = "Mend what is marked FAIL; each says how under \"fix\". "
                + (report.exitCode() == CONFIGURATION
                        ? "No restart mends it " + code + "."
                        : "A restart may help where a backend comes back " + code + ".");
        return new FailureAnalysis(report.toString(), action, cause);
    }
}
