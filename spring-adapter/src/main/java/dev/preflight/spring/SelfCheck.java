package dev.preflight.spring;

import dev.preflight.Checks;
import dev.preflight.Preflight;
import dev.preflight.PreflightException;
import dev.preflight.Verified;
import dev.preflight.check.Check;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.metrics.ApplicationStartup;
import org.springframework.core.metrics.StartupStep;

/** The self-check of one application context: run once, and remembered. Thread-safe. */
final class SelfCheck {
    /** The name of the bean. */
    static final String BEAN = "preflightSelfCheck";

    private static final Logger LOG = LoggerFactory.getLogger("dev.preflight");
    private static final int LONGEST_NAME = 100;

    private final ConfigurableListableBeanFactory beanFactory;
    private final ConfigurableEnvironment environment;
    private final Reports reports;
    private Inspection inspection;
    private boolean isDone;
    private boolean hasPassed;
    private Verified verified;

    SelfCheck(ConfigurableListableBeanFactory beanFactory, ConfigurableEnvironment environment, Reports reports) {
        this.reports = reports;
        this.beanFactory = beanFactory;
        this.environment = environment;
    }

    /** Verifies everything, unless that has happened; throws if the boot must not go on. */
    synchronized void run() {
        if (isDone) {
            return;
        }
        if (beanFactory.containsBean(Surroundings.BEAN)) {
            isDone = true;
            throw CommandRun.done(beanFactory, environment);
        }
        inspection = inspected();
        List<Check<?>> checks = inspection.adjustments().kept(declared(inspection));
        checks = AbsentImports.needed(checks, environment);
        checks = UnknownNames.added(checks, List.of(), inspection.adjustments(), environment);
        isDone = true;
        if (checks.isEmpty()) {
            hasPassed = true;
            return;
        }
        if (Switch.isOffInTest(environment)) {
            LOG.debug("preflight is off in tests; @EnablePreflight switches it on");
        }
        checks = withConfiguration(checks);
        StartupStep step = step("preflight.connections").tag("checks", String.valueOf(checks.size()));
        Preflight preflight = suite(environment, inspection, checks);
        try {
            verified = preflight.verify();
            hasPassed = true;
            reports.add(verified.report());
            deliver(beanFactory, preflight, verified.report());
        } catch (PreflightException e) {
            reports.add(e.report());
            deliver(beanFactory, preflight, e.report());
            throw PreflightFailedException.of(e.report());
        } finally {
            step.end();
        }
    }

    /** Where all there is may only warn, placeholders and properties have been verified all the same. */
    static List<Check<?>> withConfiguration(List<Check<?>> checks) {
        if (checks.isEmpty()) {
            return checks;
        }
        for (Check<?> check : checks) {
            if (!check.settings().warnOnly()) {
                return checks;
            }
        }
        List<Check<?>> all = new ArrayList<>(checks);
        Check<?> configuration = Checks.probe("configuration", context -> true)
                .offline()
                .describedAs("every placeholder that something reads resolves, and what is bound is valid");
        all.add(configuration);
        return all;
    }

    /** The suite of some checks, which looks into the environment, with what properties say of it. */
    static Preflight suite(ConfigurableEnvironment environment, Inspection inspection, List<Check<?>> checks) {
        return suite(environment, inspection, checks, inspection.properties().deadline());
    }

    /** The same with a deadline of its own. */
    static Preflight suite(
            ConfigurableEnvironment environment, Inspection inspection, List<Check<?>> checks, Duration deadline) {
        Preflight preflight = Preflight.of(name(environment), checks.toArray(new Check<?>[0]));
        for (Check<?> check : preflight.checks()) {
            // Whoever runs the application may give all of it less time than one check was declared with.
            if (check.settings().timeout().compareTo(deadline) > 0) {
                preflight = preflight.timeout(check.id(), deadline);
            }
        }
        preflight = preflight.deadline(deadline);
        Adjustments adjustments = inspection.adjustments();
        return adjustments
                .timed(preflight)
                .against(
                        Switch.isOn(environment)
                                ? SpringDeployment.of(environment, adjustments.warnOnly(preflight.checks()))
                                : SpringDeployment.switchedOff(environment));
    }

    /** Takes a report to where reports go; that of a boot that goes on waits for what else is to be verified. */
    static void deliver(ConfigurableListableBeanFactory beans, Preflight preflight, Report report) {
        if (beans.containsBean(Delivery.BEAN)) {
            Delivery delivery = beans.getBean(Delivery.BEAN, Delivery.class);
            delivery.add(preflight, report);
            if (!report.mayBoot()) {
                delivery.send();
            }
        }
    }

    private Inspection inspected() {
        StartupStep step = step("preflight.environment");
        try {
            Inspection found = Inspection.of(environment);
            found = isOn(environment) ? PlaceholderReaders.judged(found, beanFactory, environment) : found;
            step.tag("findings", String.valueOf(found.findings().checks().size()));
            return found;
        } finally {
            step.end();
        }
    }

    private List<Check<?>> declared(Inspection found) {
        return Declarations.of(
                new Application(beanFactory, environment, found.findings()), found.properties(), isOn(environment));
    }

    /** Whether anything is verified, so that looking for it may make beans. */
    static boolean isOn(ConfigurableEnvironment environment) {
        String operator =
                SpringDeployment.value(environment, "PREFLIGHT").orElse("").strip();
        String mode = operator.isEmpty()
                ? SpringDeployment.value(environment, "preflight.mode")
                        .orElse("")
                        .strip()
                : operator;
        return Switch.isOn(environment) && !mode.equalsIgnoreCase("off");
    }

    private StartupStep step(String name) {
        ApplicationStartup startup = beanFactory.getApplicationStartup();
        return startup.start(name);
    }

    static String name(ConfigurableEnvironment environment) {
        String name =
                SpringDeployment.value(environment, "spring.application.name").orElse("");
        return name.isBlank() ? "application" : Printed.name(name, LONGEST_NAME);
    }

    /** The verified values; where nothing is verified, they are read when they are asked for. */
    synchronized Verified verified() {
        run();
        if (verified == null) {
            throw new IllegalStateException("nothing is verified, since no check is declared");
        }
        return verified;
    }

    /** Whether it let the boot go on. */
    synchronized boolean hasPassed() {
        return hasPassed;
    }

    /** What it looked at when it ran. */
    synchronized Inspection inspection() {
        run();
        return inspection;
    }

    /** Whether it has run, or there was nothing to verify. */
    synchronized boolean isDone() {
        return isDone;
    }

    /** The ids of the checks of its run. */
    synchronized Set<String> verifiedIds() {
        Set<String> ids = new HashSet<>();
        for (CheckResult result :
                verified == null ? List.<CheckResult>of() : verified.report().results()) {
            ids.add(result.check().id());
        }
        return ids;
    }

    /** The report of the run, empty where there was none. */
    synchronized Optional<Report> report() {
        return verified == null ? Optional.empty() : Optional.of(verified.report());
    }
}
