package dev.preflight.spring;

import dev.preflight.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;

/** What is wrong with the environment of an application, as checks that say so when they run. Immutable. */
public final class Findings {
    private final List<Unresolved> unresolved;
    private final List<Check<?>> imports;
    private final boolean isDocumentation;

    private Findings(List<Unresolved> unresolved, List<Check<?>> imports, boolean isDocumentation) {
        this.isDocumentation = isDocumentation;
        this.unresolved = List.copyOf(unresolved);
        this.imports = List.copyOf(imports);
    }

    /** Looks through an environment as it is now. */
    static Findings of(ConfigurableEnvironment environment, PreflightProperties properties, Adjustments adjustments) {
        List<Unresolved> unresolved = new ArrayList<>();
        Ignored ignored = new Ignored(properties.placeholders().ignore());
        List<PlaceholderScan.Placeholder> placeholders = new PlaceholderScan(environment, ignored).run();
        List<String> trees = placeholders.isEmpty() ? List.of() : Locations.trees(environment);
        for (PlaceholderScan.Placeholder each : placeholders) {
            if (!adjustments.isOff(each.name())) {
                unresolved.add(new Unresolved(PlaceholderCheck.of(each, trees), List.copyOf(each.properties())));
            }
        }
        List<Check<?>> imports = new ArrayList<>();
        for (ImportScan.Absent each : new ImportScan(environment).run()) {
            imports.add(ImportCheck.of(each));
        }
        return new Findings(unresolved, imports, false);
    }

    /** What stands for findings where nothing is looked for, but told: each placeholder that there is. */
    static Findings documented(List<Unresolved> placeholders) {
        return new Findings(placeholders, List.of(), true);
    }

    /**
     * Whether nothing is verified, and what would be is listed: the placeholders are then all that there are, whether
     * they have a value here or not.
     *
     * @return true for documentation
     */
    public boolean isDocumentation() {
        return isDocumentation;
    }

    /**
     * One placeholder that cannot be resolved.
     *
     * @param check the check that says so
     * @param properties the names of the properties that cannot be used for it
     */
    record Unresolved(Check<?> check, List<String> properties) {}

    /**
     * All checks of the environment.
     *
     * @return the checks
     */
    public List<Check<?>> checks() {
        List<Check<?>> checks = new ArrayList<>();
        for (Unresolved each : unresolved) {
            checks.add(each.check());
        }
        checks.addAll(imports);
        return checks;
    }

    /**
     * The checks of placeholders that cannot be resolved, and that properties below some prefixes hold.
     *
     * @param prefixes names of properties in their canonical form
     * @return the checks
     * @throws NullPointerException if a prefix is null
     */
    public List<Check<?>> below(String... prefixes) {
        List<Check<?>> checks = new ArrayList<>();
        for (Unresolved each : unresolved) {
            for (String prefix : prefixes) {
                if (!checks.contains(each.check()) && isBelow(each.properties(), prefix)) {
                    checks.add(each.check());
                }
            }
        }
        return checks;
    }

    private static boolean isBelow(List<String> properties, String prefix) {
        // Names of variables stand in names of properties, with capitals.
        ConfigurationPropertyName above =
                ConfigurationPropertyName.adapt(Objects.requireNonNull(prefix, "prefix"), '.');
        for (String property : properties) {
            ConfigurationPropertyName name = ConfigurationPropertyName.adapt(property, '.');
            if (above.equals(name) || above.isAncestorOf(name)) {
                return true;
            }
        }
        return false;
    }
}
