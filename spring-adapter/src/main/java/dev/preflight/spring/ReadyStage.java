package dev.preflight.spring;

import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import dev.preflight.report.ReportBuilder;
import dev.preflight.report.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.metrics.StartupStep;

/**
 * Verifies once more what was not up before the port opened, when everything has started: behind all listeners of
 * {@link ApplicationReadyEvent}, and before Spring Boot publishes that the application takes traffic. The last answer
 * counts. It blocks the thread that starts the application, and what it throws ends the start.
 */
final class ReadyStage implements ApplicationListener<ApplicationReadyEvent>, Ordered {
    /** The name of the bean. */
    static final String BEAN = "preflightReadyStage";

    private static final String MULTICASTER = AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME;

    /** An attempt that begins in time may end. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final ConfigurableListableBeanFactory beanFactory;
    private final ConfigurableEnvironment environment;
    private final Reports reports;
    private final Inspection inspection;
    private final List<CheckResult> open;
    private RuntimeException failure;

    ReadyStage(
            ConfigurableListableBeanFactory beanFactory,
            ConfigurableEnvironment environment,
            Reports reports,
            Inspection inspection,
            List<CheckResult> open) {
        this.beanFactory = beanFactory;
        this.environment = environment;
        this.reports = reports;
        this.inspection = inspection;
        this.open = List.copyOf(open);
        for (CheckResult result : open) {
            StartLog.writeOpen(result, text(limit()));
        }
    }

    private Duration limit() {
        return inspection.properties().graceOrDeadline();
    }

    private static String text(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }

    /**
     * Has itself called last. Listeners without an order have the lowest precedence too, and those of one order are
     * called in the order in which they joined, those that join by the name of a bean behind all others.
     */
    void join() {
        beanFactory.registerSingleton(BEAN, this);
        beanFactory.getBean(MULTICASTER, ApplicationEventMulticaster.class).addApplicationListenerBean(BEAN);
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    /** On the thread of the start, also where listeners have threads of their own. */
    @Override
    public boolean supportsAsyncExecution() {
        return false;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        // That of a child reaches the listeners of its parent too.
        if (event.getApplicationContext().getBeanFactory() == beanFactory) {
            verify();
        }
    }

    private void verify() {
        StartupStep step =
                beanFactory.getApplicationStartup().start("preflight.ready").tag("checks", String.valueOf(open.size()));
        List<Check<?>> checks = new ArrayList<>();
        for (CheckResult result : open) {
            // Nobody is kept waiting for what may fail.
            Duration wait = result.outcome() == Outcome.WARNED ? Duration.ZERO : limit();
            checks.add(((Provisional) result.check()).again(wait));
        }
        Preflight preflight = SelfCheck.suite(environment, inspection, checks, limit().plus(GRACE));
        try {
            Report report = preflight.run();
            reports.add(report);
            SelfCheck.deliver(beanFactory, preflight, report);
            if (!report.mayBoot()) {
                failure = PreflightFailedException.of(report);
                throw failure;
            }
            StartLog.write(report);
            beanFactory.getBean(Delivery.BEAN, Delivery.class).send();
        } finally {
            step.end();
        }
    }

    /** Throws once more what a handler of errors has swallowed. */
    void rethrow() {
        if (failure != null) {
            throw failure;
        }
    }

    /** A report without some of its results, which do not count. */
    static Report without(List<CheckResult> some, Report report) {
        List<CheckResult> results = new ArrayList<>(report.results());
        results.removeAll(some);
        boolean hasFailed = false;
        boolean isSoftened = false;
        for (CheckResult result : results) {
            hasFailed |= result.outcome() == Outcome.FAILED;
            isSoftened |= result.outcome() == Outcome.WARNED || result.outcome() == Outcome.SKIPPED;
        }
        Verdict verdict = report.verdict();
        if (verdict == Verdict.FAILED && !hasFailed || verdict == Verdict.NOT_ENFORCED && !isSoftened) {
            verdict = isSoftened ? Verdict.NOT_ENFORCED : Verdict.PASSED;
        }
        return ReportBuilder.report(report.suite(), verdict, results, report.notices(), report.took());
    }
}
