package dev.preflight.spring;

import dev.preflight.Checks;
import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.metrics.StartupStep;

/**
 * Verifies what only the beans of the application can tell, once they are all made and before the port opens. What says
 * no and may only not be up yet is left to {@link ReadyStage}. Started once; a context that is stopped and started again
 * has been verified.
 */
final class LateStage implements SmartLifecycle {
    /** The name of the bean. */
    static final String BEAN = "preflightLateStage";

    /** Before the web server, which starts at 2048 below the highest phase, and before what listens to queues. */
    static final int PHASE = Integer.MAX_VALUE - 4096;

    private static final Logger LOG = LoggerFactory.getLogger("dev.preflight");

    private final ConfigurableListableBeanFactory beanFactory;
    private final ConfigurableEnvironment environment;
    private final Reports reports;
    private final SelfCheck selfCheck;
    private final AtomicReference<ReadyStage> open = new AtomicReference<>();
    private volatile boolean isStarted;

    LateStage(
            ConfigurableListableBeanFactory beanFactory,
            ConfigurableEnvironment environment,
            Reports reports,
            SelfCheck selfCheck) {
        this.reports = reports;
        this.beanFactory = beanFactory;
        this.environment = environment;
        this.selfCheck = selfCheck;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    public void start() {
        if (!isStarted) {
            isStarted = true;
            verify();
            if (open.get() == null && beanFactory.containsBean(Delivery.BEAN)) {
                beanFactory.getBean(Delivery.BEAN, Delivery.class).send();
            }
        }
    }

    private void verify() {
        if (!SelfCheck.isOn(environment)) {
            return;
        }
        Inspection inspection = selfCheck.inspection();
        Adjustments adjustments = inspection.adjustments();
        List<Check<?>> checks = adjustments.kept(checks(inspection.findings()));
        checks = UnknownNames.added(checks, selfCheck.verifiedIds(), adjustments, environment);
        for (String name : adjustments.unknown()) {
            LOG.info("preflight.checks.{} is about no check of this start", name);
        }
        if (checks.isEmpty()) {
            return;
        }
        StartupStep step = beanFactory
                .getApplicationStartup()
                .start("preflight.beans")
                .tag("checks", String.valueOf(checks.size()));
        Preflight preflight = SelfCheck.suite(environment, inspection, checks);
        try {
            // Nobody says when the application is ready that no SpringApplication starts, and the first answer counts.
            Report found = preflight.run();
            boolean isAwaited = beanFactory.containsBean(Delivery.BEAN)
                    && !inspection.properties().graceOrDeadline().isZero();
            Report report = isAwaited ? settled(found, inspection) : found;
            if (report != found && report.results().isEmpty()) {
                return;
            }
            reports.add(report);
            SelfCheck.deliver(beanFactory, preflight, report);
            if (!report.mayBoot()) {
                throw PreflightFailedException.of(report);
            }
            StartLog.write(report);
        } finally {
            step.end();
        }
    }

    /** What is certain of a report; the rest is left to when the application is ready. */
    private Report settled(Report report, Inspection inspection) {
        List<CheckResult> open = new ArrayList<>();
        for (CheckResult result : report.results()) {
            boolean hasFailed = result.outcome() == Outcome.FAILED || result.outcome() == Outcome.WARNED;
            if (hasFailed && result.check() instanceof Provisional provisional && provisional.isOpen()) {
                open.add(result);
            }
        }
        if (open.isEmpty()) {
            return report;
        }
        this.open.set(new ReadyStage(beanFactory, environment, reports, inspection, open));
        return ReadyStage.without(open, report);
    }

    /** What is to be asked again when the application is ready, null if nothing is; told once. */
    ReadyStage takeOpen() {
        return open.getAndSet(null);
    }

    private List<Check<?>> checks(Findings findings) {
        Application application = new Application(beanFactory, environment, findings);
        Set<String> known = selfCheck.verifiedIds();
        Map<String, Check<?>> byId = new LinkedHashMap<>();
        for (CheckSource source :
                beanFactory.getBeanProvider(CheckSource.class).orderedStream().toList()) {
            try {
                for (Check<?> check : source.lateChecks(application)) {
                    if (!known.contains(check.id())) {
                        byId.putIfAbsent(check.id(), check);
                    }
                }
            } catch (RuntimeException | LinkageError e) {
                // That nothing can be derived says nothing about the application, which must not be kept from booting.
                Check<?> broken = Checks.probe(source.getClass().getName(), () -> Declarations.rethrow(e))
                        .offline()
                        .warnOnly();
                byId.putIfAbsent(broken.id(), broken);
            }
        }
        return new ArrayList<>(byId.values());
    }

    /** Nothing is kept running. */
    @Override
    public void stop() {}

    @Override
    public boolean isRunning() {
        return isStarted;
    }
}
