package dev.preflight.spring;

import org.apache.commons.logging.LogFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/**
 * Prints the page of a failed start to the standard error stream where nobody logs it: there is no logging, or its level
 * is off. Where it is logged, it has the form of the log, and is printed nowhere else. Made by Spring Boot.
 */
final class StandardErrorReporter implements FailureAnalysisReporter {
    /** The logger of Spring Boot's own reporter, which says it all at this level. */
    private static final String LOGGER = "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter";

    @Override
    public void report(FailureAnalysis analysis) {
        if ((analysis instanceof Page || FailedStart.isOnHere()) && !isLogged()) {
            System.err.println("APPLICATION FAILED TO START\n\n" + analysis.getDescription()
                    + (analysis.getAction() == null ? "" : "\n\n" + analysis.getAction()));
        }
    }

    private static boolean isLogged() {
        return LogFactory.getLog(LOGGER).isErrorEnabled();
    }
}
