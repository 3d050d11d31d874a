package dev.preflight.spring;

import dev.preflight.Report;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the report on Spring Boot's own page of a failed start, without a stack trace. */
final class PreflightFailureAnalyzer extends AbstractFailureAnalyzer<PreflightFailedException> {
    private static final int CONFIGURATION = 78;

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PreflightFailedException cause) {
        Report report = cause.report();
        String action = "Mend what is marked FAIL; each says how under \"fix\". "
                + (cause.getExitCode() == CONFIGURATION
                        ? "No restart mends it (exit code 78)."
                        : "The exit code is " + cause.getExitCode() + ".");
        return new FailureAnalysis(report.toString(), action, cause);
    }
}
