package dev.preflight.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The property sources that tell of the process, and not of the application: variables, system properties, arguments.
 * Documentation is the same in every process.
 */
final class ProcessSources {
    private static final Set<String> NAMES = Set.of(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME,
            CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME,
            "spring.application.json");

    /** What every Java runtime sets, as {@link System#getProperties()} says. */
    private static final Set<String> OF_JAVA = Set.of(
            "file.encoding",
            "file.separator",
            "java.home",
            "java.io.tmpdir",
            "java.vendor",
            "java.version",
            "line.separator",
            "native.encoding",
            "os.arch",
            "os.name",
            "os.version",
            "path.separator",
            "user.dir",
            "user.home",
            "user.name");

    private ProcessSources() {}

    static boolean contain(PropertySource<?> source) {
        return NAMES.contains(source.getName());
    }

    /** Whether a name has a value in every process. */
    static boolean define(String name) {
        return OF_JAVA.contains(name);
    }

    /** Does something while the environment does not have these sources. */
    static <T> T without(ConfigurableEnvironment environment, Supplier<T> work) {
        MutablePropertySources sources = environment.getPropertySources();
        List<PropertySource<?>> hidden = new ArrayList<>();
        for (PropertySource<?> source : sources) {
            if (contain(source)) {
                hidden.add(source);
            }
        }
        for (PropertySource<?> source : hidden) {
            sources.replace(source.getName(), new MapPropertySource(source.getName(), Map.of()));
        }
        try {
            return work.get();
        } finally {
            for (PropertySource<?> source : hidden) {
                sources.replace(source.getName(), source);
            }
        }
    }
}
