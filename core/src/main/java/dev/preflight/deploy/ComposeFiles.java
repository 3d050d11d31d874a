package dev.preflight.deploy;

import dev.preflight.DeploymentException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads Compose files and those that they include, in the order in which the later count before the earlier (Compose
 * Specification, "Merge" and "Include").
 */
final class ComposeFiles {
    private static final int MOST_FILES = 500;
    private static final int DEEPEST = 20;

    private final Map<String, String> shell;
    private final Contribution into;
    private int read;

    ComposeFiles(Map<String, String> shell, Contribution into) {
        this.shell = shell;
        this.into = into;
    }

    /** What references of a project are filled in from: the shell, then the {@code .env} beside its first file. */
    Map<String, String> values(List<Path> files) {
        Path first = files.get(0);
        List<Path> dotEnv = new ArrayList<>();
        if (Files.isRegularFile(ComposeFile.directoryOf(first).resolve(".env"))) {
            dotEnv.add(first.resolveSibling(".env"));
        }
        Map<String, String> values = values(dotEnv, shell);
        values.putIfAbsent("COMPOSE_PROJECT_NAME", projectName(first));
        return values;
    }

    private static String projectName(Path first) {
        String named = "";
        for (Value document : Documents.read(first)) {
            String name = document.text("name");
            named = name.isEmpty() || name.indexOf('$') >= 0 ? named : name;
        }
        Path directory = ComposeFile.directoryOf(first).getFileName();
        return named.isEmpty()
                ? String.valueOf(directory).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "")
                : named;
    }

    private static Map<String, String> values(List<Path> files, Map<String, String> outside) {
        Map<String, String> all = new HashMap<>();
        Contribution into = Contribution.open();
        for (Path file : files) {
            ComposeEnvFile.read(TextFile.read(file), file.toString(), outside, into);
        }
        into.variables().forEach((key, variable) -> {
            if (variable.isVisible()) {
                all.put(key, variable.value());
            }
        });
        all.putAll(outside);
        return all;
    }

    /** All documents: what is included, then the files themselves. */
    List<ComposeFile> read(List<Path> files, Map<String, String> values) {
        return read(files, ComposeFile.directoryOf(files.get(0)), values, 0);
    }

    private List<ComposeFile> read(List<Path> files, Path directory, Map<String, String> values, int depth) {
        if (depth > DEEPEST) {
            throw new DeploymentException(files.get(0) + ": it includes itself");
        }
        List<ComposeFile> own = new ArrayList<>();
        for (Path file : files) {
            own.addAll(documents(file, directory, values));
        }
        List<ComposeFile> all = new ArrayList<>();
        for (ComposeFile file : own) {
            if (file.content().get("include").isReset()
                    || file.content().get("include").isOverride()) {
                all.clear();
            }
            for (Value include : file.content().get("include").items()) {
                // Of two that are included the first counts before the second, and the files themselves before both.
                all.addAll(0, included(include, file, depth));
            }
        }
        all.addAll(own);
        return all;
    }

    List<ComposeFile> documents(Path file, Path directory, Map<String, String> values) {
        if (++read > MOST_FILES) {
            throw new DeploymentException(file + ": there are more than " + MOST_FILES + " Compose files");
        }
        List<ComposeFile> documents = new ArrayList<>();
        for (Value document : Documents.read(file)) {
            documents.add(ComposeFile.of(file, directory, values, document));
        }
        return documents;
    }

    private List<ComposeFile> included(Value include, ComposeFile from, int depth) {
        List<Path> files = new ArrayList<>();
        for (Value path :
                include.isScalar() ? List.of(include) : include.get("path").listed()) {
            if (path.text().contains("://") || path.text().startsWith("git@")) {
                into.unresolved(
                        "an include that Compose fetches from elsewhere, and that is not read here",
                        from + ": " + path.text(),
                        "fetch it, and include the file");
                return List.of();
            }
            files.add(from.resolve(path.text()));
        }
        if (files.isEmpty()) {
            throw new DeploymentException(from + ": an include names no path");
        }
        String moved = include.text("project_directory");
        Path directory = moved.isEmpty()
                ? ComposeFile.directoryOf(files.get(0))
                : from.directory().resolve(moved).normalize();
        List<Path> envFiles = new ArrayList<>();
        for (Value envFile : include.get("env_file").listed()) {
            if (!envFile.text().equals("/dev/null")) {
                envFiles.add(from.resolve(envFile.text()));
            }
        }
        if (include.get("env_file").listed().isEmpty() && Files.isRegularFile(directory.resolve(".env"))) {
            envFiles.add(directory.resolve(".env"));
        }
        return read(files, directory, values(envFiles, from.values()), depth + 1);
    }
}
