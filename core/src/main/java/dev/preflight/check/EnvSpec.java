package dev.preflight.check;

import dev.preflight.type.ValueFormat;
import dev.preflight.type.ValueRule;
import dev.preflight.type.ValueType;
import java.util.ArrayList;
import java.util.List;

/** What is declared of a variable beyond the settings that every check has. A null fallback is none. */
record EnvSpec<T>(
        ValueFormat<T> format, T fallback, String example, boolean orFile, List<String> oldNames, boolean verbatim) {
    static final EnvSpec<String> PLAIN = new EnvSpec<>(ValueFormat.TEXT, null, "", false, List.of(), false);

    <V> EnvSpec<V> of(ValueType<V> type) {
        return new EnvSpec<>(new ValueFormat<>(type, List.of()), null, example, orFile, oldNames, verbatim);
    }

    EnvSpec<T> rule(ValueRule<T> rule) {
        return new EnvSpec<>(format.with(rule), fallback, example, orFile, oldNames, verbatim);
    }

    /** The default in a copy that nobody else can change, null if there is none. */
    T freshFallback() {
        return fallback == null ? null : format.type().copy(fallback);
    }

    EnvSpec<T> fallback(T value) {
        return new EnvSpec<>(format, value, example, orFile, oldNames, verbatim);
    }

    EnvSpec<T> example(String text) {
        return new EnvSpec<>(format, fallback, text, orFile, oldNames, verbatim);
    }

    EnvSpec<T> orFile(boolean allowed) {
        return new EnvSpec<>(format, fallback, example, allowed, oldNames, verbatim);
    }

    EnvSpec<T> oldName(String name) {
        List<String> names = new ArrayList<>(oldNames);
        names.add(name);
        return new EnvSpec<>(format, fallback, example, orFile, List.copyOf(names), verbatim);
    }

    EnvSpec<T> verbatim(boolean allowed) {
        return new EnvSpec<>(format, fallback, example, orFile, oldNames, allowed);
    }
}
