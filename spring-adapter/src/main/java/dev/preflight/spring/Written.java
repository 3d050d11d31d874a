package dev.preflight.spring;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/** Finds the properties that are set, and says where each is written: {@code spring.mail.host (application.yml:12)}. */
public final class Written {
    private final Iterable<ConfigurationPropertySource> sources;

    /**
     * Looks into an environment.
     *
     * @param environment the environment
     * @throws NullPointerException if {@code environment} is null
     */
    public Written(ConfigurableEnvironment environment) {
        this.sources = ConfigurationPropertySources.get(environment);
    }

    /**
     * Those of some properties that are set, each with the place of the value that counts.
     *
     * @param names names in their canonical form; of a list, its first element is looked for too
     * @return what can be shown, in the order of the names
     * @throws NullPointerException if a name is null
     */
    public List<String> among(List<String> names) {
        List<String> written = new ArrayList<>();
        for (String name : names) {
            ConfigurationPropertyName property = ConfigurationPropertyName.of(name);
            String found = place(property);
            found = found.isEmpty() ? place(property.append("[0]")) : found;
            if (!found.isEmpty()) {
                written.add(name + " (" + found + ")");
            }
        }
        return written;
    }

    private String place(ConfigurationPropertyName name) {
        for (ConfigurationPropertySource source : sources) {
            ConfigurationProperty property = source.getConfigurationProperty(name);
            if (property == null) {
                continue;
            }
            if (source.getUnderlyingSource() instanceof CommandLinePropertySource<?>) {
                return "the command line";
            }
            boolean isPlain = property.getOrigin() instanceof PropertySourceOrigin plain && plain.getOrigin() == null;
            if (property.getOrigin() != null && !isPlain) {
                return Place.of(property.getOrigin());
            }
            String place = source.getUnderlyingSource() instanceof PropertySource<?> plain ? plain.getName() : "";
            return place.isBlank() ? "set" : place;
        }
        return "";
    }
}
