package dev.preflight.deploy;

import dev.preflight.DeploymentException;
import dev.preflight.Shipment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Compose gives to the container of a service (Compose Specification): {@code environment} counts before
 * {@code env_file}, a later file before an earlier one, and what a service says before what it {@code extends}.
 */
final class Compose {
    private static final int DEEPEST = 20;

    private final Map<String, String> shell;
    private final Contribution into;
    private final List<EnvFile> envFiles = new ArrayList<>();
    private final Map<String, Variable> environment = new LinkedHashMap<>();
    private Map<String, String> values = Map.of();

    private Compose(Map<String, String> shell, Contribution into) {
        this.shell = shell;
        this.into = into;
    }

    /**
     * A file of variables that a service names.
     *
     * @param path where it lies
     * @param isRequired whether Compose refuses to start without it
     * @param isRaw whether it is in the syntax of Docker
     */
    private record EnvFile(Path path, boolean isRequired, boolean isRaw) {}

    static Contribution read(Shipment.Part.Compose part, Map<String, String> shell) {
        Contribution into = Contribution.closing();
        new Compose(shell, into).read(part.file(), part.service());
        return into;
    }

    private void read(Path file, String service) {
        values = values(file);
        Value document = document(file);
        ComposeMounts mounts = new ComposeMounts(document, directory(file), values, file.toString(), into);
        apply(document, file, service, mounts, 0);
        for (EnvFile envFile : envFiles) {
            read(envFile);
        }
        environment.forEach(into::set);
    }

    private static Path directory(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        return directory == null ? file.toAbsolutePath() : directory;
    }

    /** What references are filled in from: the shell, then the {@code .env} beside the file. */
    private Map<String, String> values(Path file) {
        Map<String, String> all = new HashMap<>();
        Path dotEnv = directory(file).resolve(".env");
        if (Files.isRegularFile(dotEnv)) {
            Contribution read = Contribution.open();
            String name = file.resolveSibling(".env").toString();
            ComposeEnvFile.read(TextFile.read(dotEnv), name, shell, read);
            read.variables().forEach((key, variable) -> {
                if (variable.isVisible()) {
                    all.put(key, variable.value());
                }
            });
        }
        all.putAll(shell);
        return all;
    }

    private Value document(Path file) {
        List<Value> documents = Documents.read(file);
        Value document = documents.isEmpty() ? Value.NONE : documents.get(0);
        // All of it, since Compose refuses the whole file for one reference that it cannot fill in.
        return document.filled(new Template(values), file.toString());
    }

    private void apply(Value document, Path file, String name, ComposeMounts mounts, int depth) {
        Value service = document.get("services", name);
        if (!service.isThere()) {
            throw new DeploymentException(file + " defines no service " + name + "; there are "
                    + String.join(", ", document.get("services").fields().keySet()));
        }
        if (depth > DEEPEST) {
            throw new DeploymentException(file + ": service " + name + " extends itself");
        }
        Value base = service.get("extends");
        if (base.isScalar()) {
            apply(document, file, base.text(), mounts, depth + 1);
        } else if (base.get("file").isThere()) {
            Path other = file.resolveSibling(base.text("file"));
            apply(document(other), other, base.text("service"), mounts, depth + 1);
        } else if (base.isMap()) {
            apply(document, file, base.text("service"), mounts, depth + 1);
        }
        String id = file + ", service " + name;
        blanks(file, name);
        for (Value envFile : listed(service.get("env_file"))) {
            Value path = envFile.isScalar() ? envFile : envFile.get("path");
            envFiles.add(new EnvFile(
                    file.resolveSibling(path.text()),
                    !envFile.text("required").equals("false"),
                    envFile.text("format").equals("raw")));
        }
        environment(service.get("environment"), id);
        mounts.add(service, directory(file), id);
        if (service.get("working_dir").isThere()) {
            into.directory(service.text("working_dir"));
        }
    }

    /** Tells of references that became blank, of this service alone. */
    private void blanks(Path file, String name) {
        for (Value document : Documents.read(file).subList(0, 1)) {
            Template template = new Template(values);
            document.get("services", name).filled(template, file.toString());
            for (String unset : template.unset()) {
                into.unresolved(
                        "a reference to a variable that is not set, so that it becomes blank",
                        file + ", service " + name + ": ${" + unset + "}",
                        "set " + unset + " in the shell or in .env, or give it a default: ${" + unset + ":-...}");
            }
        }
    }

    private static List<Value> listed(Value value) {
        return value.isList() ? value.items() : value.isThere() ? List.of(value) : List.of();
    }

    private void environment(Value listed, String id) {
        for (Value item : listed.items()) {
            String text = item.text();
            int equals = text.indexOf('=');
            if (equals < 0) {
                passed(text, id);
            } else {
                environment.put(text.substring(0, equals), new Variable(text.substring(equals + 1), id));
            }
        }
        for (Map.Entry<String, Value> variable : listed.fields().entrySet()) {
            Value value = variable.getValue();
            if (!value.isThere()) {
                passed(variable.getKey(), id);
                continue;
            }
            if (value.kind() == Value.Kind.BOOLEAN) {
                into.suspicious(
                        "a value that is a boolean, which Compose refuses",
                        id + ": " + variable.getKey(),
                        "put quotes around it");
            }
            environment.put(variable.getKey(), new Variable(value.text(), id));
        }
    }

    /** A name alone takes its value from where Compose runs. */
    private void passed(String name, String id) {
        String value = values.get(name);
        environment.put(
                name,
                value == null
                        ? Variable.provided("the shell that runs Compose, as of " + id)
                        : new Variable(value, "the environment of Compose, as of " + id));
    }

    private void read(EnvFile envFile) {
        if (!Files.exists(envFile.path())) {
            if (envFile.isRequired()) {
                into.unresolved(
                        "an env_file that does not exist, so that Compose does not start the service",
                        envFile.path().toString(),
                        "ship the file, or write required: false");
            }
            return;
        }
        String text = TextFile.read(envFile.path());
        if (envFile.isRaw()) {
            DockerEnvFile.read(text, envFile.path().toString(), into);
        } else {
            ComposeEnvFile.read(text, envFile.path().toString(), values, into);
        }
    }
}
