package dev.preflight.spring;

import dev.preflight.Check;
import dev.preflight.Preflight;
import dev.preflight.PreflightException;
import dev.preflight.Report;
import dev.preflight.Verified;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;

/** The self-check of one application context: run once, and remembered. */
final class SelfCheck {
    private final ConfigurableListableBeanFactory beanFactory;
    private final ConfigurableEnvironment environment;
    private Verified verified;
    private Report report;

    SelfCheck(ConfigurableListableBeanFactory beanFactory, ConfigurableEnvironment environment) {
        this.beanFactory = beanFactory;
        this.environment = environment;
    }

    /** Verifies everything, unless that has happened; throws if the boot must not go on. */
    synchronized void run() {
        if (report != null) {
            return;
        }
        PreflightProperties properties = PreflightProperties.of(environment);
        Application application = new Application(beanFactory, environment, Findings.of(environment, properties));
        List<Check<?>> checks = Declarations.of(application);
        if (checks.isEmpty()) {
            return;
        }
        try {
            verified = Preflight.of(name(), checks.toArray(new Check<?>[0]))
                    .in(SpringDeployment.of(environment))
                    .deadline(properties.deadline())
                    .verify();
            report = verified.report();
        } catch (PreflightException e) {
            report = e.report();
            throw new PreflightFailedException(report);
        }
    }

    private String name() {
        String name = environment.getProperty("spring.application.name", "");
        return name.isBlank() ? "application" : name;
    }

    /** The verified values. */
    synchronized Verified verified() {
        run();
        if (verified == null) {
            throw new IllegalStateException("nothing is verified, since no check is declared");
        }
        return verified;
    }

    /** The report of the run, empty where there was none. */
    synchronized Optional<Report> report() {
        return Optional.ofNullable(report);
    }
}
