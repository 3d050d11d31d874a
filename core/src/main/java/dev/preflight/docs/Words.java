package dev.preflight.docs;

import dev.preflight.check.Check;
import dev.preflight.check.Declaration;
import dev.preflight.check.EnvVar;
import dev.preflight.check.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the pages say in the same words. */
final class Words {
    static final String FILE_SUFFIX = "_FILE";

    private Words() {}

    /** A text in one line, with control characters and those that reorder or hide text written as escapes. */
    static String oneLine(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                out.append("\\n");
            } else if (c == '\t') {
                out.append("\\t");
            } else if (Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT
                    || Character.getType(c) == Character.LINE_SEPARATOR
                    || Character.getType(c) == Character.PARAGRAPH_SEPARATOR) {
                String hex = Integer.toHexString(c);
                out.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Whether the thing must be there. */
    static String required(Settings settings) {
        StringBuilder out = new StringBuilder(settings.optional() ? "no" : "yes");
        settings.condition().ifPresent(condition -> out.append(", only if ").append(condition.description()));
        if (settings.warnOnly()) {
            out.append(", and a failure only warns");
        }
        return out.toString();
    }

    /** What a variable holds: its type and the rules. */
    static String type(Declaration declaration) {
        List<String> parts = new ArrayList<>();
        parts.add(declaration.type().equals("text") ? "text" : declaration.words());
        parts.addAll(declaration.demands());
        return String.join("; ", parts);
    }

    /** The variable that holds the path of a file or directory, which is called by its name. */
    static Optional<EnvVar<?>> variable(Check<?> file) {
        for (Check<?> input : file.settings().needs()) {
            if (input instanceof EnvVar<?> variable && variable.name().equals(file.name())) {
                return Optional.of(variable);
            }
        }
        return Optional.empty();
    }

    /** A duration such as {@code 3 s}. */
    static String time(Duration time) {
        long millis = time.toMillis();
        if (millis % 1000 != 0 || millis == 0) {
            return millis + " ms";
        }
        long seconds = millis / 1000;
        return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }

    /**
     * The lines of a comment above a variable: what it is for, then what it must be.
     *
     * @param mark whether the variable may be left out, so that its line stands there as a comment
     */
    static List<String> comment(Check<?> check, Declaration declaration, boolean mark) {
        List<String> lines = new ArrayList<>();
        Settings settings = check.settings();
        if (!settings.description().isEmpty()) {
            lines.add(settings.description());
        }
        StringBuilder out = new StringBuilder(mark ? "optional" : "required");
        settings.condition().ifPresent(condition -> out.append(" only if ").append(condition.description()));
        out.append(settings.secret() ? "; secret; " : "; ").append(type(declaration));
        if (!declaration.fallback().isEmpty()) {
            out.append("; default ").append(oneLine(declaration.fallback()));
        }
        if (!declaration.example().isEmpty()) {
            out.append("; for example ").append(declaration.example());
        }
        lines.add(out.toString());
        if (declaration.orFile()) {
            lines.add("or " + check.name() + FILE_SUFFIX + " names a file that holds it");
        }
        if (!declaration.oldNames().isEmpty()) {
            lines.add("old names that still work: " + String.join(", ", declaration.oldNames()));
        }
        return lines;
    }
}
