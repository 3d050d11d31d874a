package dev.preflight.spring;

import dev.preflight.deploy.Deployment;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.env.PropertySource;

/**
 * Makes Spring's environment the place where checks look for variables and properties. A variable is found under its own
 * name first, and then under any name of a property that the variable would set: {@code DATABASE_URL} is also
 * {@code database.url}, and {@code database-url} is {@code DATABASEURL}.
 */
final class SpringDeployment {
    /** Where core looks for the checks that a front end softens, and why. */
    private static final String SOFTENED = PreflightProperties.PREFIX + ".softened";

    private static final String MODE = PreflightProperties.PREFIX + ".mode";

    private SpringDeployment() {}

    /** Where everything is looked up, with checks that may fail, as {@link Adjustments#warnOnly} has them. */
    static Deployment of(ConfigurableEnvironment environment, String warnOnly) {
        return Deployment.of(new Variables(environment), new Properties(environment, warnOnly, false));
    }

    /** The same where nothing is verified, and values are read when they are asked for. A test is told of it elsewhere. */
    static Deployment switchedOff(ConfigurableEnvironment environment) {
        return Switch.isOffInTest(environment)
                ? silent(environment)
                : Deployment.of(
                        new Variables(environment), new Properties(environment, Switch.ENABLED + "=false", true));
    }

    /** The same without a word about it. */
    static Deployment silent(ConfigurableEnvironment environment) {
        return Deployment.of(new Variables(environment), new Properties(environment, "silent", true));
    }

    /** The value of a property, empty also where a placeholder in it cannot be resolved. */
    static Optional<String> value(PropertyResolver environment, String name) {
        try {
            return Optional.ofNullable(environment.getProperty(name));
        } catch (RuntimeException e) {
            // A placeholder in it cannot be resolved, or it cannot be decrypted, which has a check of its own.
            return Optional.empty();
        }
    }

    private static Set<String> names(ConfigurableEnvironment environment) {
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

    private record Properties(ConfigurableEnvironment environment, String softened, boolean off)
            implements Deployment.Lookup {
        @Override
        public Optional<String> find(String name) {
            if (name.equals(SOFTENED)) {
                return softened.isEmpty() ? Optional.empty() : Optional.of(softened);
            }
            return off && name.equals(MODE) ? Optional.of("off") : value(environment, name);
        }

        @Override
        public Set<String> names() {
            return SpringDeployment.names(environment);
        }
    }

    private static final class Variables implements Deployment.Lookup {
        private final ConfigurableEnvironment environment;
        /** The names of properties by that of the variable that would set them, null until one is asked for. */
        private Map<String, String> propertiesByVariable;

        Variables(ConfigurableEnvironment environment) {
            this.environment = environment;
        }

        @Override
        public Optional<String> find(String name) {
            Optional<String> found = value(environment, name);
            return found.isPresent() ? found : relaxed(name);
        }

        private Optional<String> relaxed(String name) {
            ConfigurationPropertyName property = ConfigurationPropertyName.adapt(name, '_');
            if (property.isEmpty()) {
                return Optional.empty();
            }
            Optional<String> found = value(environment, property.toString());
            if (found.isPresent()) {
                return found;
            }
            String candidate = propertiesByVariable().get(name);
            return candidate == null ? Optional.empty() : value(environment, candidate);
        }

        /** Gathered once, since a suite asks for many variables. */
        private synchronized Map<String, String> propertiesByVariable() {
            if (propertiesByVariable == null) {
                propertiesByVariable = new HashMap<>();
                for (String property : names()) {
                    propertiesByVariable.putIfAbsent(PlaceholderCheck.variable(property), property);
                }
            }
            return propertiesByVariable;
        }

        @Override
        public Set<String> names() {
            return SpringDeployment.names(environment);
        }
    }
}
