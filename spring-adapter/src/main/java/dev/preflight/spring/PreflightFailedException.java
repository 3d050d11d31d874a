package dev.preflight.spring;

import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import java.util.Objects;
import org.springframework.boot.ExitCodeGenerator;

/**
 * Ends the boot of an application whose self-check failed. Spring Boot shows the report as the description of the
 * failure, and ends the process with {@link Report#exitCode()}.
 *
 * <p>The message is one line, since Spring logs it once more by itself; {@link #report()} says it all.
 */
public final class PreflightFailedException extends RuntimeException implements ExitCodeGenerator {
    private static final long serialVersionUID = 1L;

    private final transient Report report;

    /**
     * Makes the exception of a report.
     *
     * @param report a report that does not let the boot go on
     * @throws NullPointerException if {@code report} is null
     */
    public PreflightFailedException(Report report) {
        super(message(Objects.requireNonNull(report, "report")), null, false, false);
        this.report = report;
    }

    /** Declared as a type that is loaded in any case, since the verifier loads what a method throws. */
    static RuntimeException of(Report report) {
        return new PreflightFailedException(report);
    }

    private static String message(Report report) {
        StringBuilder out = new StringBuilder("preflight of ").append(report.suite());
        String separator = " failed: ";
        for (CheckResult result : report.results()) {
            if (result.outcome() == Outcome.FAILED) {
                out.append(separator).append(result.check().id());
                separator = ", ";
            }
        }
        return out.toString();
    }

    /**
     * What the run found.
     *
     * @return the report
     */
    public Report report() {
        return report;
    }

    /** Returns the exit code of the report: 78, 70 or 69. */
    @Override
    public int getExitCode() {
        return report.exitCode();
    }
}
