package dev.preflight.check;

import dev.preflight.deploy.Sight;
import dev.preflight.text.UrlCredentials;
import dev.preflight.type.OutOfTime;
import dev.preflight.type.ValueType;
import java.util.Locale;

/** Makes the value of a text that was found, and looks for the traps that texts of variables hold. */
final class EnvReading {
    private static final String[] PLACEHOLDERS = {
        "changeme",
        "changethis",
        "replaceme",
        "replacethis",
        "todo",
        "tbd",
        "fixme",
        "fillmein",
        "placeholder",
        "insertsecrethere",
        "insertpasswordhere",
        "yourpassword",
        "yourpasswordhere",
        "yoursecret",
        "yoursecrethere",
        "yourapikey",
        "yourapikeyhere",
        "yourtoken",
        "yourtokenhere",
        "null",
        "undefined",
        "dummy",
        "dummypassword",
        "dummysecret",
        "dummytoken"
    };

    private EnvReading() {}

    static <T> T read(EnvVar<T> check, EnvLookup.Found found, ProbeContext context) {
        String text = found.text();
        if (!check.spec().verbatim()) {
            refuseTraps(check, found, context);
        }
        boolean secret = check.settings().secret();
        if (secret && (isPlaceholder(text) || !check.spec().verbatim() && isTemplate(text))) {
            throw EnvProblems.placeholder(check, found).asException();
        }
        ValueType<T> type = check.spec().format().type();
        T value;
        try {
            value = type.parse(text);
        } catch (Exception e) {
            String meant = type.inRightCase(text);
            throw meant != null
                    ? EnvProblems.wrongCase(check, found, meant, context).asException()
                    : EnvProblems.invalid(check, found, e, context).asException();
        }
        String broken = brokenRule(check, text, value, context);
        if (broken != null) {
            throw EnvProblems.brokenRule(check, found, broken, context).asException();
        }
        // A word that the declaration allows is meant so.
        if (!check.spec().verbatim()
                && (secret ? holdsTemplate(text) : isSuspect(text))
                && type.choices().isEmpty()) {
            context.warn(EnvProblems.suspect(check, found, context));
        }
        return value;
    }

    /** The default of a variable that is absent. A secret that the code has for everybody is none. */
    static <T> T fallback(EnvVar<T> check, ProbeContext context) {
        T value = check.spec().fallback();
        if (value instanceof String text && check.settings().secret() && (isPlaceholder(text) || isTemplate(text))) {
            if (context.deployment().sight().ships()
                    && context.deployment().sight().unknownVariables().isPresent()) {
                throw Sight.hidden(
                        context.deployment().sight().unknownVariables().get());
            }
            throw EnvProblems.placeholderDefault(check).asException();
        }
        return check.spec().freshFallback();
    }

    /** Whether a text that need not be secret is, or has for its password, what a template has in place of a value. */
    private static boolean isSuspect(String text) {
        if (isPlaceholder(text) || isTemplate(text) || holdsTemplate(text)) {
            return true;
        }
        if (text.indexOf('@') >= 0 || text.indexOf('=') >= 0) {
            for (String credential : UrlCredentials.in(text)) {
                if (isPlaceholder(credential) || isTemplate(credential)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Whether a text as a whole is what a template has in place of a value: <code>&lt;password&gt;</code>,
     * <code>{{ password }}</code>, as Helm, Ansible and Jinja have it, or <code>@password@</code>, which Maven replaces.
     */
    private static boolean isTemplate(String text) {
        char first = text.isEmpty() ? ' ' : text.charAt(0);
        int last = text.length() - 1;
        if (first == '<') {
            return last > 1 && text.charAt(last) == '>' && isWords(text, 1, last, " -_.");
        }
        if (first == '@') {
            return last > 1 && text.charAt(last) == '@' && isWords(text, 1, last, "-_.");
        }
        return first == '{' && text.startsWith("{{") && text.endsWith("}}");
    }

    /** Whether something between double braces is left anywhere in a text, or between at signs where a host belongs. */
    private static boolean holdsTemplate(String text) {
        int open = text.indexOf("{{");
        if (open >= 0 && text.indexOf("}}", open) > open) {
            return true;
        }
        int host = text.indexOf("://@");
        int end = host < 0 ? -1 : text.indexOf('@', host + 4);
        return end > host + 4 && isWords(text, host + 4, end, "-_.");
    }

    private static boolean isWords(String text, int start, int end, String between) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            if (!letter && (i == start || between.indexOf(c) < 0 && (c < '0' || c > '9'))) {
                return false;
            }
        }
        return true;
    }

    private static <T> String brokenRule(EnvVar<T> check, String text, T value, ProbeContext context) {
        try {
            return check.spec().format().brokenRule(text, value, context.run().end());
        } catch (RuntimeException e) {
            if (e instanceof OutOfTime) {
                throw EnvProblems.slowRule(check, context).asException();
            }
            if (check.settings().secret()) {
                throw EnvProblems.brokenCheck(e).asException();
            }
            throw e;
        }
    }

    static void refuseTraps(EnvVar<?> check, EnvLookup.Found found, ProbeContext context) {
        String text = found.text();
        char first = text.charAt(0);
        char last = text.charAt(text.length() - 1);
        if (last == '\n' || last == '\r') {
            throw EnvProblems.lineBreak(check, found, context).asException();
        }
        if (first == last && (first == '"' || first == '\'') && text.length() > 1) {
            throw EnvProblems.quoted(check, found, context).asException();
        }
        String reference = unexpanded(text);
        if (reference != null) {
            throw EnvProblems.unexpanded(check, found, reference, context).asException();
        }
    }

    /** The first <code>${…}</code> or <code>$(NAME)</code>, which shells, Compose and Kubernetes expand; or null. */
    private static String unexpanded(String text) {
        // Looked for once: a long text of nothing but "${" would be read to its end for each of them.
        int lastBrace = text.lastIndexOf('}');
        for (int at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at + 1)) {
            if (at < lastBrace && text.startsWith("${", at)) {
                return text.substring(at, text.indexOf('}', at) + 1);
            }
            if (text.startsWith("$(", at)) {
                int end = at + 2;
                while (end < text.length() && isNamePart(text.charAt(end))) {
                    end++;
                }
                if (end > at + 2 && end < text.length() && text.charAt(end) == ')') {
                    return text.substring(at, end + 1);
                }
            }
        }
        return null;
    }

    private static boolean isNamePart(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_';
    }

    private static boolean isPlaceholder(String text) {
        if (text.length() > 40) {
            return false;
        }
        StringBuilder letters = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if ("-_ .<>[]{}".indexOf(text.charAt(i)) < 0) {
                letters.append(text.charAt(i));
            }
        }
        String folded = letters.toString().toLowerCase(Locale.ROOT);
        for (String placeholder : PLACEHOLDERS) {
            if (placeholder.equals(folded)) {
                return true;
            }
        }
        return isOnly(folded, 'x') || isOnly(folded, '*');
    }

    private static boolean isOnly(String text, char c) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != c) {
                return false;
            }
        }
        return text.length() >= 3;
    }
}
