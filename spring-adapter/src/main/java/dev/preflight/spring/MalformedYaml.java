package dev.preflight.spring;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Finds the file that a YAML parser gave up on, since the parser does not say: the first one among those that Spring Boot
 * reads which fails with the same words.
 */
final class MalformedYaml {
    private static final String USUAL =
            "optional:classpath:/;optional:classpath:/config/;optional:file:./;optional:file:./config/;"
                    + "optional:file:./config/*/";
    private static final int MOST = 200;

    private final PathMatchingResourcePatternResolver resources = new PathMatchingResourcePatternResolver();
    private final YamlPropertySourceLoader loader = new YamlPropertySourceLoader();
    private final Deque<String> locations = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();
    private final ConfigurableEnvironment environment;
    private final String name;

    MalformedYaml(ConfigurableEnvironment environment, String... args) {
        this.environment = environment;
        PropertySource<?> arguments = new SimpleCommandLinePropertySource(args);
        name = value(arguments, "spring.config.name", "application");
        add(value(arguments, "spring.config.location", USUAL));
        add(value(arguments, "spring.config.additional-location", ""));
        add(value(arguments, "spring.config.import", ""));
    }

    private String value(PropertySource<?> arguments, String property, String orElse) {
        Object argument = arguments.getProperty(property);
        String value =
                argument == null ? SpringDeployment.value(environment, property).orElse("") : argument.toString();
        return value.isEmpty() ? orElse : value;
    }

    private void add(String many) {
        for (String each : many.split("[;,]")) {
            Location location = Location.of(each.strip());
            if (!location.path().isEmpty() && seen.add(location.path())) {
                locations.add(location.path());
            }
        }
    }

    /** What the file is called that fails with some words, empty where none does. */
    String find(String message) {
        for (int i = 0; i < MOST && !locations.isEmpty(); i++) {
            for (Resource file : files(locations.removeFirst())) {
                try {
                    for (PropertySource<?> source : loader.load("yaml", file)) {
                        addImports(source, file);
                    }
                } catch (IOException | RuntimeException e) {
                    if (message.equals(e.getMessage())) {
                        return Printed.name(described(file), MOST);
                    }
                }
            }
        }
        return "";
    }

    private static String described(Resource file) {
        try {
            return file.isFile() ? file.getFile().getPath() : file.getDescription();
        } catch (IOException e) {
            return file.getDescription();
        }
    }

    private void addImports(PropertySource<?> source, Resource file) throws IOException {
        if (source instanceof EnumerablePropertySource<?> enumerable) {
            for (String property : enumerable.getPropertyNames()) {
                if (property.equals("spring.config.import") || property.startsWith("spring.config.import[")) {
                    for (String each : environment
                            .resolvePlaceholders(String.valueOf(source.getProperty(property)))
                            .split("[;,]")) {
                        // One without a scheme is beside the file that names it.
                        String path = Location.of(each.strip()).path();
                        add(
                                path.indexOf(':') > 1
                                        ? path
                                        : file.createRelative(path).getURL().toString());
                    }
                }
            }
        }
    }

    private List<Resource> files(String location) {
        List<Resource> files = new ArrayList<>();
        String plain = location.startsWith("classpath:") || location.indexOf(':') > 1 ? location : "file:" + location;
        List<String> patterns = new ArrayList<>();
        if (plain.endsWith("/")) {
            for (String each : name.split(",")) {
                patterns.add(plain + each + ".y*ml");
                patterns.add(plain + each + "-*.y*ml");
            }
        } else if (plain.endsWith(".yml") || plain.endsWith(".yaml")) {
            patterns.add(plain);
        }
        for (String pattern : patterns) {
            try {
                for (Resource each : resources.getResources(pattern)) {
                    if (each.exists()) {
                        files.add(each);
                    }
                }
            } catch (IOException e) {
                // A directory that is not there.
                continue;
            }
        }
        return files;
    }
}
