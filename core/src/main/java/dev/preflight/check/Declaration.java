package dev.preflight.check;

import dev.preflight.text.Amounts;
import dev.preflight.text.Printable;
import dev.preflight.text.Secrets;
import dev.preflight.type.ValueRule;
import dev.preflight.type.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a check was told of the thing that it looks at, in words, for those who document it. What every check can be
 * told is in its {@link Settings}. Nothing of it is secret: of a secret variable neither the default nor the example
 * nor the allowed words are here, and credentials in a URL are replaced by {@code [secret]}. Immutable.
 *
 * @param type a stable word for programs. Of a variable {@code text}, {@code integer}, {@code long}, {@code decimal},
 *     {@code boolean}, {@code port}, {@code uri}, {@code url}, {@code duration}, {@code size}, {@code path},
 *     {@code host-and-port}, {@code choice}, {@code list}, {@code base64} or {@code parsed}; of a file the name of its
 *     format, {@code any} where it has none; empty for others
 * @param words the type of a variable for people, such as {@code a port number (1 to 65535)}; empty for others
 * @param choices the words that a variable allows; empty if it allows others
 * @param demands what is demanded beyond the type, or what a probe proves, one demand each, such as
 *     {@code must be from 1 to 64} or {@code 1 MiB at most}
 * @param fallback a text that is read as the default; empty if there is none, or none that can be written down
 * @param example an example of a valid value; empty if there is none
 * @param oldNames the old names of a variable that still work
 * @param orFile whether the value may lie in the file that {@code NAME_FILE} names
 * @param keys the keys that a file must hold
 */
public record Declaration(
        String type,
        String words,
        List<String> choices,
        List<String> demands,
        String fallback,
        String example,
        List<String> oldNames,
        boolean orFile,
        List<String> keys) {
    /**
     * Checks that all parts are there.
     *
     * @param type a stable word for programs
     * @param words the type of a variable for people
     * @param choices the words that a variable allows
     * @param demands what is demanded beyond the type, or what a probe proves
     * @param fallback a text that is read as the default
     * @param example an example of a valid value
     * @param oldNames the old names of a variable that still work
     * @param orFile whether the value may lie in a file
     * @param keys the keys that a file must hold
     * @throws NullPointerException if a component is null
     */
    public Declaration {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(words, "words");
        choices = List.copyOf(choices);
        demands = List.copyOf(demands);
        Objects.requireNonNull(fallback, "fallback");
        Objects.requireNonNull(example, "example");
        oldNames = List.copyOf(oldNames);
        keys = List.copyOf(keys);
    }

    static <T> Declaration of(EnvSpec<T> spec, boolean secret) {
        ValueType<T> type = spec.format().type();
        List<String> demands = new ArrayList<>();
        for (ValueRule<T> rule : spec.format().rules()) {
            demands.add("must " + rule.description());
        }
        String fallback = spec.fallback() == null || secret ? "" : type.written(spec.fallback());
        return new Declaration(
                type.keyword(),
                secret ? type.discreetDescription() : type.description(),
                secret ? List.of() : type.choices(),
                demands,
                withoutCredentials(fallback),
                secret ? "" : withoutCredentials(spec.example()),
                spec.oldNames(),
                spec.orFile(),
                List.of());
    }

    static Declaration of(FileSpec<?> spec, boolean secret) {
        List<String> demands = new ArrayList<>();
        for (ValueRule<?> rule : spec.rules()) {
            demands.add("must " + rule.description());
        }
        for (String text : spec.texts()) {
            demands.add(secret ? "contains a text that is not shown" : "contains " + Printable.quote(text));
        }
        if (spec.atMost() > 0) {
            demands.add(Amounts.size(spec.atMost()) + " at most");
        }
        if (!spec.digest().isEmpty()) {
            demands.add(secret ? "has the content that was declared" : "has the checksum " + spec.digest());
        }
        return of(spec.format().name(), demands, spec.keys());
    }

    static Declaration of(List<String> demands) {
        return of("", demands, List.of());
    }

    private static Declaration of(String type, List<String> demands, List<String> keys) {
        return new Declaration(type, "", List.of(), demands, "", "", List.of(), false, keys);
    }

    private static String withoutCredentials(String text) {
        Secrets secrets = new Secrets();
        secrets.addCredentials(text);
        return secrets.scrub(text);
    }
}
