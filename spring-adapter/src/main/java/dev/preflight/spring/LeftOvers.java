package dev.preflight.spring;

import dev.preflight.check.Check;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.util.Locale;
import java.util.Set;

/**
 * Tells values that a template left behind and nobody filled in: what a build was to replace, what a deployment was to
 * render, and what a person was to write. A warning, since somebody may mean it.
 */
final class LeftOvers {
    private static final Set<String> MARKS = Set.of(
            "changeme", "change-me", "change_me", "change me", "replaceme", "replace-me", "replace_me", "replace me");

    private LeftOvers() {}

    /** What is left in the value of a property, empty where nothing is. */
    static String in(String property, String value) {
        String text = value.strip();
        if (text.isEmpty() || property.startsWith("logging.pattern.")) {
            return "";
        }
        char first = text.charAt(0);
        if (first == '<') {
            return isPrompt(text) ? text : "";
        }
        if ((first == 'c' || first == 'C' || first == 'r' || first == 'R')
                && MARKS.contains(text.toLowerCase(Locale.ROOT))) {
            return text;
        }
        if (isYours(text) && BindingCheck.looksSecret(property)) {
            return text;
        }
        String filtered = filtered(text);
        return filtered.isEmpty() ? rendered(property, text) : filtered;
    }

    /** The warning of one. */
    static Check<?> check(String property, String place, String left) {
        return new FailedCheck(
                        "property",
                        property,
                        Problem.of(Code.ENV_PLACEHOLDER, "still holds a placeholder of a template")
                                .fact("used", place)
                                .found("'" + Printed.name(left, 60) + "'")
                                .fix("write the value itself, or let the build or the deployment fill it in"))
                .offline()
                .warnOnly();
    }

    /** Angle brackets around a few words, as in {@code <your-key>}. */
    private static boolean isPrompt(String text) {
        int last = text.length() - 1;
        if (last < 2 || text.charAt(last) != '>') {
            return false;
        }
        for (int i = 1; i < last; i++) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c) && "-_ .".indexOf(c) < 0) {
                return false;
            }
        }
        return last > 3;
    }

    private static boolean isYours(String text) {
        String lower = text.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
        return lower.startsWith("your-") || lower.endsWith("-here") || lower.startsWith("insert-");
    }

    /** A property of the build between two signs, as Maven replaces it in resources. */
    private static String filtered(String text) {
        int from = text.indexOf('@');
        while (from >= 0) {
            int to = text.indexOf('@', from + 1);
            if (to < 0) {
                return "";
            }
            String name = text.substring(from + 1, to);
            boolean isWhole = from == 0 && to == text.length() - 1;
            if (isName(name) && (name.indexOf('.') > 0 || isWhole)) {
                return text.substring(from, to + 1);
            }
            from = to;
        }
        return "";
    }

    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(i == 0 ? Character.isLetter(c) : Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Double braces as of Jinja, Helm and Mustache: as the whole value, in an address, or in a secret. */
    private static String rendered(String property, String text) {
        int from = text.indexOf("{{");
        int to = from < 0 ? -1 : text.indexOf("}}", from);
        if (to < 0 || from > 0 && "#$".indexOf(text.charAt(from - 1)) >= 0) {
            return "";
        }
        boolean isWhole = from == 0 && to == text.length() - 2;
        boolean counts = isWhole || text.contains("://") || BindingCheck.looksSecret(property);
        return counts && !text.substring(from + 2, to).isBlank() ? text.substring(from, to + 2) : "";
    }
}
