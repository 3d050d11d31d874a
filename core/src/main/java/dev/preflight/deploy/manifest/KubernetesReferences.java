package dev.preflight.deploy.manifest;

import java.util.Map;
import java.util.function.Predicate;

/**
 * Fills in <code>$(NAME)</code> as Kubernetes does in {@code env[].value} (API reference, EnvVar: "Variable references
 * $(VAR_NAME) are expanded using the previously defined environment variables in the container and any service environment
 * variables. If a variable cannot be resolved, the reference in the input string will be unchanged. Double $$ are reduced
 * to a single $").
 */
final class KubernetesReferences {
    private final Map<String, Variable> known;
    private final boolean isAllKnown;
    private final Predicate<String> elsewhere;
    private String unseen;

    /**
     * Makes one.
     *
     * @param known the variables that were set before
     * @param isAllKnown whether no other variable can have been set
     * @param elsewhere the names that something else than the container may set all the same
     */
    KubernetesReferences(Map<String, Variable> known, boolean isAllKnown, Predicate<String> elsewhere) {
        this.known = known;
        this.isAllKnown = isAllKnown;
        this.elsewhere = elsewhere;
    }

    /** The variable whose value a text refers to and that cannot be seen; null if there is none. */
    String unseen() {
        return unseen;
    }

    String fill(String text) {
        Growth out = new Growth("env of the container");
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '$' || at + 1 == text.length()) {
                out.add(c);
                at++;
                continue;
            }
            char next = text.charAt(at + 1);
            int end = next == '(' ? text.indexOf(')', at) : -1;
            if (next == '$') {
                out.add('$');
                at += 2;
            } else if (end > 0) {
                out.add(reference(text.substring(at + 2, end)));
                at = end + 1;
            } else {
                out.add(c);
                at++;
            }
        }
        return out.toString();
    }

    private String reference(String name) {
        Variable variable = known.get(name);
        if (variable == null) {
            if (!isAllKnown || elsewhere.test(name)) {
                unseen = name;
            }
            return "$(" + name + ")";
        }
        if (!variable.isVisible()) {
            unseen = name;
            return "";
        }
        return variable.value();
    }
}
