package dev.preflight.spring;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.CompositePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.support.ResourcePropertySource;

/**
 * The property sources that people who make the application write: configuration files, those of
 * {@code @PropertySource}, defaults, the command line. Not the environment of the operating system, system properties,
 * and mounted secrets, whose values may hold <code>${…}</code> for somebody else.
 */
final class OwnSources {
    private static final String DEFAULTS = "defaultProperties";
    /** How Spring Boot calls what it loads, whatever somebody makes of it afterwards. */
    private static final String OF_BOOT = "Config resource '";

    private OwnSources() {}

    /**
     * A source that is judged.
     *
     * @param source where its properties are
     * @param whole what stands in the environment: the source, or the one that it is a part of, or that wraps it
     * @param wrapped what the application reads it through: itself, unless something wraps it
     */
    record Own(EnumerablePropertySource<?> source, PropertySource<?> whole, PropertySource<?> wrapped) {
        /** The value of a property as the application gets it. Whatever a wrapper throws that cannot decrypt it. */
        Object value(String property) {
            return wrapped.getProperty(property);
        }
    }

    static List<Own> in(ConfigurableEnvironment environment) {
        List<Own> sources = new ArrayList<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            add(source, source, sources);
        }
        return sources;
    }

    private static void add(PropertySource<?> wrapped, PropertySource<?> whole, List<Own> sources) {
        PropertySource<?> source = WrappedSource.unwrapped(wrapped);
        if (source instanceof CompositePropertySource composite) {
            for (PropertySource<?> part : composite.getPropertySources()) {
                add(part, whole, sources);
            }
        } else if (source instanceof EnumerablePropertySource<?> enumerable && isOwn(source)) {
            sources.add(new Own(enumerable, whole, wrapped));
        }
    }

    static boolean isOwn(PropertySource<?> wrapped) {
        PropertySource<?> source = WrappedSource.unwrapped(wrapped);
        if (source instanceof CompositePropertySource composite) {
            for (PropertySource<?> part : composite.getPropertySources()) {
                if (!isOwn(part)) {
                    return false;
                }
            }
            return true;
        }
        return source instanceof OriginTrackedMapPropertySource
                || source instanceof ResourcePropertySource
                || source instanceof CommandLinePropertySource<?>
                || source.getName().equals(DEFAULTS)
                || source.getName().startsWith(OF_BOOT);
    }
}
