package dev.preflight.spring;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Tells whether something reads the properties that cannot be used for a placeholder. Below a prefix of Spring or of a
 * library that describes its properties, only what a bean of this start is bound to is read. What the application calls
 * its own, its code may read whenever it likes, unless all that names it belongs to beans that are not made. Made where
 * something is wrong, and not in a start that passes.
 */
final class PlaceholderReaders {
    private static final List<String> OF_SPRING = List.of("spring.", "server.", "management.", "logging.");
    private static final String OURS = PreflightProperties.PREFIX + ".";
    private static final int MOST = 3;

    private final ConfigurableListableBeanFactory beans;
    private final ConfigurableEnvironment environment;
    private final ToBeMade made;
    private final BoundBeans bound;
    private final OwnPackages packages;
    private Metadata metadata;
    private NamingClasses namings;
    private Set<Class<?>> classes;

    /** What became of one property. */
    private enum Reading {
        /** It is read, or may be. */
        READ,
        /** Nobody names it, but it is the application's. */
        UNNAMED,
        /** A library would read it, and does not. */
        UNREAD,
        /** What reads it is not made. */
        NOT_MADE,
        /** It names configuration that may be absent. */
        OPTIONAL
    }

    PlaceholderReaders(ConfigurableListableBeanFactory beans, ConfigurableEnvironment environment) {
        this.beans = beans;
        this.environment = environment;
        this.made = ToBeMade.of(beans, environment);
        this.bound = new BoundBeans(beans, made);
        this.packages = new OwnPackages(beans);
    }

    /**
     * Why the application may be well without a value, empty where it is not.
     *
     * @param direct the properties that are written with the placeholder
     * @param all these, and those that refer to them
     */
    String doubt(Set<String> direct, Set<String> all) {
        List<String> unread = new ArrayList<>();
        List<String> notMade = new ArrayList<>();
        boolean isOptional = false;
        for (String property : all) {
            Reading reading = reading(property);
            if (reading == Reading.READ) {
                return "";
            }
            if (reading == Reading.UNNAMED && !(direct.contains(property) && all.size() > direct.size())) {
                // One that others refer to is what these are.
                return "";
            }
            isOptional |= reading == Reading.OPTIONAL;
            if (reading == Reading.UNREAD) {
                unread.add(property);
            } else if (reading == Reading.NOT_MADE) {
                notMade.add(property);
            }
        }
        if (!unread.isEmpty()) {
            return "nothing that this start makes reads " + listed(unread);
        }
        if (!notMade.isEmpty()) {
            return "what reads " + listed(notMade) + " is not made in this start";
        }
        return isOptional ? "what is imported may be absent" : "";
    }

    private static String listed(List<String> properties) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < Math.min(MOST, properties.size()); i++) {
            out.append(i == 0 ? "" : ", ").append(Printed.name(properties.get(i), 200));
        }
        return properties.size() <= MOST ? out.toString() : out + " and " + (properties.size() - MOST) + " more";
    }

    private Reading reading(String property) {
        ConfigurationPropertyName name = ConfigurationPropertyName.adapt(property, '.');
        if (name.isEmpty() || property.startsWith(OURS)) {
            return Reading.READ;
        }
        Boolean isOptional = Locations.isOptional(property, environment);
        if (isOptional != null) {
            return isOptional ? Reading.OPTIONAL : Reading.READ;
        }
        if (bound.read(name)) {
            return Reading.READ;
        }
        return isOfLibrary(property, name) ? Reading.UNREAD : readingOfOwn(name);
    }

    private boolean isOfLibrary(String property, ConfigurationPropertyName name) {
        for (String prefix : OF_SPRING) {
            if (property.startsWith(prefix)) {
                return true;
            }
        }
        return metadata().isOfLibrary(name);
    }

    private Reading readingOfOwn(ConfigurationPropertyName name) {
        boolean isNamed = false;
        for (String source : metadata().sources(name)) {
            isNamed = true;
            if (isMade(source)) {
                return Reading.READ;
            }
        }
        if (namings == null) {
            namings = new NamingClasses(packages.scanned(), beans.getBeanClassLoader());
        }
        for (NamingClasses.Naming each : namings.of(name)) {
            isNamed = true;
            if (each.how() == NamingClasses.How.BY_CODE || isMade(each.type())) {
                return Reading.READ;
            }
        }
        return isNamed ? Reading.NOT_MADE : Reading.UNNAMED;
    }

    private boolean isMade(String className) {
        for (Class<?> each : classes()) {
            if (each.getName().equals(className)) {
                return true;
            }
        }
        return false;
    }

    private boolean isMade(Class<?> type) {
        for (Class<?> each : classes()) {
            if (type.isAssignableFrom(each)) {
                return true;
            }
        }
        return false;
    }

    /** The classes of the beans of this start. */
    private Set<Class<?>> classes() {
        if (classes == null) {
            classes = new HashSet<>();
            for (String name : beans.getBeanDefinitionNames()) {
                BeanDefinition definition = beans.getMergedBeanDefinition(name);
                Class<?> type = definition.isAbstract() || !made.contains(name) ? null : made.typeOf(name);
                if (type != null) {
                    classes.add(type);
                }
            }
        }
        return classes;
    }

    private Metadata metadata() {
        if (metadata == null) {
            metadata = Metadata.read(beans.getBeanClassLoader(), packages);
        }
        return metadata;
    }

    /** Findings of which those are warnings that nothing reads. */
    static Inspection judged(
            Inspection inspection, ConfigurableListableBeanFactory beans, ConfigurableEnvironment environment) {
        if (!inspection.findings().mayBeUnread()) {
            return inspection;
        }
        Set<String> inCode = new LinkedHashSet<>();
        Ignored ignored = new Ignored(inspection.properties().placeholders().ignore());
        for (Map.Entry<PlaceholderScan.Placeholder, Boolean> each :
                PlaceholderScan.inCode(beans, environment, ignored).entrySet()) {
            if (each.getValue()) {
                inCode.add(each.getKey().name());
            }
        }
        PlaceholderReaders readers = new PlaceholderReaders(beans, environment);
        return new Inspection(
                inspection.properties(),
                inspection.adjustments(),
                inspection.findings().judged(readers, inCode));
    }
}
