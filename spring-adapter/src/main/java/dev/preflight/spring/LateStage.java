package dev.preflight.spring;

import dev.preflight.Check;
import dev.preflight.Checks;
import dev.preflight.Preflight;
import dev.preflight.PreflightException;
import dev.preflight.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.metrics.StartupStep;

/**
 * Verifies what only the beans of the application can tell, once they are all made and before the port opens. Started
 * once; a context that is stopped and started again has been verified.
 */
final class LateStage implements SmartLifecycle {
    /** Before the web server, which starts at 2048 below the highest phase, and before what listens to queues. */
    static final int PHASE = Integer.MAX_VALUE - 4096;

    private static final Logger LOG = LoggerFactory.getLogger("dev.preflight");

    private final ConfigurableListableBeanFactory beanFactory;
    private final ConfigurableEnvironment environment;
    private final Reports reports;
    private final SelfCheck selfCheck;
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
            if (beanFactory.containsBean(Delivery.BEAN)) {
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
            Report report = preflight.verify().report();
            reports.add(report);
            SelfCheck.deliver(beanFactory, preflight, report);
        } catch (PreflightException e) {
            reports.add(e.report());
            SelfCheck.deliver(beanFactory, preflight, e.report());
            throw PreflightFailedException.of(e.report());
        } finally {
            step.end();
        }
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
