package dev.preflight.deploy.manifest;

import dev.preflight.problem.DeploymentException;
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

    private final Map<String, String> shell;
    private final Contribution into;
    private int read;

    ComposeFiles(Map<String, String> shell, Contribution into) {
        this.shell = shell;
        this.into = into;
    }

    /**
     * What references of a project are filled in from: the shell, then the files that are named for that, or else the
     * {@code .env} beside its first file.
     */
    Map<String, String> values(List<Path> files, List<Path> named) {
        Path first = files.get(0);
        List<Path> envFiles = new ArrayList<>(named);
        for (String file : shell.getOrDefault("COMPOSE_ENV_FILES", "").split(",")) {
            if (named.isEmpty() && !file.isEmpty()) {
                envFiles.add(Path.of(file));
            }
        }
        if (envFiles.isEmpty()
                && !isEnvFileDisabled()
                && Files.isRegularFile(ComposeFile.directoryOf(first).resolve(".env"))) {
            envFiles.add(first.resolveSibling(".env"));
        }
        Map<String, String> values = values(envFiles, shell);
        values.putIfAbsent("COMPOSE_PROJECT_NAME", projectName(first));
        return values;
    }

    /** docs.docker.com, "Pre-defined environment variables": a boolean as Go reads one. */
    private boolean isEnvFileDisabled() {
        String disabled = shell.getOrDefault("COMPOSE_DISABLE_ENV_FILE", "false");
        if (List.of("1", "t", "T", "true", "TRUE", "True").contains(disabled)) {
            return true;
        }
        if (List.of("0", "f", "F", "false", "FALSE", "False").contains(disabled)) {
            return false;
        }
        throw new DeploymentException("COMPOSE_DISABLE_ENV_FILE: it is neither true nor false, which Compose refuses");
    }

    private static String projectName(Path first) {
        String named = "";
        for (YamlValue document : YamlFiles.read(first)) {
            String name = document.text("name");
            named = name.isEmpty() || name.indexOf('$') >= 0 ? named : name;
        }
        Path directory = ComposeFile.directoryOf(first).getFileName();
        return named.isEmpty()
                ? String.valueOf(directory).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "")
                : named;
    }

    private Map<String, String> values(List<Path> files, Map<String, String> outside) {
        Map<String, String> all = new HashMap<>();
        Contribution read = Contribution.open();
        for (Path file : files) {
            ComposeEnvFile.read(TextFile.read(file), file.toString(), outside, read);
        }
        into.adopt(read);
        read.cuts().forEach(into::cut);
        read.variables().forEach((key, variable) -> {
            if (variable.isVisible()) {
                all.put(key, variable.value());
            }
        });
        all.putAll(outside);
        return all;
    }

    /** All documents: what is included, then the files themselves. */
    List<ComposeFile> read(List<Path> files, Map<String, String> values) {
        return read(files, ComposeFile.directoryOf(files.get(0)), values, List.of());
    }

    private List<ComposeFile> read(
            List<Path> files, Path directory, Map<String, String> values, List<Path> includedFrom) {
        List<Path> including = new ArrayList<>(includedFrom);
        for (Path file : files) {
            Path real = file.toAbsolutePath().normalize();
            if (includedFrom.contains(real)) {
                throw new DeploymentException(files.get(0) + ": it includes itself");
            }
            including.add(real);
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
            for (YamlValue include : file.content().get("include").items()) {
                // Of two that are included the first counts before the second, and the files themselves before both.
                all.addAll(0, included(include, file, including));
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
        for (YamlValue document : YamlFiles.read(file)) {
            documents.add(ComposeFile.of(file, directory, values, document, into));
        }
        return documents;
    }

    private List<ComposeFile> included(YamlValue include, ComposeFile from, List<Path> including) {
        List<Path> files = new ArrayList<>();
        for (YamlValue path :
                include.isScalar() ? List.of(include) : include.get("path").listed()) {
            if (path.text().contains("://") || path.text().startsWith("git@")) {
                into.unresolved(
                        "an include that Compose fetches from elsewhere, and that is not read here",
                        from + ", line " + path.line() + ": " + path.text(),
                        "fetch it, and include the file");
                return List.of();
            }
            files.add(from.resolve(path.text()));
        }
        if (files.isEmpty()) {
            throw new DeploymentException(from + ", line " + include.line() + ": an include names no path");
        }
        String moved = include.text("project_directory");
        Path directory = moved.isEmpty()
                ? ComposeFile.directoryOf(files.get(0))
                : from.directory().resolve(moved).normalize();
        List<Path> envFiles = new ArrayList<>();
        for (YamlValue envFile : include.get("env_file").listed()) {
            if (!envFile.text().equals("/dev/null")) {
                envFiles.add(from.resolve(envFile.text()));
            }
        }
        if (include.get("env_file").listed().isEmpty() && Files.isRegularFile(directory.resolve(".env"))) {
            envFiles.add(directory.resolve(".env"));
        }
        return read(files, directory, values(envFiles, from.values()), including);
    }
}
