package dev.preflight.spring;

import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.check.Phase;
import dev.preflight.report.Report;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.SmartApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Takes hold of the environment before there is a context, after configuration is loaded and logging is up. Nothing is
 * thrown here: what is wrong with the environment belongs into one report with what is wrong with the connections, and
 * property sources of classes are still to come. Where something else ends the boot before that report, the environment
 * is verified then, and what is wrong with it is shown beside the failure. Made by Spring Boot, one for each application.
 */
final class EnvironmentStage implements SmartApplicationListener {
    /** After Spring Boot's own listener that sets up logging, which is at 20. */
    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 40;

    /** In the environment of the context that Spring Cloud starts before the application's. */
    private static final String BOOTSTRAP = "bootstrap";

    private ConfigurableEnvironment environment;
    private Delivery delivery;

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public boolean supportsEventType(Class<? extends ApplicationEvent> type) {
        return ApplicationEnvironmentPreparedEvent.class.isAssignableFrom(type)
                || ApplicationPreparedEvent.class.isAssignableFrom(type)
                || ApplicationFailedEvent.class.isAssignableFrom(type);
    }

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        if (event instanceof ApplicationEnvironmentPreparedEvent prepared) {
            ConfigurableEnvironment known = prepared.getEnvironment();
            boolean judged = Switch.isOn(known) && !known.getPropertySources().contains(BOOTSTRAP);
            environment = judged ? known : null;
            delivery = new Delivery(Asked.of(prepared.getArgs()));
            if (judged) {
                Line.require(SpringBootVersion.getVersion());
            }
        } else if (event instanceof ApplicationPreparedEvent prepared) {
            delivery = prepared.getApplicationContext().getBeanFactory().getBean(Delivery.BEAN, Delivery.class);
        } else if (event instanceof ApplicationFailedEvent failed && !isOurs(failed.getException())) {
            if (environment != null) {
                Beside.guarded(this::show);
            }
            Beside.guarded(() -> FailedStart.of(failed, environment));
        }
    }

    private static boolean isOurs(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof PreflightFailedException
                    || each instanceof UnsupportedLineException
                    || each instanceof Finished) {
                return true;
            }
        }
        return false;
    }

    private void show() {
        Inspection inspection = Inspection.of(environment);
        Findings findings = inspection.findings();
        Adjustments adjustments = inspection.adjustments();
        List<Check<?>> checks = new ArrayList<>(findings.checks());
        for (Check<?> check : adjustments.kept(PropertyChecks.of(inspection.properties(), findings))) {
            if (check.settings().phase() == Phase.OFFLINE) {
                checks.add(check);
            }
        }
        if (checks.isEmpty()) {
            return;
        }
        Preflight preflight = Preflight.of(SelfCheck.name(environment), checks.toArray(new Check<?>[0]))
                .against(SpringDeployment.of(environment, adjustments.warnOnly(checks)));
        Report report = preflight.run();
        if (!report.mayBoot()) {
            delivery.add(preflight, report);
            delivery.send();
        }
        Beside.show(report);
    }
}
