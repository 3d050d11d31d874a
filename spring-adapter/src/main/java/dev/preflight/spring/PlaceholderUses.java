package dev.preflight.spring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Finds every placeholder in the application's own property sources that something else than these has to fill in. What
 * the process was started with makes no difference: a placeholder counts that has a value here, and so does one in a
 * property that a variable of this process overrides.
 */
final class PlaceholderUses {
    /** Names that stand for values that are made up. */
    private static final String RANDOM = "random.";
    /** What is written for the logging system, which knows placeholders of its own. */
    private static final String PATTERNS = "logging.pattern.";

    private final List<OwnSources.Own> sources = new ArrayList<>();
    private final Effective effective;
    private final List<PropertySource<?>> others = new ArrayList<>();
    private final Ignored ignored;
    private final Map<String, List<Use>> found = new LinkedHashMap<>();

    /**
     * One place where a placeholder stands.
     *
     * @param reference the placeholder
     * @param property the property that it stands in
     * @param place where that is written
     */
    record Use(PlaceholderText.Reference reference, String property, String place) {}

    PlaceholderUses(ConfigurableEnvironment environment, Ignored ignored) {
        this.ignored = ignored;
        List<PropertySource<?>> whole = new ArrayList<>();
        for (OwnSources.Own own : OwnSources.in(environment)) {
            if (!(own.source() instanceof CommandLinePropertySource<?>)) {
                sources.add(own);
                if (!whole.contains(own.whole())) {
                    whole.add(own.whole());
                }
            }
        }
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (!whole.contains(source)
                    && !ProcessSources.contain(source)
                    && source instanceof EnumerablePropertySource<?>
                    && !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source)) {
                others.add(source);
            }
        }
        this.effective = new Effective(whole);
    }

    /**
     * The uses of each placeholder, by its name.
     *
     * @param code what stands in the code, beside the property sources
     */
    Map<String, List<Use>> run(List<ValueScan.Text> code) {
        for (OwnSources.Own own : sources) {
            for (String property : own.source().getPropertyNames()) {
                if (own.source().getProperty(property) instanceof String text
                        && !ignored.isProperty(property)
                        && !property.startsWith(PATTERNS)
                        && effective.isEffective(property, own.whole())) {
                    for (PlaceholderText.Reference each : PlaceholderText.references(text)) {
                        add(new Use(each, property, Place.of(own.source(), property)));
                    }
                }
            }
        }
        for (ValueScan.Text text : code) {
            for (PlaceholderText.Reference each : PlaceholderText.references(text.text())) {
                add(new Use(each, text.member(), text.type()));
            }
        }
        return found;
    }

    private void add(Use use) {
        String name = use.reference().name();
        if (!ignored.isPlaceholder(name)
                && !name.startsWith(RANDOM)
                && !ProcessSources.define(name)
                && !isDefined(name, use.property())) {
            found.computeIfAbsent(name, key -> new ArrayList<>()).add(use);
        }
    }

    /** Whether the application defines the name itself, but for by the property that asks for it. */
    private boolean isDefined(String name, String property) {
        ConfigurationPropertyName one = ConfigurationPropertyName.adapt(name, '.');
        ConfigurationPropertyName other = ConfigurationPropertyName.adapt(property, '.');
        boolean isItself = name.equals(property) || !one.isEmpty() && one.equals(other);
        if (!isItself && effective.sourceOf(name) != null) {
            return true;
        }
        // Others may bring along what they were told elsewhere, such as a config server.
        for (PropertySource<?> source : others) {
            if (source.containsProperty(name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether configuration is imported from what is no file, and may fill placeholders in where nobody sees it. */
    boolean isImportedFromElsewhere() {
        for (OwnSources.Own own : sources) {
            for (Locations.Named named : Locations.in(own.source())) {
                for (Location location : named.isImport() ? Locations.split(named.value()) : List.<Location>of()) {
                    if (isElsewhere(location.path())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isElsewhere(String path) {
        // A single letter is that of a drive.
        return path.indexOf(':') > 1 && !path.startsWith("file:") && !path.startsWith("classpath:");
    }
}
