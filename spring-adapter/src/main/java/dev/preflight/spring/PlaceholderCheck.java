package dev.preflight.spring;

import dev.preflight.check.Probe;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Settings;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** Fails for one placeholder that cannot be resolved, with all places where it stands. */
final class PlaceholderCheck extends Probe<Void> {
    private static final int MOST_USES = 5;
    private static final int LONGEST_NAME = 200;
    /** Names that Spring Boot has a default for where nobody sets them, so that their absence breaks little. */
    private static final List<String> OF_SPRING =
            List.of("spring.", "server.", "management.", "logging.", "local.", "info.");

    private final PlaceholderScan.Placeholder placeholder;
    private final List<String> trees;
    private final boolean isInCode;
    private final String doubt;

    private PlaceholderCheck(
            PlaceholderScan.Placeholder placeholder,
            List<String> trees,
            boolean isInCode,
            String doubt,
            Settings settings) {
        super("placeholder", Printed.name(placeholder.name(), LONGEST_NAME), settings);
        this.placeholder = placeholder;
        this.trees = trees;
        this.isInCode = isInCode;
        this.doubt = doubt;
    }

    /**
     * A check that fails.
     *
     * @param placeholder what cannot be resolved
     * @param trees the directories whose files are properties, one each
     */
    static Probe<Void> of(PlaceholderScan.Placeholder placeholder, List<String> trees) {
        Probe<Void> check = new PlaceholderCheck(placeholder, trees, false, "", Settings.online()).offline();
        return mayBeMeantSo(placeholder) ? check.warnOnly() : check;
    }

    /** The same of one that stands in code, without which no context can be made. */
    static Probe<Void> inCode(PlaceholderScan.Placeholder placeholder, List<String> trees) {
        return new PlaceholderCheck(placeholder, trees, true, "", Settings.online()).offline();
    }

    /** The same of one in an annotation that nothing looks for. */
    static Probe<Void> unreadInCode(PlaceholderScan.Placeholder placeholder, List<String> trees) {
        String doubt = "nothing that this start makes looks for such annotations";
        return new PlaceholderCheck(placeholder, trees, true, doubt, Settings.online())
                .offline()
                .warnOnly();
    }

    /** Warns only, and says why. */
    Probe<Void> doubted(String why) {
        return new PlaceholderCheck(placeholder, trees, isInCode, why, settings()).warnOnly();
    }

    /** Why the application may be well all the same, empty where it is not. */
    String doubt(PlaceholderReaders readers) {
        Set<String> direct = new LinkedHashSet<>();
        for (PlaceholderScan.Use use : placeholder.uses()) {
            direct.add(use.property());
        }
        return readers.doubt(direct, placeholder.properties());
    }

    /**
     * Whether it is likely that the application runs well all the same: the name is one that only code could have, it is
     * a property of Spring Boot that nobody has to set, or it is only shown to people.
     */
    private static boolean mayBeMeantSo(PlaceholderScan.Placeholder placeholder) {
        String name = placeholder.name();
        if (isOfSpring(name)) {
            return true;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isLetterOrDigit(c) && "._-[]/@".indexOf(c) < 0) {
                return true;
            }
        }
        for (String property : placeholder.properties()) {
            if (!property.startsWith("info.")) {
                return name.isEmpty();
            }
        }
        return true;
    }

    /** Whether a name is that of a property which Spring Boot has a default for. */
    static boolean isOfSpring(String name) {
        for (String prefix : OF_SPRING) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    @Override
    protected Void verify(ProbeContext context) {
        Problem problem = Problem.of(
                Code.PLACEHOLDER_UNRESOLVED,
                placeholder.circular() ? "refers to itself" : "has neither a value nor a default");
        int left = placeholder.uses().size();
        String label = "used";
        for (PlaceholderScan.Use use : placeholder.uses()) {
            if (placeholder.uses().size() - left == MOST_USES) {
                problem = problem.fact("", "and in " + left + " more");
                break;
            }
            problem = problem.fact(label, use.place() + ": " + use.property());
            label = "";
            left--;
        }
        if (!doubt.isEmpty()) {
            problem = problem.fact("doubt", doubt);
        }
        if (placeholder.circular()) {
            throw problem.fix("write the value itself into one of them").asException();
        }
        List<String> near = context.near(placeholder.name(), candidates(context));
        if (!near.isEmpty()) {
            problem = problem.found(String.join(", ", near) + (near.size() == 1 ? " is set" : " are set"));
        }
        if (!isInCode) {
            problem = problem.fact(
                    "or",
                    "write \\${" + name() + "} if it is meant to stay so, or list it in preflight.placeholders.ignore");
        }
        throw problem.fix(remedy()).asException();
    }

    /** The names that are set, but for the properties that the placeholder stands in. */
    private Set<String> candidates(ProbeContext context) {
        Set<String> names = new LinkedHashSet<>(context.deployment().variableNames());
        names.removeAll(placeholder.properties());
        return names;
    }

    private String remedy() {
        String name = placeholder.name();
        String variable = variable(name);
        StringBuilder out = new StringBuilder("set ").append(name());
        out.append(variable.equals(name) ? "" : ", as a variable " + variable);
        if (BindingCheck.looksSecret(name)) {
            for (String tree : trees) {
                out.append(" or a file ").append(Printed.name(tree + name, LONGEST_NAME));
            }
        }
        return out.append(", or give a default: ${")
                .append(name())
                .append(":...}")
                .toString();
    }

    /** The name of the environment variable that Spring takes for a property. */
    static String variable(String name) {
        ConfigurationPropertyName property =
                ConfigurationPropertyName.isValid(name) ? ConfigurationPropertyName.of(name) : null;
        String out = property == null
                ? name.replace('-', '_')
                : property.toString().replace("-", "").replace('[', '_').replace("]", "");
        return out.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    @Override
    public Probe<Void> with(Settings changed) {
        return new PlaceholderCheck(placeholder, trees, isInCode, doubt, changed);
    }
}
