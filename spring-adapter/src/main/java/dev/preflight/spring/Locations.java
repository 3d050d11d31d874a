package dev.preflight.spring;

import java.util.ArrayList;
import java.util.List;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Where properties say that configuration lies. Spring Boot follows what every file names, so that what one source says
 * does not hide what another says.
 */
final class Locations {
    /** What a directory is imported with in which each file is a property, as secrets are mounted. */
    static final String TREE = "configtree:";

    private static final String IMPORT = "spring.config.import";

    private static final List<String> ALL =
            List.of(IMPORT, "spring.config.location", "spring.config.additional-location");

    private Locations() {}

    /**
     * A property that names locations.
     *
     * @param property its name
     * @param value its value as it is written, with commas or semicolons between locations
     * @param source what it stands in
     */
    record Named(String property, String value, PropertySource<?> source) {
        /** Whether configuration is imported from there, and not only looked for. */
        boolean isImport() {
            return is(IMPORT, property);
        }
    }

    /** What names locations in a source: an import, or where configuration is looked for. */
    static List<Named> in(PropertySource<?> source) {
        List<Named> named = new ArrayList<>(0);
        if (source instanceof EnumerablePropertySource<?> enumerable) {
            for (String property : enumerable.getPropertyNames()) {
                Object value = isOfLocations(property) ? source.getProperty(property) : null;
                if (value != null) {
                    named.add(new Named(property, value.toString(), source));
                }
            }
        }
        return named;
    }

    /** Whether a property names locations, as one text or as an element of a list. */
    private static boolean isOfLocations(String property) {
        if (!property.startsWith("spring.config.") && !property.startsWith("SPRING_CONFIG_")) {
            return false;
        }
        for (String each : ALL) {
            if (is(each, property)) {
                return true;
            }
        }
        return false;
    }

    private static boolean is(String name, String property) {
        return property.equals(name) || property.startsWith(name + "[") || isVariable(name, property);
    }

    /** Whether it is the variable of a property, or of an element: {@code SPRING_CONFIG_IMPORT_0}. */
    private static boolean isVariable(String name, String property) {
        String variable = PlaceholderCheck.variable(name);
        if (!property.startsWith(variable)) {
            return false;
        }
        String index = property.substring(variable.length());
        return index.isEmpty()
                || index.length() > 1
                        && index.charAt(0) == '_'
                        && index.chars().skip(1).allMatch(Character::isDigit);
    }

    /**
     * Whether what cannot be resolved in a property stands in locations that may be absent, null where it names none.
     */
    static Boolean isOptional(String property, ConfigurableEnvironment environment) {
        if (!isOfLocations(property)) {
            return null;
        }
        for (PropertySource<?> source : environment.getPropertySources()) {
            for (Named named : in(source)) {
                if (named.property().equals(property)) {
                    for (Location location : split(environment.resolvePlaceholders(named.value()))) {
                        if (location.path().contains("${") && !location.isOptional()) {
                            return false;
                        }
                    }
                }
            }
        }
        return true;
    }

    /** The locations of a value, in which no placeholder is left. */
    static List<Location> split(String value) {
        List<Location> locations = new ArrayList<>();
        for (String text : value.split("[,;]")) {
            locations.add(Location.of(text.strip()));
        }
        return locations;
    }

    /** What configuration is imported from, each location once. */
    static List<Location> imported(ConfigurableEnvironment environment) {
        List<Location> imports = new ArrayList<>(0);
        for (PropertySource<?> source : environment.getPropertySources()) {
            for (Named named : in(source)) {
                if (named.isImport()) {
                    for (Location location : split(environment.resolvePlaceholders(named.value()))) {
                        if (!imports.contains(location)) {
                            imports.add(location);
                        }
                    }
                }
            }
        }
        return imports;
    }

    /** The directories that are imported as trees of properties, with a slash at the end. */
    static List<String> trees(ConfigurableEnvironment environment) {
        List<String> trees = new ArrayList<>(0);
        for (Location location : imported(environment)) {
            String path = location.path();
            // Of several at once, nobody can tell which one is meant.
            if (path.startsWith(TREE) && path.indexOf('*') < 0 && !path.contains("${")) {
                String directory = path.substring(TREE.length());
                trees.add(directory.endsWith("/") ? directory : directory + "/");
            }
        }
        return trees;
    }
}
