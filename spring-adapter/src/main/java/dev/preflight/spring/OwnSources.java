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

    private OwnSources() {}

    /**
     * A source that is judged.
     *
     * @param source where its properties are
     * @param whole what stands in the environment: the source, or the one that it is a part of
     */
    record Own(EnumerablePropertySource<?> source, PropertySource<?> whole) {}

    static List<Own> in(ConfigurableEnvironment environment) {
        List<Own> sources = new ArrayList<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            add(source, source, sources);
        }
        return sources;
    }

    private static void add(PropertySource<?> source, PropertySource<?> whole, List<Own> sources) {
        if (source instanceof CompositePropertySource composite) {
            for (PropertySource<?> part : composite.getPropertySources()) {
                add(part, whole, sources);
            }
        } else if (source instanceof EnumerablePropertySource<?> enumerable && isOwn(source)) {
            sources.add(new Own(enumerable, whole));
        }
    }

    static boolean isOwn(PropertySource<?> source) {
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
                || source.getName().equals(DEFAULTS);
    }
}
