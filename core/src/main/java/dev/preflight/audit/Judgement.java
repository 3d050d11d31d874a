package dev.preflight.audit;

import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.check.Declaration;
import dev.preflight.check.EnvVar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Holds what is read against what is declared. */
final class Judgement {
    private static final Comparator<Use> ORDER =
            Comparator.comparing(Use::place).thenComparing(Use::line).thenComparing(Use::name);

    private final Preflight suite;
    private final Reads reads;
    private final Map<String, String> ids = new HashMap<>();
    private final Set<String> keys = new HashSet<>();
    private final Set<String> read = new HashSet<>();

    Judgement(Preflight suite, Reads reads) {
        this.suite = suite;
        this.reads = reads;
        for (Check<?> check : suite.checks()) {
            if (check instanceof EnvVar<?>) {
                Declaration declaration = check.declaration();
                ids.put(check.id(), check.id());
                for (String name : declaration.oldNames()) {
                    ids.put(check.kind() + " " + name, check.id());
                }
                if (declaration.orFile()) {
                    ids.put(check.id() + "_FILE", check.id());
                }
            }
            for (Check<?> input : check.settings().needs()) {
                read.add(input.id());
            }
        }
        for (String key : reads.keys) {
            keys.add(relaxed(key));
            variable(key);
        }
    }

    Findings findings() {
        List<Use> undeclared = new ArrayList<>();
        for (Use use : reads.known) {
            if (!isDeclared(use)) {
                undeclared.add(use);
            }
        }
        List<Use> unreadable = new ArrayList<>();
        for (Use use : reads.unknown) {
            if (!isException(use)) {
                unreadable.add(use);
            }
        }
        List<String> unread = new ArrayList<>();
        for (Check<?> check : suite.checks()) {
            String id = check.id();
            boolean matters = reads.made.contains(id) && ids.containsKey(id);
            if (matters
                    && !read.contains(id)
                    && !reads.uses(id)
                    && !isBound(check)
                    && !suite.alsoReads().containsKey(check.name())) {
                unread.add(id);
            }
        }
        undeclared.sort(ORDER);
        unreadable.sort(ORDER);
        return new Findings(suite.name(), reads.classes, undeclared, unreadable, unread);
    }

    /** A class is an exception with those inside it. */
    private boolean isException(Use use) {
        String outer = use.place();
        while (!suite.alsoReads().containsKey(outer)) {
            int dollar = outer.lastIndexOf('$');
            if (dollar < 0) {
                return false;
            }
            outer = outer.substring(0, dollar);
        }
        return true;
    }

    private boolean isDeclared(Use use) {
        if (suite.alsoReads().containsKey(use.name()) || isException(use)) {
            return true;
        }
        return switch (use.kind()) {
            case "env" -> found("env " + use.name());
            case "property" -> found("property " + use.name()) || JdkProperties.has(use.name());
            default ->
                found("property " + use.name())
                        | variable(use.name())
                        | keys.contains(relaxed(use.name()))
                        | JdkProperties.has(use.name())
                        | use.name().startsWith("random.");
        };
    }

    /** Whether Spring Boot may bind the check's value to an object, whose fields are not looked at. */
    private boolean isBound(Check<?> check) {
        for (String prefix : reads.prefixes) {
            boolean isKey = check.kind().equals("property")
                    ? relaxed(check.name()).startsWith(relaxed(prefix) + ".")
                    : check.name().startsWith(upper(prefix) + "_")
                            || check.name().startsWith(upper(prefix.replace("-", "")) + "_");
            if (isKey) {
                return true;
            }
        }
        return false;
    }

    private boolean found(String id) {
        String declared = ids.get(id);
        if (declared != null) {
            read.add(declared);
        }
        return declared != null;
    }

    /**
     * Whether a variable is declared that Spring takes for a property: of the same name, or in upper case with
     * underscores for what is no letter or digit, and with or without dashes (Spring Boot, "Binding From Environment
     * Variables", and {@code SystemEnvironmentPropertySource}).
     */
    private boolean variable(String property) {
        return found("env " + property)
                | found("env " + upper(property))
                | found("env " + upper(property.replace("-", "")));
    }

    private static String upper(String property) {
        StringBuilder out = new StringBuilder();
        for (char c : property.toUpperCase(Locale.ROOT).replace("]", "").toCharArray()) {
            out.append(Character.isLetterOrDigit(c) ? c : '_');
        }
        return out.toString();
    }

    /** The form in which Spring Boot compares names of properties. */
    private static String relaxed(String property) {
        return property.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }
}
