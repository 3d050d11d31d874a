package dev.preflight.spring;

import dev.preflight.check.Check;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.CommandLinePropertySource;
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
    private final List<Undecryptable> undecryptable = new ArrayList<>(0);
    private final List<Check<?>> leftOvers = new ArrayList<>(0);

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

    /**
     * One property whose value cannot be decrypted.
     *
     * @param name the name of the property
     * @param place where it is written
     * @param thrown the class of what was thrown
     */
    record Undecryptable(String name, String place, String thrown) {}

    PlaceholderScan(ConfigurableEnvironment environment, Ignored ignored) {
        this.environment = environment;
        this.effective = new Effective(environment);
        this.ignored = ignored;
    }

    List<Placeholder> run() {
        for (OwnSources.Own own : OwnSources.in(environment)) {
            for (String property : own.source().getPropertyNames()) {
                if (!(value(own, property) instanceof String text)) {
                    continue;
                }
                String left = own.source() instanceof CommandLinePropertySource<?> ? "" : LeftOvers.in(property, text);
                if ((text.contains(PREFIX) || !left.isEmpty())
                        && !ignored.isProperty(property)
                        && effective.isEffective(property, own.whole())) {
                    PropertySource<?> source = own.source();
                    if (!left.isEmpty()) {
                        leftOvers.add(LeftOvers.check(property, Place.of(source, property), left));
                    }
                    if (text.contains(PREFIX)) {
                        read(property, text, () -> Place.of(source, property));
                    }
                }
            }
        }
        return new ArrayList<>(found.values());
    }

    /** Warnings of values that a template left behind. */
    List<Check<?>> leftOvers() {
        return leftOvers;
    }

    /** What could not be decrypted while it was read. */
    List<Undecryptable> undecryptable() {
        return undecryptable;
    }

    private Object value(OwnSources.Own own, String property) {
        if (own.wrapped() == own.source()) {
            return own.source().getProperty(property);
        }
        try {
            return own.value(property);
        } catch (RuntimeException e) {
            if (!ignored.isProperty(property) && effective.isEffective(property, own.whole())) {
                undecryptable.add(new Undecryptable(
                        property, Place.of(own.source(), property), e.getClass().getSimpleName()));
            }
            return null;
        }
    }

    /**
     * Those of the code that cannot be resolved, each with whether something reads it: an annotation may be written that
     * nothing looks for.
     */
    static Map<Placeholder, Boolean> inCode(
            ConfigurableListableBeanFactory beans, ConfigurableEnvironment environment, Ignored ignored) {
        List<ValueScan.Text> read = new ArrayList<>(0);
        List<ValueScan.Text> unread = new ArrayList<>(0);
        for (ValueScan.Text each : ValueScan.unresolved(beans)) {
            (each.isRead() ? read : unread).add(each);
        }
        Map<Placeholder, Boolean> found = new LinkedHashMap<>();
        Set<String> names = new LinkedHashSet<>();
        if (!read.isEmpty()) {
            for (Placeholder each : new PlaceholderScan(environment, ignored).in(read)) {
                names.add(each.name());
                found.put(each, true);
            }
        }
        if (!unread.isEmpty()) {
            for (Placeholder each : new PlaceholderScan(environment, ignored).in(unread)) {
                if (names.add(each.name())) {
                    found.put(each, false);
                }
            }
        }
        return found;
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
            Object value;
            try {
                value = source.getProperty(name);
            } catch (RuntimeException e) {
                // It has a value, which cannot be decrypted.
                return "";
            }
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
