package dev.preflight;

import java.util.ArrayList;
import java.util.List;

/** The type of a value and the rules that it must keep beyond that. */
record Format<T>(ValueType<T> type, List<Rule<T>> rules) {
    static final Format<String> TEXT = new Format<>(ValueType.Text.INSTANCE, List.of());

    Format<T> with(Rule<T> rule) {
        List<Rule<T>> more = new ArrayList<>(rules);
        more.add(rule);
        return new Format<>(type, List.copyOf(more));
    }

    String description() {
        return type.description();
    }

    String sample() {
        return rules.isEmpty() ? type.sample() : "";
    }

    /**
     * What the first rule demands that a value breaks, so that it reads well after "must"; null if it keeps all. A null
     * text is one that is not known.
     */
    String brokenRule(String text, T value) {
        for (Rule<T> rule : rules) {
            if (!rule.accepts(text, value)) {
                return rule.description();
            }
        }
        return null;
    }

    /** What a value that a declaration names breaks, so that it reads well after "must"; null if it is valid. */
    String brokenBy(T value) {
        return type.allows(value) ? brokenRule(type.text(value), value) : "be " + type.description();
    }
}
