package dev.preflight.docs;

import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.check.Declaration;
import dev.preflight.check.EnvVar;
import dev.preflight.check.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * The environment in the language of {@code @env-spec}. It says no more than a tool can hold to without refusing what
 * the application takes: types that the tools read in another way, such as durations and ISO 8601, are told in the
 * comment and stay strings.
 */
final class EnvSchemaPage {
    private final List<String> lines = new ArrayList<>();

    private EnvSchemaPage() {}

    static List<String> lines(Preflight suite) {
        EnvSchemaPage page = new EnvSchemaPage();
        page.lines.add("# @defaultRequired=false @defaultSensitive=false");
        page.lines.add("# ---");
        for (Check<?> check : Uses.described(suite)) {
            if (check instanceof EnvVar<?> && check.kind().equals("env")) {
                page.add(check, check.declaration(), check.settings());
            }
        }
        return page.lines;
    }

    private void add(Check<?> check, Declaration declaration, Settings settings) {
        lines.add("");
        for (String line : Words.comment(check, declaration, settings.optional())) {
            comment(line);
        }
        if (!isKey(check.name())) {
            lines.add("# " + check.name() + " is no name in this language");
            return;
        }
        List<String> others = new ArrayList<>();
        for (String name : declaration.oldNames()) {
            if (isKey(name)) {
                others.add(name);
            }
        }
        if (declaration.orFile()) {
            others.add(check.name() + Words.FILE_SUFFIX);
        }
        StringBuilder decorators = new StringBuilder("#");
        if (!settings.optional() && settings.condition().isEmpty()) {
            decorators.append(" @required").append(others.isEmpty() ? "" : "=" + unless(others));
        }
        decorators.append(settings.secret() ? " @sensitive" : "").append(" @type=");
        lines.add(decorators.append(type(declaration, settings)).toString());
        if (!declaration.example().isEmpty() && isQuotable(declaration.example())) {
            lines.add("# @example=" + quoted(declaration.example()));
        }
        lines.add(check.name() + "=" + value(declaration));
        for (String name : others) {
            lines.add("");
            lines.add("# instead of " + check.name());
            lines.add("# @type=string");
            lines.add(name + "=");
        }
    }

    /** A line that is a comment and neither a decorator nor a divider. */
    private void comment(String line) {
        lines.add((line.isEmpty() || "@-=*#".indexOf(line.charAt(0)) < 0 ? "# " : "# > ") + line);
    }

    /** The condition that none of some variables is set. */
    private static String unless(List<String> others) {
        if (others.size() == 1) {
            return "isEmpty($" + others.get(0) + ")";
        }
        StringBuilder out = new StringBuilder("isEmpty(fallback(");
        for (String name : others) {
            out.append(out.charAt(out.length() - 1) == '(' ? "$" : ", $").append(name);
        }
        return out.append("))").toString();
    }

    /** A secret is a string, since tools cannot take anything else out of their output. */
    private static String type(Declaration declaration, Settings settings) {
        if (settings.secret()) {
            return "string";
        }
        return switch (declaration.type()) {
            case "integer" -> "number(isInt=true)";
            case "decimal" -> "number";
            case "boolean" -> "boolean";
            case "port" -> "port(min=1)";
            case "url" -> "url";
            case "choice" -> choice(declaration);
            default -> "string";
        };
    }

    private static String choice(Declaration declaration) {
        StringBuilder out = new StringBuilder("enum(");
        for (String word : declaration.choices()) {
            if (!isQuotable(word)) {
                return "string";
            }
            out.append(out.length() > "enum(".length() ? ", " : "").append(quoted(word));
        }
        return out.append(')').toString();
    }

    private static String value(Declaration declaration) {
        String value = declaration.fallback();
        if (value.isEmpty() || value.contains("[secret]") || !isQuotable(value)) {
            return "";
        }
        return switch (declaration.type()) {
            case "integer", "decimal", "boolean", "port" -> value;
            default -> quoted(value);
        };
    }

    /** In single quotes nothing is expanded, and a quote has a backslash before it. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "\\'") + "'";
    }

    private static boolean isQuotable(String text) {
        return !text.endsWith("\\")
                && !text.contains("\\'")
                && Words.oneLine(text).equals(text);
    }

    /** Whether a name is a key: a letter or an underscore, then also digits. */
    private static boolean isKey(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c == '_' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }
}
