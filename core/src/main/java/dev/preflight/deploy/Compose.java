package dev.preflight.deploy;

import dev.preflight.DeploymentException;
import dev.preflight.Shipment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Compose gives to the container of a service (Compose Specification): {@code environment} counts before
 * {@code env_file}, a later file before an earlier one, and what a service says before what it {@code extends}.
 */
final class Compose {
    private static final int DEEPEST = 20;

    private final ComposeFiles files;
    private final Map<String, String> values;
    private final List<ComposeFile> documents;
    private final Contribution into;
    private final ComposeMounts mounts;
    private final List<EnvFile> envFiles = new ArrayList<>();
    private final Map<String, Variable> environment = new LinkedHashMap<>();

    private Compose(List<Path> paths, Map<String, String> shell, Contribution into) {
        this.into = into;
        this.files = new ComposeFiles(shell, into);
        this.values = files.values(paths);
        this.documents = files.read(paths, values);
        this.mounts = new ComposeMounts(documents, into);
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
        into.about("service " + part.service());
        new Compose(part.files(), shell, into).read(part.files(), part.service());
        return into;
    }

    private void read(List<Path> paths, String service) {
        boolean isDefined = false;
        for (ComposeFile document : documents) {
            Value said = document.service(service);
            if (said.isReset()) {
                clear();
                isDefined = false;
            } else if (said.isThere()) {
                isDefined = true;
                apply(document, service, 0);
            }
        }
        if (!isDefined) {
            throw undefined(paths.size() == 1 ? paths.get(0).toString() : paths.toString(), service, documents);
        }
        for (EnvFile envFile : envFiles) {
            read(envFile);
        }
        environment.forEach(into::set);
        mounts.mount();
        into.elsewhere(List.of("HOSTNAME", "HOME", "PATH")::contains, "the container runtime");
    }

    private static DeploymentException undefined(String where, String service, List<ComposeFile> documents) {
        Set<String> names = new LinkedHashSet<>();
        for (ComposeFile document : documents) {
            names.addAll(document.content().get("services").fields().keySet());
        }
        return new DeploymentException(
                where + " defines no service " + service + "; there are " + String.join(", ", names));
    }

    private void clear() {
        environment.clear();
        envFiles.clear();
        mounts.clear();
        into.directory("");
    }

    private void apply(ComposeFile file, String name, int depth) {
        Value service = file.service(name);
        if (!service.isThere()) {
            throw undefined(file.toString(), name, List.of(file));
        }
        if (depth > DEEPEST) {
            throw new DeploymentException(file + ": service " + name + " extends itself");
        }
        if (service.isOverride()) {
            clear();
        }
        extended(file, service.get("extends"), depth);
        String id = file + ", service " + name;
        blanks(file, name);
        Value listed = service.get("env_file");
        if (listed.isReset() || listed.isOverride()) {
            envFiles.clear();
        }
        for (Value envFile : listed.listed()) {
            Value path = envFile.isScalar() ? envFile : envFile.get("path");
            envFiles.add(new EnvFile(
                    file.resolve(path.text()),
                    !envFile.text("required").equals("false"),
                    envFile.text("format").equals("raw")));
        }
        environment(service.get("environment"), id);
        mounts.add(service, file, id);
        Value directory = service.get("working_dir");
        if (directory.isThere() || directory.isReset()) {
            into.directory(directory.text());
        }
    }

    private void extended(ComposeFile file, Value base, int depth) {
        if (base.isScalar()) {
            apply(file, base.text(), depth + 1);
        } else if (base.get("file").isThere()) {
            Path other = file.resolve(base.text("file"));
            List<ComposeFile> found = files.documents(other, ComposeFile.directoryOf(other), file.values());
            ComposeFile last = null;
            for (ComposeFile each : found) {
                last = last == null || each.service(base.text("service")).isThere() ? each : last;
            }
            if (last == null) {
                throw new DeploymentException(
                        other + " is empty, and service " + base.text("service") + " of it is to be extended");
            }
            apply(last, base.text("service"), depth + 1);
        } else if (base.isMap()) {
            apply(file, base.text("service"), depth + 1);
        }
    }

    /** Tells of references that became blank, of this service alone. */
    private void blanks(ComposeFile file, String name) {
        Template template = new Template(file.values());
        file.raw().get("services", name).filled(template, file.toString());
        for (String unset : template.unset()) {
            into.unresolved(
                    "a reference to a variable that is not set, so that it becomes blank",
                    file + ", service " + name + ": ${" + unset + "}",
                    "set " + unset + " in the shell or in .env, or give it a default: ${" + unset + ":-...}");
        }
    }

    private void environment(Value listed, String id) {
        if (listed.isReset() || listed.isOverride()) {
            environment.clear();
        }
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
            if (value.isReset()) {
                environment.remove(variable.getKey());
                continue;
            }
            if (!value.isThere()) {
                passed(variable.getKey(), id);
                continue;
            }
            if (value.kind() == Value.Kind.BOOLEAN) {
                into.suspicious(
                        "a boolean without quotes, which not every version of Compose takes",
                        id + ": " + variable.getKey(),
                        "put quotes around it");
            }
            PlainNumber number = PlainNumber.of(value);
            if (!number.isAsItStands()) {
                into.suspicious(
                        "a number without quotes, of which the service gets the value and not the text",
                        id + ": " + variable.getKey(),
                        "put quotes around it");
            }
            environment.put(variable.getKey(), new Variable(number.written(), id));
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
                into.unstartable(
                        "an env_file that does not exist, so that Compose does not start the service",
                        envFile.path().toString(),
                        "ship the file, or write required: false");
            }
            return;
        }
        String text = TextFile.read(envFile.path());
        if (envFile.isRaw()) {
            DockerEnvFile.read(text, envFile.path().toString(), into);
            return;
        }
        Map<String, String> outside = new HashMap<>();
        environment.forEach((name, variable) -> {
            if (variable.isVisible()) {
                outside.put(name, variable.value());
            }
        });
        outside.putAll(values);
        ComposeEnvFile.read(text, envFile.path().toString(), outside, into);
    }
}
