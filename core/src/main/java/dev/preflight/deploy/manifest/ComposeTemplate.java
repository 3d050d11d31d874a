package dev.preflight.deploy.manifest;

import dev.preflight.problem.DeploymentException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Fills in <code>$NAME</code> and <code>${NAME}</code> as Compose does (Compose Specification, "Interpolation", and
 * template/template.go of compose-go 2.13.0): <code>:-</code> and <code>-</code> give a default, <code>:?</code> and
 * <code>?</code> demand a value, <code>:+</code> and <code>+</code> replace one, and <code>$$</code> is a dollar sign. With
 * the colon, an empty value counts as none. A dollar sign that begins neither of these stays.
 */
final class ComposeTemplate {
    private static final int DEEPEST = 50;

    private static final int MOST_DOUBTS = 10;

    /** As much as the references of one file put into it at the most. */
    private static final int MOST = 8 << 20;

    private final UnaryOperator<String> values;
    private final Set<String> unset = new LinkedHashSet<>();
    private final List<String> doubts = new ArrayList<>();
    private long grown;

    ComposeTemplate(Map<String, String> values) {
        this(values::get);
    }

    /**
     * Makes one.
     *
     * @param values gives the value of a variable, or null
     */
    ComposeTemplate(UnaryOperator<String> values) {
        this.values = values;
    }

    /** The names without a value that became an empty text. */
    Set<String> unset() {
        return unset;
    }

    /** What is wrong with words that are not used here, and that Compose looks at all the same up to compose-go 2.13.0. */
    List<String> doubts() {
        return doubts;
    }

    /**
     * Fills in.
     *
     * @param text the text
     * @param where where it stands, for what cannot be filled in
     */
    String fill(String text, String where) {
        if (text.indexOf('$') < 0) {
            return text;
        }
        String filled = fill(text, where, 0);
        grown += filled.length();
        if (grown > MOST) {
            throw new DeploymentException(where + ": its references make the file longer than 8,388,608 characters");
        }
        return filled;
    }

    private String fill(String text, String where, int depth) {
        if (depth > DEEPEST) {
            throw new DeploymentException(where + ": references are nested more than " + DEEPEST + " deep");
        }
        Growth out = new Growth(where);
        int at = 0;
        int lineEnd = -1;
        int lastBrace = -1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '$') {
                out.add(c);
                at++;
                continue;
            }
            if (at > lineEnd) {
                lineEnd = text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at);
                lastBrace = text.lastIndexOf('}', lineEnd - 1);
            }
            int end = nameEnd(text, at + 1);
            if (text.startsWith("$$", at)) {
                out.add('$');
                at += 2;
            } else if (text.startsWith("${", at)) {
                Reference reference = Reference.at(text, at + 2, lastBrace);
                if (reference == null) {
                    throw new DeploymentException(where
                            + ": a ${ that begins no reference, which Compose refuses; write $${ if it is meant so");
                }
                out.add(value(reference, where, depth));
                at = reference.end();
            } else if (end > at + 1) {
                out.add(value(text.substring(at + 1, end)));
                at = end;
            } else {
                out.add(c);
                at++;
            }
        }
        return out.toString();
    }

    /**
     * One in braces.
     *
     * @param name the variable
     * @param operator what follows it; empty for nothing
     * @param word what follows the operator
     * @param end the place behind it
     */
    private record Reference(String name, String operator, String word, int end) {
        /**
         * Reads one; null if it is none.
         *
         * @param start the place behind the opening brace
         * @param lastBrace the last closing brace of the line, beyond which nothing of it can stand
         */
        static Reference at(String text, int start, int lastBrace) {
            int end = nameEnd(text, start);
            if (end == start || end >= text.length()) {
                return null;
            }
            String name = text.substring(start, end);
            if (text.charAt(end) == '}') {
                return new Reference(name, "", "", end + 1);
            }
            int sign = text.charAt(end) == ':' ? end + 1 : end;
            if (sign >= text.length() || "-+?".indexOf(text.charAt(sign)) < 0 || lastBrace <= sign) {
                return null;
            }
            // Where the braces do not come out even, all up to the last one of the line belongs to it.
            int close = closing(text, start, lastBrace);
            int last = close < 0 ? lastBrace : close;
            return new Reference(name, text.substring(end, sign + 1), text.substring(sign + 1, last), last + 1);
        }

        /** Where the brace is that closes the one before a place; of an opening one the next character is never looked at. */
        private static int closing(String text, int start, int lastBrace) {
            int open = 1;
            for (int i = start + 1; i <= lastBrace; i++) {
                char c = text.charAt(i);
                if (c == '}' && --open == 0) {
                    return i;
                }
                if (c == '{') {
                    open++;
                    i++;
                }
            }
            return -1;
        }
    }

    private static int nameEnd(String text, int start) {
        int end = start;
        while (end < text.length() && isOfName(text.charAt(end), end > start)) {
            end++;
        }
        return end;
    }

    /** Without regard to case, to which the long s and the sign of the kelvin belong. */
    private static boolean isOfName(char c, boolean digits) {
        return c == '_'
                || c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c == 0x17f
                || c == 0x212a
                || digits && c >= '0' && c <= '9';
    }

    private String value(Reference reference, String where, int depth) {
        String operator = reference.operator();
        if (operator.isEmpty()) {
            return value(reference.name());
        }
        String value = values.apply(reference.name());
        boolean isSet = value != null && (operator.length() == 1 || !value.isEmpty());
        char sign = operator.charAt(operator.length() - 1);
        if (isSet != (sign == '+')) {
            tryOut(reference.word(), where, depth);
            return isSet ? value : "";
        }
        String word = fill(reference.word(), where, depth + 1);
        if (sign == '?') {
            throw new DeploymentException(
                    where + ": " + reference.name() + " is required and not set" + (word.isEmpty() ? "" : ": " + word));
        }
        return word;
    }

    /** Fills in a word for nothing but what is wrong with it. */
    private void tryOut(String word, String where, int depth) {
        if (word.indexOf('$') >= 0 && doubts.size() < MOST_DOUBTS) {
            try {
                ComposeTemplate other = new ComposeTemplate(values);
                other.fill(word, where, depth + 1);
                doubts.addAll(other.doubts);
            } catch (DeploymentException e) {
                doubts.add(e.getMessage());
            }
        }
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
