package dev.preflight.spring;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/** Tells whether a value counts, or another source that stands before overrides it, under one of its relaxed names. */
final class Effective {
    private final Iterable<ConfigurationPropertySource> sources;

    Effective(ConfigurableEnvironment environment) {
        this(environment.getPropertySources());
    }

    Effective(Iterable<PropertySource<?>> sources) {
        this.sources = ConfigurationPropertySources.from(sources);
    }

    boolean isEffective(String property, PropertySource<?> whole) {
        ConfigurationPropertyName name = ConfigurationPropertyName.adapt(property, '.');
        for (ConfigurationPropertySource source : sources) {
            if (source.getUnderlyingSource() == whole) {
                return true;
            }
            if (overrides(source, property, name)) {
                return false;
            }
        }
        return true;
    }

    private static boolean overrides(
            ConfigurationPropertySource source, String property, ConfigurationPropertyName name) {
        if (name.isEmpty()) {
            return source.getUnderlyingSource() instanceof PropertySource<?> plain && plain.containsProperty(property);
        }
        if (has(source, name)) {
            return true;
        }
        // A list is taken whole from the first source that has it.
        for (int i = 0; i < name.getNumberOfElements(); i++) {
            if (name.isNumericIndex(i)) {
                ConfigurationPropertyName list = name.chop(i);
                if (has(source, list) || source.containsDescendantOf(list) == ConfigurationPropertyState.PRESENT) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean has(ConfigurationPropertySource source, ConfigurationPropertyName name) {
        try {
            return source.getConfigurationProperty(name) != null;
        } catch (RuntimeException e) {
            // What cannot be decrypted is there all the same.
            return true;
        }
    }

    /** Where the value of a name comes from, null if it has none. */
    PropertySource<?> sourceOf(String property) {
        ConfigurationPropertyName name = ConfigurationPropertyName.adapt(property, '.');
        for (ConfigurationPropertySource source : sources) {
            PropertySource<?> plain =
                    source.getUnderlyingSource() instanceof PropertySource<?> underlying ? underlying : null;
            if (plain != null && (plain.containsProperty(property) || !name.isEmpty() && has(source, name))) {
                return plain;
            }
        }
        return null;
    }
}
