package dev.preflight.spring;

import dev.preflight.check.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;

/** What is wrong with the environment of an application, as checks that say so when they run. Immutable. */
public final class Findings {
    private final List<Unresolved> unresolved;
    private final List<Check<?>> others;
    private final boolean isDocumentation;

    private Findings(List<Unresolved> unresolved, List<Check<?>> others, boolean isDocumentation) {
        this.isDocumentation = isDocumentation;
        this.unresolved = List.copyOf(unresolved);
        this.others = List.copyOf(others);
    }

    /** Looks through an environment as it is now. */
    static Findings of(
            ConfigurableEnvironment environment,
            PreflightProperties properties,
            Adjustments adjustments,
            List<Mistake> mistakes) {
        List<Unresolved> unresolved = new ArrayList<>();
        Ignored ignored = new Ignored(properties.placeholders().ignore());
        PlaceholderScan scan = new PlaceholderScan(environment, ignored);
        List<PlaceholderScan.Placeholder> placeholders = scan.run();
        List<String> trees = placeholders.isEmpty() ? List.of() : Locations.trees(environment);
        for (PlaceholderScan.Placeholder each : placeholders) {
            if (!adjustments.isOff(each.name())) {
                unresolved.add(new Unresolved(PlaceholderCheck.of(each, trees), List.copyOf(each.properties())));
            }
        }
        for (PlaceholderScan.Undecryptable each : scan.undecryptable()) {
            if (!adjustments.isOff(each.name())) {
                unresolved.add(new Unresolved(EncryptedCheck.of(each), List.of(each.name())));
            }
        }
        List<Check<?>> others = new ArrayList<>(scan.leftOvers());
        for (ImportScan.Absent each : new ImportScan(environment).run()) {
            others.add(ImportCheck.of(each));
        }
        for (Mistake each : mistakes) {
            if (!isIn(unresolved, each.property())) {
                others.add(MistakeCheck.of(each));
            }
        }
        return new Findings(unresolved, others, false);
    }

    /** What cannot be resolved is no typing error. */
    private static boolean isIn(List<Unresolved> unresolved, String property) {
        for (Unresolved each : unresolved) {
            if (isBelow(each.properties(), property)) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is one that does not break the application where nothing reads it. */
    boolean mayBeUnread() {
        for (Unresolved each : unresolved) {
            if (!each.check().settings().warnOnly()) {
                return true;
            }
        }
        return false;
    }

    /**
     * The same, of which those are warnings that nothing reads, and that no connection needs.
     *
     * @param readers what reads properties
     * @param inCode the names of the placeholders that code asks for
     */
    Findings judged(PlaceholderReaders readers, Set<String> inCode) {
        List<Unresolved> judged = new ArrayList<>();
        for (Unresolved each : unresolved) {
            judged.add(each.check().settings().warnOnly() ? each : judged(each, readers, inCode));
        }
        return new Findings(judged, others, isDocumentation);
    }

    private static Unresolved judged(Unresolved found, PlaceholderReaders readers, Set<String> inCode) {
        Check<?> judged = found.check();
        if (judged instanceof PlaceholderCheck placeholder && !inCode.contains(placeholder.name())) {
            String doubt = placeholder.doubt(readers);
            judged = doubt.isEmpty() ? judged : placeholder.doubted(doubt);
        } else if (judged instanceof EncryptedCheck encrypted) {
            String doubt = encrypted.doubt(readers);
            judged = doubt.isEmpty() ? judged : encrypted.doubted(doubt);
        }
        return judged == found.check() ? found : new Unresolved(judged, List.of());
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
        checks.addAll(others);
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
