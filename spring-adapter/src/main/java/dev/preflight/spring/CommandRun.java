package dev.preflight.spring;

import dev.preflight.Checks;
import dev.preflight.Preflight;
import dev.preflight.check.Check;
import java.util.List;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;

/** Does what program arguments ask for instead of a start, with what the application declares and what is derived from it. */
final class CommandRun {
    private final ConfigurableListableBeanFactory beans;
    private final ConfigurableEnvironment environment;
    private final Surroundings surroundings;

    private CommandRun(
            ConfigurableListableBeanFactory beans, ConfigurableEnvironment environment, Surroundings surroundings) {
        this.beans = beans;
        this.environment = environment;
        this.surroundings = surroundings;
    }

    /** Does it. Returns what ends the start. */
    static RuntimeException done(ConfigurableListableBeanFactory beans, ConfigurableEnvironment environment) {
        Surroundings surroundings = beans.getBean(Surroundings.BEAN, Surroundings.class);
        return Finished.with(new CommandRun(beans, environment, surroundings).run());
    }

    private int run() {
        Asked asked = surroundings.asked();
        Inspection inspection = Inspection.of(environment);
        if (asked.verifies() && SelfCheck.isOn(environment)) {
            inspection = PlaceholderReaders.judged(inspection, beans, environment);
        }
        Documentation documentation = new Documentation(beans, environment, inspection.properties());
        List<Check<?>> checks = inspection
                .adjustments()
                .kept(asked.verifies() ? verified(inspection) : documentation.checks(asked.looksElsewhere()));
        checks = asked.verifies() ? SelfCheck.withConfiguration(checks) : checks;
        if (checks.isEmpty()) {
            checks = List.of(Checks.probe("placeholders", context -> true)
                    .offline()
                    .describedAs("every placeholder of the configuration resolves"));
        }
        Preflight suite = SelfCheck.suite(environment, inspection, checks);
        return documentation
                .explained(suite)
                .runCommand(surroundings.out(), surroundings.err(), asked.toArray())
                .orElseThrow();
    }

    private List<Check<?>> verified(Inspection inspection) {
        Application application = new Application(beans, environment, inspection.findings());
        return Declarations.of(application, inspection.properties(), SelfCheck.isOn(environment));
    }
}
