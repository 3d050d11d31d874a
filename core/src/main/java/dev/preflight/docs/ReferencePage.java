package dev.preflight.docs;

import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.check.ConfigFile;
import dev.preflight.check.Declaration;
import dev.preflight.check.Directory;
import dev.preflight.check.EnvVar;
import dev.preflight.check.Phase;
import dev.preflight.check.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The reference of everything that is declared, in Markdown. */
final class ReferencePage {
    private static final String[] VARIABLE = {
        "Name", "Type", "Required", "Default", "Secret", "Example", "Old names", "Description"
    };
    private static final String[] PROBE = {
        "Name", "Required", "What is verified", "Needs", "Timeout", "Tried again for", "Description"
    };

    private final Preflight suite;
    private final Markdown.Table variables = new Markdown.Table(VARIABLE);
    private final Markdown.Table properties = new Markdown.Table(VARIABLE);
    private final Markdown.Table files = new Markdown.Table(
            "Path", "Format", "Required", "Required keys", "What else is verified", "Secret", "Description");
    private final Markdown.Table directories =
            new Markdown.Table("Path", "Required", "What else is verified", "Description");
    private final Markdown.Table backends = new Markdown.Table(PROBE);
    private final Markdown.Table others = new Markdown.Table(PROBE);
    private final Markdown.Table exceptions = new Markdown.Table("Name", "Why nothing is verified");

    ReferencePage(Preflight suite) {
        this.suite = suite;
        for (Check<?> check : Uses.described(suite)) {
            add(check, check.declaration(), check.settings());
        }
        for (Map.Entry<String, String> exception : suite.alsoReads().entrySet()) {
            exceptions.row(Markdown.code(exception.getKey()), Markdown.text(exception.getValue()));
        }
    }

    private void add(Check<?> check, Declaration declaration, Settings settings) {
        String required = Markdown.text(Words.required(settings));
        String demands = Markdown.text(String.join("; ", declaration.demands()));
        String secret = settings.secret() ? "yes" : "";
        String description = Markdown.text(settings.description());
        if (check instanceof EnvVar<?>) {
            (check.kind().equals("env") ? variables : properties)
                    .row(
                            Markdown.code(check.name()),
                            Markdown.text(Words.type(declaration)),
                            required,
                            Markdown.code(declaration.fallback()),
                            secret,
                            Markdown.code(declaration.example()),
                            Markdown.codes(declaration.oldNames()),
                            declaration.orFile() ? orFile(check, description) : description);
        } else if (check instanceof ConfigFile<?>) {
            files.row(
                    path(check),
                    declaration.type().equals("any") ? "" : Markdown.text(declaration.type()),
                    required,
                    Markdown.codes(declaration.keys()),
                    demands,
                    secret,
                    description);
        } else if (check instanceof Directory) {
            directories.row(path(check), required, demands, description);
        } else {
            boolean isBackend = check.kind().equals("backend");
            (isBackend ? backends : others)
                    .row(
                            Markdown.code(isBackend ? check.name() : check.id()),
                            required,
                            demands,
                            Markdown.codes(names(settings.needs())),
                            settings.phase() == Phase.ONLINE ? Words.time(settings.timeout()) : "",
                            settings.retryFor().isZero() ? "" : Words.time(settings.retryFor()),
                            description);
        }
    }

    private static String orFile(Check<?> check, String description) {
        return description + (description.isEmpty() ? "" : "; ") + "may lie in the file that "
                + Markdown.code(check.name() + Words.FILE_SUFFIX) + " names";
    }

    /** A file whose path a variable holds is called by the name of that. */
    private static String path(Check<?> check) {
        return Words.variable(check).isPresent()
                ? "what " + Markdown.code(check.name()) + " names"
                : Markdown.code(check.name());
    }

    private static List<String> names(List<Check<?>> checks) {
        List<String> names = new ArrayList<>();
        for (Check<?> check : checks) {
            names.add(check.name());
        }
        return names;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("<!-- Written by --preflight=docs from the declaration. Change that, and not this. -->");
        section(lines, "Environment variables", variables);
        section(lines, "System properties", properties);
        section(lines, "Files", files);
        section(lines, "Directories", directories);
        section(lines, "Backends", backends);
        section(lines, "Other checks", others);
        section(lines, "Read without a check", exceptions);
        lines.add("");
        lines.add("All of it is verified at boot, in " + Words.time(suite.deadline()) + " at the most.");
        return lines;
    }

    private static void section(List<String> lines, String title, Markdown.Table table) {
        if (!table.isEmpty()) {
            lines.addAll(List.of("", "## " + title, ""));
            lines.addAll(table.lines());
        }
    }
}
