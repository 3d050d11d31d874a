package dev.preflight.spring;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** What {@code preflight.placeholders.ignore} names: placeholders by their exact names, properties and what is below. */
final class Ignored {
    private static final ConfigurationPropertyName ITSELF =
            ConfigurationPropertyName.of("preflight.placeholders.ignore");

    private final Set<String> names = new HashSet<>();
    private final List<ConfigurationPropertyName> properties = new ArrayList<>();

    Ignored(List<String> entries) {
        properties.add(ITSELF);
        for (String entry : entries) {
            String name = withoutBraces(entry.strip());
            names.add(name);
            ConfigurationPropertyName property = ConfigurationPropertyName.adapt(name, '.');
            if (!property.isEmpty()) {
                properties.add(property);
            }
        }
    }

    private static String withoutBraces(String entry) {
        return entry.startsWith("${") && entry.endsWith("}") ? entry.substring(2, entry.length() - 1) : entry;
    }

    boolean isPlaceholder(String name) {
        return names.contains(name) || isSetLater(name);
    }

    /** {@code local.server.port} and its like are set when servers have started. */
    private static boolean isSetLater(String name) {
        return name.startsWith("local.") && name.endsWith(".port");
    }

    boolean isProperty(String property) {
        ConfigurationPropertyName name = ConfigurationPropertyName.adapt(property, '.');
        for (ConfigurationPropertyName each : properties) {
            if (each.equals(name) || each.isAncestorOf(name)) {
                return true;
            }
        }
        return false;
    }
}
