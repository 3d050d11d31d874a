package dev.preflight.spring;

import dev.preflight.report.Report;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/**
 * Shows the root cause of a start that something else than the self-check ended, instead of a stack trace. Where somebody
 * else has words for the failure, they stay, and what was found is added. Made by Spring Boot for a start that failed.
 */
final class RootCauseAnalyzer implements FailureAnalyzer, Ordered {
    private final BeanFactory beanFactory;
    private final Environment environment;

    /** Of the start; both are null where it did not get as far as a context. */
    RootCauseAnalyzer(BeanFactory beanFactory, Environment environment) {
        this.beanFactory = beanFactory;
        this.environment = environment;
    }

    /** Asked before the others, which it asks in turn: nobody can be asked last whatever else is on the class path. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public FailureAnalysis analyze(Throwable failure) {
        Report report = FailedStart.reportOf(failure);
        if (report == null) {
            return null;
        }
        FailureAnalysis other = other(failure);
        String end = (report.exitCode() == 78 ? "No restart mends it" : "A restart may help where a backend comes back")
                + " (exit code " + report.exitCode() + ").";
        if (other == null) {
            return new Page(report.toString(), "The report says how under \"fix\". " + end, failure);
        }
        String action = other.getAction() == null || other.getAction().isBlank() ? "" : other.getAction() + "\n\n";
        return new Page(other.getDescription() + "\n\n" + report, action + end, failure);
    }

    /** What the first of the others makes of it, null if none knows it. */
    private FailureAnalysis other(Throwable failure) {
        List<FailureAnalyzer> analyzers = SpringFactoriesLoader.forDefaultResourceLocation(
                        getClass().getClassLoader())
                .load(
                        FailureAnalyzer.class,
                        ArgumentResolver.of(BeanFactory.class, beanFactory).and(Environment.class, environment),
                        // One that cannot be made is told by Spring Boot.
                        FailureHandler.handleMessage((message, thrown) -> {}));
        for (FailureAnalyzer analyzer : analyzers) {
            if (analyzer instanceof RootCauseAnalyzer) {
                continue;
            }
            try {
                FailureAnalysis analysis = analyzer.analyze(failure);
                if (analysis != null) {
                    return analysis;
                }
            } catch (RuntimeException | LinkageError e) {
                // As Spring Boot has it: the next one may know.
                continue;
            }
        }
        return null;
    }
}
