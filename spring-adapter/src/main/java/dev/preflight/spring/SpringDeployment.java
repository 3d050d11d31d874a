package dev.preflight.spring;

import dev.preflight.Deployment;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/** Makes Spring's environment the place where checks look for variables and properties. */
final class SpringDeployment {
    private SpringDeployment() {}

    static Deployment of(ConfigurableEnvironment environment) {
        Deployment.Lookup lookup = new InEnvironment(environment);
        return Deployment.of(lookup, lookup);
    }

    private record InEnvironment(ConfigurableEnvironment environment) implements Deployment.Lookup {
        @Override
        public Optional<String> find(String name) {
            try {
                return Optional.ofNullable(environment.getProperty(name));
            } catch (IllegalArgumentException e) {
                // A placeholder in it cannot be resolved, which has a check of its own.
                return Optional.empty();
            }
        }

        @Override
        public Set<String> names() {
            Set<String> names = new LinkedHashSet<>();
            for (PropertySource<?> source : environment.getPropertySources()) {
                if (source instanceof EnumerablePropertySource<?> enumerable) {
                    for (String name : enumerable.getPropertyNames()) {
                        names.add(name);
                    }
                }
            }
            return names;
        }
    }
}
