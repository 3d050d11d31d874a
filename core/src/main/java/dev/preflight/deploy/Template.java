package dev.preflight.deploy;

import dev.preflight.DeploymentException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Fills in <code>$NAME</code> and <code>${NAME}</code> as Compose does (Compose Specification, "Interpolation"):
 * <code>:-</code> and <code>-</code> give a default, <code>:?</code> and <code>?</code> demand a value, <code>:+</code> and
 * <code>+</code> replace one, and <code>$$</code> is a dollar sign. With the colon, an empty value counts as none.
 */
final class Template {
    private static final int DEEPEST = 50;

    private final UnaryOperator<String> values;
    private final Set<String> unset = new LinkedHashSet<>();

    Template(Map<String, String> values) {
        this(values::get);
    }

    /**
     * Makes one.
     *
     * @param values gives the value of a variable, or null
     */
    Template(UnaryOperator<String> values) {
        this.values = values;
    }

    /** The names without a value that became an empty text. */
    Set<String> unset() {
        return unset;
    }

    /**
     * Fills in.
     *
     * @param text the text
     * @param where where it stands, for what cannot be filled in
     */
    String fill(String text, String where) {
        return fill(text, where, 0);
    }

    private String fill(String text, String where, int depth) {
        if (text.indexOf('$') < 0) {
            return text;
        }
        if (depth > DEEPEST) {
            throw new DeploymentException(where + ": references are nested more than " + DEEPEST + " deep");
        }
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '$') {
                out.append(c);
                at++;
            } else if (text.startsWith("$$", at)) {
                out.append('$');
                at += 2;
            } else if (text.startsWith("${", at)) {
                int end = end(text, at + 2);
                if (end < 0) {
                    throw invalid(text, where);
                }
                out.append(braced(text.substring(at + 2, end), where, depth));
                at = end + 1;
            } else {
                int end = nameEnd(text, at + 1);
                if (end == at + 1) {
                    throw invalid(text, where);
                }
                out.append(value(text.substring(at + 1, end)));
                at = end;
            }
        }
        return out.toString();
    }

    private static DeploymentException invalid(String text, String where) {
        return new DeploymentException(
                where + ": a dollar sign that begins no reference, which Compose refuses; write $$ for one");
    }

    /** Where the brace is that closes the one before a place; defaults may have references of their own. */
    private static int end(String text, int start) {
        int depth = 1;
        for (int i = start; i < text.length(); i++) {
            if (text.startsWith("${", i)) {
                depth++;
                i++;
            } else if (text.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static int nameEnd(String text, int start) {
        int end = start;
        while (end < text.length() && SystemdEnvFile.isName(text.substring(start, end + 1))) {
            end++;
        }
        return end;
    }

    private String braced(String reference, String where, int depth) {
        int end = nameEnd(reference, 0);
        String name = reference.substring(0, end);
        if (name.isEmpty()) {
            throw invalid(reference, where);
        }
        String rest = reference.substring(end);
        if (rest.isEmpty()) {
            return value(name);
        }
        boolean emptyCounts = rest.charAt(0) != ':';
        String operator = emptyCounts ? rest : rest.substring(1);
        if (operator.isEmpty()) {
            throw invalid(reference, where);
        }
        String word = operator.substring(1);
        String value = values.apply(name);
        boolean isSet = value != null && (emptyCounts || !value.isEmpty());
        return switch (operator.charAt(0)) {
            case '-' -> isSet ? value : fill(word, where, depth + 1);
            case '+' -> isSet ? fill(word, where, depth + 1) : "";
            case '?' -> {
                if (!isSet) {
                    throw new DeploymentException(where + ": " + name + " is required and not set"
                            + (word.isEmpty() ? "" : ": " + fill(word, where, depth + 1)));
                }
                yield value;
            }
            default -> throw invalid(reference, where);
        };
    }

    private String value(String name) {
        String value = values.apply(name);
        if (value == null) {
            unset.add(name);
            return "";
        }
        return value;
    }
}
