package dev.preflight.spring;

import dev.preflight.Check;
import dev.preflight.Checks;
import dev.preflight.Preflight;
import java.util.List;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;

/** Does what program arguments ask for instead of a start, with what the application declares and what is derived from it. */
final class CommandRun {
    private final ConfigurableListableBeanFactory beans;
    private final ConfigurableEnvironment environment;
    private final Surroundings surroundings;

    CommandRun(ConfigurableListableBeanFactory beans, ConfigurableEnvironment environment, Surroundings surroundings) {
        this.beans = beans;
        this.environment = environment;
        this.surroundings = surroundings;
    }

    /** Does it. Returns the exit code. */
    int run() {
        Asked asked = surroundings.asked();
        PreflightProperties properties = PreflightProperties.of(environment);
        Adjustments adjustments = new Adjustments(properties);
        Documentation documentation = new Documentation(beans, environment, properties);
        List<Check<?>> checks = adjustments.kept(
                asked.verifies() ? verified(properties, adjustments) : documentation.checks(asked.looksElsewhere()));
        if (checks.isEmpty()) {
            checks = List.of(Checks.probe("placeholders", context -> true)
                    .offline()
                    .describedAs("every placeholder of the configuration resolves"));
        }
        Preflight suite = SelfCheck.suite(environment, properties, adjustments, checks);
        return documentation
                .explained(suite)
                .runCommand(surroundings.out(), surroundings.err(), asked.toArray())
                .orElseThrow();
    }

    private List<Check<?>> verified(PreflightProperties properties, Adjustments adjustments) {
        Application application =
                new Application(beans, environment, Findings.of(environment, properties, adjustments));
        return Declarations.of(application, properties, SelfCheck.isOn(environment));
    }
}
