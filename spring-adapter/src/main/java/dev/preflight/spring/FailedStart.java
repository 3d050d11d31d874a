package dev.preflight.spring;

import dev.preflight.Preflight;
import dev.preflight.report.Report;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * A start that something else than the self-check ends: finds the root cause, sees to the exit code, and keeps what was
 * found for {@link RootCauseAnalyzer}, which Spring Boot asks for a page right after that, on the same thread.
 */
final class FailedStart {
    private static final ThreadLocal<FailedStart> LAST = new ThreadLocal<>();

    private final Throwable failure;
    private final Report report;

    private FailedStart(Throwable failure, Report report) {
        this.failure = failure;
        this.report = report;
    }

    /**
     * Takes note of a start that failed.
     *
     * @param judged the environment that was verified, null where it is not known yet, or the self-check is off
     */
    static void of(ApplicationFailedEvent failed, ConfigurableEnvironment judged) {
        LAST.remove();
        ConfigurableApplicationContext context = failed.getApplicationContext();
        ConfigurableEnvironment environment = judged != null ? judged : early(failed.getArgs(), context);
        // What runs in an application that has started is its own business.
        if (!Switch.isOn(environment) || context != null && context.isActive()) {
            return;
        }
        Throwable failure = failed.getException();
        Preflight suite = RootCause.suite(failure, environment, failed.getArgs());
        Report report = RootCause.report(suite);
        LAST.set(new FailedStart(failure, report));
        if (report == null) {
            return;
        }
        ExitCode.register(report.exitCode(), failure);
        if (judged == null) {
            // Nobody else had anything to report yet.
            suite.deliver(report, Asked.of(failed.getArgs()).toArray());
        }
    }

    private static ConfigurableEnvironment early(String[] args, ConfigurableApplicationContext context) {
        if (context != null) {
            return context.getEnvironment();
        }
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(args));
        return environment;
    }

    /** What was found of a failure on this thread, null if nothing was. */
    static Report reportOf(Throwable failure) {
        FailedStart last = LAST.get();
        return last != null && last.failure == failure ? last.report : null;
    }

    /** Whether the last start on this thread that failed was one with a self-check. */
    static boolean isOnHere() {
        return LAST.get() != null;
    }
}
