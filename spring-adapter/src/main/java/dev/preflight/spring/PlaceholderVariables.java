package dev.preflight.spring;

import dev.preflight.Checks;
import dev.preflight.check.Check;
import dev.preflight.check.EnvVar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The variables that fill in the placeholders of an application, as documentation lists them. */
final class PlaceholderVariables {
    private static final int LONGEST = 200;

    private PlaceholderVariables() {}

    /**
     * What each placeholder is filled in by. A variable that is declared already stays what it is.
     *
     * @param uses the places of each placeholder, by its name
     * @param declared what is declared
     * @param softly whether something may fill them in that cannot be seen, so that a variable that is missing only warns
     */
    static List<Findings.Unresolved> of(
            Map<String, List<PlaceholderUses.Use>> uses, Declarations declared, boolean softly) {
        Map<String, List<PlaceholderUses.Use>> byVariable = new LinkedHashMap<>();
        for (Map.Entry<String, List<PlaceholderUses.Use>> each : uses.entrySet()) {
            byVariable
                    .computeIfAbsent(PlaceholderCheck.variable(each.getKey()), key -> new ArrayList<>())
                    .addAll(each.getValue());
        }
        List<Findings.Unresolved> variables = new ArrayList<>();
        for (Map.Entry<String, List<PlaceholderUses.Use>> each : byVariable.entrySet()) {
            Check<?> known = declared.known("env " + each.getKey());
            Check<?> variable = known;
            if (known == null) {
                EnvVar<?> own = variable(each.getKey(), each.getValue());
                variable = own != null && softly ? own.warnOnly() : own;
            }
            if (variable != null) {
                variables.add(new Findings.Unresolved(variable, properties(each.getValue())));
            }
        }
        return variables;
    }

    private static List<String> properties(List<PlaceholderUses.Use> uses) {
        Set<String> properties = new LinkedHashSet<>();
        for (PlaceholderUses.Use use : uses) {
            properties.add(use.property());
        }
        return List.copyOf(properties);
    }

    /** Null for a name that no variable can have, and that only code can give a value. */
    private static EnvVar<?> variable(String name, List<PlaceholderUses.Use> uses) {
        for (int i = 0; i < name.length(); i++) {
            if (!Character.isLetterOrDigit(name.charAt(i)) && name.charAt(i) != '_') {
                return null;
            }
        }
        PlaceholderUses.Use first = uses.get(0);
        EnvVar<String> variable = Checks.env(name).verbatim().describedAs("fills in " + where(uses));
        if (isSecret(name, uses)) {
            return isRequired(uses) ? variable.secret() : variable.secret().optional();
        }
        if (isRequired(uses)) {
            return variable;
        }
        String fallback = first.reference().fallback();
        for (PlaceholderUses.Use use : uses) {
            if (fallback == null || !fallback.equals(use.reference().fallback())) {
                return variable.optional();
            }
        }
        return fallback.isBlank() || fallback.contains("${") ? variable.optional() : variable.orElse(fallback);
    }

    private static String where(List<PlaceholderUses.Use> uses) {
        PlaceholderUses.Use first = uses.get(0);
        String place = Printed.name(first.property(), LONGEST) + " (" + Printed.name(first.place(), LONGEST) + ")";
        return uses.size() == 1 ? place : place + " and " + (uses.size() - 1) + " more";
    }

    private static boolean isSecret(String name, List<PlaceholderUses.Use> uses) {
        for (PlaceholderUses.Use use : uses) {
            if (BindingCheck.looksSecret(use.property())) {
                return true;
            }
        }
        return BindingCheck.looksSecret(name);
    }

    /** Whether the application lacks something without a value, as {@link PlaceholderCheck} sees it. */
    private static boolean isRequired(List<PlaceholderUses.Use> uses) {
        for (PlaceholderUses.Use use : uses) {
            PlaceholderText.Reference reference = use.reference();
            if (reference.fallback() == null
                    && !reference.isNested()
                    && !use.property().startsWith("info.")
                    && !PlaceholderCheck.isOfSpring(reference.name())) {
                return true;
            }
        }
        return false;
    }
}
