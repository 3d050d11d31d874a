package dev.preflight.spring;

import dev.preflight.check.Check;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * What a {@link CheckSource} sees of the application.
 *
 * @param beanFactory the bean definitions, and the beans: asking for one makes it
 * @param environment the environment
 * @param findings what is known to be wrong with the environment
 */
public record Application(
        ConfigurableListableBeanFactory beanFactory, ConfigurableEnvironment environment, Findings findings) {
    /**
     * Checks that all parts are there.
     *
     * @param beanFactory the bean definitions, and the beans
     * @param environment the environment
     * @param findings what is known to be wrong with the environment
     * @throws NullPointerException if a component is null
     */
    public Application {
        Objects.requireNonNull(beanFactory, "beanFactory");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(findings, "findings");
    }

    /**
     * The checks that a check must {@linkplain Check#needs need} which uses the properties below some prefixes: those of
     * their placeholders that cannot be resolved. Where there is one, the properties hold no usable value, and the check
     * is skipped for that reason.
     *
     * @param prefixes names of properties in their canonical form, such as {@code spring.datasource}
     * @return the checks, none where all is well
     * @throws NullPointerException if a prefix is null
     */
    public List<Check<?>> unresolvedBelow(String... prefixes) {
        return findings.below(prefixes);
    }

    /**
     * What configuration is imported from: every location that a {@code spring.config.import} names, each once.
     *
     * @return the locations, as they are written but for placeholders
     */
    public List<Location> imports() {
        return Locations.imported(environment);
    }
}
