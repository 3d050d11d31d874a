package dev.preflight.audit;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.analysis.BasicValue;

/** What is known of a reference on the stack or in a local variable. Immutable. */
final class Seen extends BasicValue {
    private static final Type OBJECT = Type.getObjectType("java/lang/Object");

    /** Nothing is known. */
    static final Seen UNKNOWN = new Seen(Set.of(), false, Set.of(), false, false);

    /** Null, which adds nothing to what a variable may hold. */
    static final Seen NOTHING = new Seen(Set.of(), true, Set.of(), false, false);

    /** All environment variables. */
    static final Seen VARIABLES = new Seen(Set.of(), false, Set.of(), true, false);

    /** All system properties. */
    static final Seen PROPERTIES = new Seen(Set.of(), false, Set.of(), false, true);

    /** The texts that it may be. */
    final Set<String> texts;

    /** Whether it can be nothing else than one of these texts. */
    final boolean complete;

    /** The checks that it may be, by id, or by the field that they came from. */
    final Set<String> checks;

    /** Whether it may be the map of all environment variables. */
    final boolean variables;

    /** Whether it may be the map of all system properties. */
    final boolean properties;

    private Seen(Set<String> texts, boolean complete, Set<String> checks, boolean variables, boolean properties) {
        super(OBJECT);
        this.texts = texts;
        this.complete = complete;
        this.checks = checks;
        this.variables = variables;
        this.properties = properties;
    }

    static Seen text(String text) {
        return new Seen(Set.of(text), true, Set.of(), false, false);
    }

    static Seen checks(Set<String> ids) {
        return new Seen(Set.of(), false, Set.copyOf(ids), false, false);
    }

    /** Where two ways through the code meet. */
    Seen or(Seen other) {
        if (equals(other)) {
            return this;
        }
        Set<String> allTexts = new HashSet<>(texts);
        allTexts.addAll(other.texts);
        Set<String> allChecks = new HashSet<>(checks);
        allChecks.addAll(other.checks);
        return new Seen(
                Set.copyOf(allTexts),
                complete && other.complete,
                Set.copyOf(allChecks),
                variables || other.variables,
                properties || other.properties);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Seen seen
                && texts.equals(seen.texts)
                && complete == seen.complete
                && checks.equals(seen.checks)
                && variables == seen.variables
                && properties == seen.properties;
    }

    @Override
    public int hashCode() {
        return Objects.hash(texts, complete, checks, variables, properties);
    }
}
