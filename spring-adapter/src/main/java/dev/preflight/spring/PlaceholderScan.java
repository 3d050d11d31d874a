package dev.preflight.spring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.util.PlaceholderResolutionException;
import org.springframework.util.PropertyPlaceholderHelper;
import org.springframework.util.SystemPropertyUtils;

/**
 * Finds the placeholders in the application's own property sources that cannot be resolved, all of them. Spring's own
 * parser reads the values, so that defaults, nesting and escapes mean here what they mean to Spring; what it reports one
 * at a time is put aside and the value read again.
 */
final class PlaceholderScan {
    private static final String PREFIX = SystemPropertyUtils.PLACEHOLDER_PREFIX;
    private static final int MOST_IN_ONE_VALUE = 100;
    private static final PropertyPlaceholderHelper HELPER = new PropertyPlaceholderHelper(
            PREFIX,
            SystemPropertyUtils.PLACEHOLDER_SUFFIX,
            SystemPropertyUtils.VALUE_SEPARATOR,
            SystemPropertyUtils.ESCAPE_CHARACTER,
            false);

    private final ConfigurableEnvironment environment;
    private final Effective effective;
    private final Ignored ignored;
    private final Map<String, Placeholder> found = new LinkedHashMap<>();

    /**
     * A placeholder that cannot be resolved.
     *
     * @param name the name in it
     * @param circular whether it has a value, which leads back to itself
     * @param uses where it stands
     * @param properties the properties that cannot be used for it, also those that reach it through others
     */
    record Placeholder(String name, boolean circular, List<Use> uses, Set<String> properties) {}

    /**
     * One property that a placeholder stands in.
     *
     * @param property the name of the property
     * @param place where it is written
     */
    record Use(String property, String place) {}

    PlaceholderScan(ConfigurableEnvironment environment, Ignored ignored) {
        this.environment = environment;
        this.effective = new Effective(environment);
        this.ignored = ignored;
    }

    List<Placeholder> run() {
        for (OwnSources.Own own : OwnSources.in(environment)) {
            for (String property : own.source().getPropertyNames()) {
                if (own.source().getProperty(property) instanceof String text
                        && text.contains(PREFIX)
                        && !ignored.isProperty(property)
                        && effective.isEffective(property, own.whole())) {
                    PropertySource<?> source = own.source();
                    read(property, text, () -> Place.of(source, property));
                }
            }
        }
        return new ArrayList<>(found.values());
    }

    /** The same of what stands in code, whose texts Spring cannot resolve. */
    List<Placeholder> in(List<ValueScan.Text> values) {
        for (ValueScan.Text each : values) {
            read(each.member(), each.text(), each::type);
        }
        return new ArrayList<>(found.values());
    }

    private void read(String property, String text, Supplier<String> place) {
        Set<String> unresolved = new LinkedHashSet<>();
        while (unresolved.size() < MOST_IN_ONE_VALUE) {
            try {
                HELPER.replacePlaceholders(text, name -> unresolved.contains(name) ? "" : value(name));
                return;
            } catch (PlaceholderResolutionException e) {
                if (!unresolved.add(e.getPlaceholder())) {
                    return;
                }
                add(e, property, text, place);
            }
        }
    }

    private void add(PlaceholderResolutionException e, String property, String text, Supplier<String> place) {
        String name = e.getPlaceholder();
        if (ignored.isPlaceholder(name)) {
            return;
        }
        Placeholder placeholder = known(name);
        if (placeholder == null) {
            placeholder = new Placeholder(name, value(name) != null, new ArrayList<>(), new LinkedHashSet<>());
            found.put(name, placeholder);
        }
        placeholder.properties().add(property);
        // Where it is reached through another property, that one is where it stands.
        if (text.contains(name) || placeholder.circular()) {
            placeholder.uses().add(new Use(property, place.get()));
        }
    }

    /** What was found of a name; of a circle, what was found where it was entered first. */
    private Placeholder known(String name) {
        for (Placeholder each : found.values()) {
            if (each.circular() && each.properties().contains(name)) {
                return each;
            }
        }
        return found.get(name);
    }

    /** The value of a name as it is written, null if it has none. */
    private String value(String name) {
        for (PropertySource<?> source : environment.getPropertySources()) {
            Object value = source.getProperty(name);
            if (value != null) {
                String text = value.toString();
                // What others wrote is not judged.
                return text.contains(PREFIX) && !isOwn(name) ? "" : text;
            }
        }
        return null;
    }

    private boolean isOwn(String name) {
        PropertySource<?> source = effective.sourceOf(name);
        return source != null && OwnSources.isOwn(source) && !ignored.isProperty(name);
    }
}
