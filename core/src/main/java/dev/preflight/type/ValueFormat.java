package dev.preflight.type;

import java.util.ArrayList;
import java.util.List;

/** The type of a value and the rules that it must keep beyond that. */
public record ValueFormat<T>(ValueType<T> type, List<ValueRule<T>> rules) {
    public static final ValueFormat<String> TEXT = new ValueFormat<>(ValueType.Text.INSTANCE, List.of());

    public ValueFormat<T> with(ValueRule<T> rule) {
        List<ValueRule<T>> more = new ArrayList<>(rules);
        more.add(rule);
        return new ValueFormat<>(type, List.copyOf(more));
    }

    /** Whether code of the application decides what is valid. */
    public boolean isForeign() {
        for (ValueRule<T> rule : rules) {
            if (rule.isForeign()) {
                return true;
            }
        }
        return type.isForeign();
    }

    public String description() {
        return type.description();
    }

    public String sample() {
        return rules.isEmpty() ? type.sample() : "";
    }

    /**
     * What the first rule demands that a value breaks, so that it reads well after "must"; null if it keeps all. A null
     * text is one that is not known.
     */
    public String brokenRule(String text, T value) {
        for (ValueRule<T> rule : rules) {
            if (!rule.accepts(text, value)) {
                return rule.description();
            }
        }
        return null;
    }

    /**
     * The same within a time.
     *
     * @throws OutOfTime if it is not known by that {@link System#nanoTime}
     */
    public String brokenRule(String text, T value, long until) {
        for (ValueRule<T> rule : rules) {
            if (!rule.accepts(text, value, until)) {
                return rule.description();
            }
        }
        return null;
    }

    /** What a value that a declaration names breaks, so that it reads well after "must"; null if it is valid. */
    public String brokenBy(T value) {
        return type.allows(value) ? brokenRule(type.text(value), value) : "be " + type.description();
    }
}
