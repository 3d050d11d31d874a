package dev.preflight.spring;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Finds the typing errors in the starter's own properties, which binding would pass over or end the start for: names that
 * mean nothing, and values that cannot be what they are to be. What is mistyped does not count; the default does.
 */
final class Mistakes implements BindHandler {
    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of(PreflightProperties.PREFIX);
    private static final ConfigurationPropertyName CHECKS = PREFIX.append("checks");
    private static final List<String> READ_ELSEWHERE = List.of("enabled", "mode");
    /** What is a declaration, without which something is not verified. */
    private static final List<String> DECLARING = List.of("env", "files", "backends");

    private static final List<String> FLAGS = List.of("true", "false");
    private static final List<String> UNITS = List.of("ns", "us", "ms", "s", "m", "h", "d");

    private final ConfigurableEnvironment environment;
    private final Map<String, Mistake> found = new LinkedHashMap<>();

    Mistakes(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /** What was found, in the order in which it was. */
    List<Mistake> found() {
        return new ArrayList<>(found.values());
    }

    /** Reads the properties, without those that are mistyped. */
    static PreflightProperties read(ConfigurableEnvironment environment, List<Mistake> mistakes) {
        Mistakes all = new Mistakes(environment);
        PreflightProperties properties = PreflightProperties.of(environment, all);
        if (properties == PreflightProperties.NONE) {
            return properties;
        }
        all.readNames();
        all.readFlag();
        PreflightProperties positive = all.positive(properties);
        mistakes.addAll(all.found());
        return positive;
    }

    @Override
    public Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error)
            throws Exception {
        ConfigurationProperty property = context.getConfigurationProperty();
        if (property == null) {
            throw error;
        }
        Class<?> type = target.getType().resolve(Object.class);
        String value = String.valueOf(property.getValue());
        boolean breaks = DECLARING.contains(name.getElement(1, Form.UNIFORM));
        add(new Mistake(
                name.toString(),
                place(property),
                breaks ? "has a value that means nothing" : "has a value that means nothing, so the default counts",
                value,
                type == Duration.class ? unit(value) : value.toLowerCase(Locale.ROOT),
                words(type, value),
                remedy(type),
                breaks));
        return null;
    }

    private void add(Mistake mistake) {
        found.putIfAbsent(mistake.property(), mistake);
    }

    private static List<String> words(Class<?> type, String value) {
        if (type == Boolean.class || type == boolean.class) {
            return FLAGS;
        }
        if (type.isEnum()) {
            List<String> words = new ArrayList<>();
            for (Object constant : type.getEnumConstants()) {
                words.add(((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'));
            }
            return words;
        }
        if (type == Duration.class) {
            String number = number(value);
            List<String> words = new ArrayList<>();
            for (String unit : number.isEmpty() ? List.<String>of() : UNITS) {
                if (means(unit(value), unit)) {
                    words.add(number + unit);
                }
            }
            return words;
        }
        return List.of();
    }

    private static String remedy(Class<?> type) {
        if (type == Duration.class) {
            return "write a duration such as 5s, 500ms or 2m";
        }
        List<String> words = words(type, "");
        return words.isEmpty() ? "correct it" : "set it to " + listed(words);
    }

    private static String listed(List<String> words) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            out.append(i == 0 ? "" : i == words.size() - 1 ? " or " : ", ").append(words.get(i));
        }
        return out.toString();
    }

    private static String number(String value) {
        int end = 0;
        while (end < value.length() && Character.isDigit(value.charAt(end))) {
            end++;
        }
        return value.substring(0, end);
    }

    /** What follows the number. */
    private static String unit(String value) {
        return value.substring(number(value).length()).strip().toLowerCase(Locale.ROOT);
    }

    /** Whether a word is how people write a unit. */
    private static boolean means(String word, String unit) {
        return switch (unit) {
            case "ns" -> word.startsWith("nan");
            case "us" -> word.startsWith("mic");
            case "ms" -> word.startsWith("mil") || word.startsWith("mse");
            case "s" -> word.startsWith("s");
            case "m" -> word.startsWith("min");
            case "h" -> word.startsWith("h");
            default -> word.startsWith("d");
        };
    }

    /** What cannot be waited for is a mistake that is no typing error. */
    private PreflightProperties positive(PreflightProperties properties) {
        Map<String, PreflightProperties.OfCheck> checks = new LinkedHashMap<>();
        for (Map.Entry<String, PreflightProperties.OfCheck> each :
                properties.checks().entrySet()) {
            PreflightProperties.OfCheck check = each.getValue();
            ConfigurationPropertyName name = CHECKS.append(element(each.getKey()));
            checks.put(
                    each.getKey(),
                    new PreflightProperties.OfCheck(
                            check.mode(),
                            positive(name, "timeout", check.timeout(), null),
                            positive(name, "retry-for", check.retryFor(), null)));
        }
        return new PreflightProperties(
                positive(PREFIX, "deadline", properties.deadline(), PreflightProperties.NONE.deadline()),
                notNegative(PREFIX, "grace", properties.grace(), PreflightProperties.NONE.grace()),
                checks,
                properties.placeholders(),
                properties.env(),
                properties.files(),
                properties.backends());
    }

    private Duration positive(ConfigurationPropertyName above, String element, Duration value, Duration otherwise) {
        if (value == null || value.compareTo(Duration.ZERO) > 0) {
            return value;
        }
        addTime(above.append(element), "is not more than zero");
        return otherwise;
    }

    private Duration notNegative(ConfigurationPropertyName above, String element, Duration value, Duration otherwise) {
        if (value == null || !value.isNegative()) {
            return value;
        }
        addTime(above.append(element), "is less than zero");
        return otherwise;
    }

    private void addTime(ConfigurationPropertyName name, String summary) {
        ConfigurationProperty property = property(name);
        add(new Mistake(
                name.toString(),
                property == null ? "the configuration" : place(property),
                summary,
                property == null ? "" : String.valueOf(property.getValue()),
                "",
                List.of(),
                "set it to a duration such as 5s",
                true));
    }

    /** A key of a map as an element of a name, in brackets only where it needs them. */
    private static String element(String key) {
        return key.indexOf('.') < 0 && ConfigurationPropertyName.isValid(key) ? key : "[" + key + "]";
    }

    private ConfigurationProperty property(ConfigurationPropertyName name) {
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty property = source.getConfigurationProperty(name);
            if (property != null) {
                return property;
            }
        }
        return null;
    }

    /** The switch of all is read before anything else. */
    private void readFlag() {
        String value =
                SpringDeployment.value(environment, Switch.ENABLED).orElse("").strip();
        if (!value.isEmpty() && !FLAGS.contains(value.toLowerCase(Locale.ROOT))) {
            ConfigurationProperty property = property(PREFIX.append("enabled"));
            add(new Mistake(
                    Switch.ENABLED,
                    property == null ? "the configuration" : place(property),
                    "has a value that means nothing, so everything is verified",
                    value,
                    value.toLowerCase(Locale.ROOT),
                    FLAGS,
                    "set it to " + listed(FLAGS),
                    false));
        }
    }

    private void readNames() {
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource iterable) {
                for (ConfigurationPropertyName name : iterable) {
                    if (PREFIX.isAncestorOf(name) && !isOfOthers(name, source)) {
                        readName(name, source);
                    }
                }
            }
        }
    }

    /** Variables that begin like these may be somebody else's, as those of a Kubernetes service of this name. */
    private static boolean isOfOthers(ConfigurationPropertyName name, ConfigurationPropertySource source) {
        return source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource && !CHECKS.isAncestorOf(name);
    }

    private void readName(ConfigurationPropertyName name, ConfigurationPropertySource source) {
        ResolvableType type = ResolvableType.forClass(PreflightProperties.class);
        boolean isElsewhere =
                name.getNumberOfElements() == 2 && READ_ELSEWHERE.contains(name.getLastElement(Form.UNIFORM));
        if (isElsewhere || BindablePath.leads(type, name, 1)) {
            return;
        }
        ConfigurationProperty property = source.getConfigurationProperty(name);
        int wrong = 1;
        while (wrong < name.getNumberOfElements() - 1 && BindablePath.leads(type, name.chop(wrong + 1), 1)) {
            wrong++;
        }
        List<String> right = new ArrayList<>();
        for (String each : namesAt(name, wrong)) {
            right.add(each);
        }
        add(new Mistake(
                name.toString(),
                property == null ? "the configuration" : place(property),
                "is no property of the starter, and does nothing",
                "",
                name.getElement(wrong, Form.DASHED),
                right,
                "correct the name",
                false));
    }

    /** The names that there are at a place: of the record that is bound there. */
    private static List<String> namesAt(ConfigurationPropertyName name, int at) {
        List<String> names = new ArrayList<>();
        if (at == 1) {
            names.addAll(READ_ELSEWHERE);
            addComponents(PreflightProperties.class, names);
            return names;
        }
        switch (name.getElement(1, Form.UNIFORM)) {
            case "checks" -> addComponents(PreflightProperties.OfCheck.class, names);
            case "env" -> addComponents(PreflightProperties.Env.class, names);
            case "files" -> addComponents(PreflightProperties.File.class, names);
            case "placeholders" -> addComponents(PreflightProperties.Placeholders.class, names);
            default -> {
                // Others have no names below.
            }
        }
        return names;
    }

    private static void addComponents(Class<?> type, List<String> names) {
        for (RecordComponent each : type.getRecordComponents()) {
            StringBuilder out = new StringBuilder();
            for (char c : each.getName().toCharArray()) {
                out.append(Character.isUpperCase(c) ? "-" + Character.toLowerCase(c) : String.valueOf(c));
            }
            names.add(out.toString());
        }
    }

    private static String place(ConfigurationProperty property) {
        if (property.getOrigin() == null) {
            return property.getSource() == null ? "the configuration" : nameOf(property.getSource());
        }
        if (property.getOrigin() instanceof PropertySourceOrigin of
                && of.getPropertySource() instanceof CommandLinePropertySource<?>) {
            return "the command line";
        }
        return Place.of(property.getOrigin());
    }

    private static String nameOf(ConfigurationPropertySource source) {
        return source.getUnderlyingSource() instanceof PropertySource<?> plain ? plain.getName() : "the configuration";
    }

    /**
     * The mistakes in the names of checks: those that are near one that there is. Others may be for another start.
     *
     * @param environment where they are written
     * @param unknown the names that no check has
     * @param names the names that there are
     */
    static List<Mistake> inNames(ConfigurableEnvironment environment, List<String> unknown, List<String> names) {
        List<Mistake> mistakes = new ArrayList<>(0);
        Mistakes all = new Mistakes(environment);
        for (String each : unknown) {
            if (NearNames.isNearAny(each, names)) {
                mistakes.add(new Mistake(
                        CHECKS + "." + each,
                        all.placeBelow(CHECKS.append("[" + each + "]")),
                        "names a check that is not there",
                        "",
                        each,
                        names,
                        "correct the name",
                        false));
            }
        }
        return mistakes;
    }

    private String placeBelow(ConfigurationPropertyName above) {
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource iterable) {
                for (ConfigurationPropertyName name : iterable) {
                    ConfigurationProperty property =
                            above.isAncestorOf(name) ? source.getConfigurationProperty(name) : null;
                    if (property != null) {
                        return place(property) + ": " + name;
                    }
                }
            }
        }
        return "the configuration";
    }
}
