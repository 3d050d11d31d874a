package dev.preflight.deploy.manifest;

import dev.preflight.problem.DeploymentException;
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
public final class Compose {
    private static final int DEEPEST = 500;

    private final ComposeFiles files;
    private final Map<String, String> values;
    private final List<ComposeFile> documents;
    private final Contribution into;
    private final ComposeMounts mounts;
    private final List<EnvFile> envFiles = new ArrayList<>();
    private final Map<String, Variable> environment = new LinkedHashMap<>();
    private final Set<String> extending = new LinkedHashSet<>();
    private boolean isEnvironmentSaid;

    private Compose(List<Path> paths, List<Path> interpolation, Map<String, String> shell, Contribution into) {
        this.into = into;
        this.files = new ComposeFiles(shell, into);
        this.values = files.values(paths, interpolation);
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

    public static Contribution read(List<Path> files, String service, List<Path> envFiles, Map<String, String> shell) {
        Contribution into = Contribution.closing();
        into.about("service " + service);
        new Compose(files, envFiles, shell, into).read(files, service);
        return into;
    }

    private void read(List<Path> paths, String service) {
        boolean isDefined = false;
        for (ComposeFile document : documents) {
            YamlValue said = document.service(service);
            if (said.isReset()) {
                clear();
                isDefined = false;
            } else if (said.isThere()) {
                isDefined = true;
                apply(document, service, document.service(service).line());
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
        isEnvironmentSaid = false;
        envFiles.clear();
        mounts.clear();
        into.directory("");
    }

    private void apply(ComposeFile file, String name, int line) {
        YamlValue service = file.service(name);
        if (!service.isThere()) {
            throw undefined(file.toString(), name, List.of(file));
        }
        String key = file.path().toAbsolutePath().normalize() + "\0" + name;
        if (!extending.add(key)) {
            throw new DeploymentException(file + ", line " + line + ": service " + name + " extends itself");
        }
        if (extending.size() > DEEPEST) {
            throw new DeploymentException(
                    file + ", line " + line + ": more than " + DEEPEST + " services extend one another");
        }
        if (service.isOverride()) {
            clear();
        }
        extended(file, service.get("extends"));
        extending.remove(key);
        String id = file + ", service " + name;
        blanks(file, name);
        YamlValue listed = service.get("env_file");
        if (listed.isReset() || listed.isOverride()) {
            envFiles.clear();
        }
        for (YamlValue envFile : listed.listed()) {
            YamlValue path = envFile.isScalar() ? envFile : envFile.get("path");
            envFiles.add(new EnvFile(
                    file.resolve(path.text()),
                    !envFile.text("required").equals("false"),
                    envFile.text("format").equals("raw")));
        }
        environment(service.get("environment"), file, id);
        mounts.add(service, file, id);
        YamlValue directory = service.get("working_dir");
        if (directory.isThere() || directory.isReset()) {
            into.directory(directory.text());
        }
    }

    private void extended(ComposeFile file, YamlValue base) {
        if (base.isScalar()) {
            apply(file, base.text(), base.line());
        } else if (base.get("file").isThere()) {
            Path other = file.resolve(base.text("file"));
            List<ComposeFile> found = files.documents(other, ComposeFile.directoryOf(other), file.values());
            ComposeFile last = null;
            for (ComposeFile each : found) {
                last = last == null || each.service(base.text("service")).isThere() ? each : last;
            }
            if (last == null) {
                throw new DeploymentException(file + ", line " + base.line() + ": " + other + " is empty, and service "
                        + base.text("service") + " of it is to be extended");
            }
            apply(last, base.text("service"), base.line());
        } else if (base.isMap()) {
            apply(file, base.text("service"), base.line());
        }
    }

    /** Tells of references that became blank, of this service alone. */
    private void blanks(ComposeFile file, String name) {
        Map<String, Integer> elsewhere = new LinkedHashMap<>();
        file.raw().get("services", name).fields().forEach((section, value) -> {
            if (section.equals("environment")) {
                value.items().forEach(item -> blank(file, before(item.text(), '='), item));
                value.fields().forEach((variable, text) -> blank(file, variable, text));
            } else {
                collect(value, file, elsewhere);
            }
        });
        elsewhere.forEach((unset, line) -> into.unresolved(
                "a reference to a variable that is not set, so that it becomes blank",
                file + ", line " + line + ": ${" + unset + "}",
                "set " + unset + " in the shell or in .env, give it a default: ${" + unset
                        + ":-...}, or write $$ if the dollar sign is meant so"));
    }

    private static String before(String text, char end) {
        return text.indexOf(end) < 0 ? text : text.substring(0, text.indexOf(end));
    }

    private void blank(ComposeFile file, String variable, YamlValue value) {
        ComposeTemplate template = new ComposeTemplate(file.values());
        template.fill(value.text(), file.toString());
        if (!template.unset().isEmpty()) {
            into.cut(new Cut(variable, template.unset(), file + ", line " + value.line(), false));
        }
    }

    private static void collect(YamlValue value, ComposeFile file, Map<String, Integer> lines) {
        value.items().forEach(item -> collect(item, file, lines));
        value.fields().forEach((name, field) -> collect(field, file, lines));
        if (value.text().indexOf('$') >= 0) {
            ComposeTemplate template = new ComposeTemplate(file.values());
            template.fill(value.text(), file.toString());
            template.unset().forEach(unset -> lines.putIfAbsent(unset, value.line()));
        }
    }

    private void environment(YamlValue listed, ComposeFile file, String id) {
        if (listed.isReset() || listed.isOverride()) {
            environment.clear();
            isEnvironmentSaid = false;
        }
        if (listed.isScalar()) {
            throw refused(file, listed, "environment is neither a map nor a list");
        }
        for (YamlValue item : listed.items()) {
            if (!item.isThere() || item.isMap() || item.isList() || !item.isText()) {
                throw refused(file, item.line() == 0 ? listed : item, "environment lists what is no text");
            }
            String text = item.text();
            int equals = text.indexOf('=');
            if (equals < 0) {
                passed(text, id);
            } else {
                environment.put(text.substring(0, equals), new Variable(text.substring(equals + 1), id));
            }
        }
        for (Map.Entry<String, YamlValue> variable : listed.fields().entrySet()) {
            variable(variable.getKey(), variable.getValue(), file, id);
        }
        isEnvironmentSaid |= listed.isThere();
    }

    private static DeploymentException refused(ComposeFile file, YamlValue value, String why) {
        return new DeploymentException(file + ", line " + value.line() + ": " + why + ", which Compose refuses");
    }

    private void variable(String name, YamlValue value, ComposeFile file, String id) {
        if (value.isReset()) {
            environment.remove(name);
            return;
        }
        if (!value.isThere()) {
            passed(name, id);
            return;
        }
        if (value.isMap() || value.isList()) {
            nested(name, value, file, id);
            return;
        }
        if (value.kind() == YamlValue.Kind.BOOLEAN) {
            into.suspicious(
                    "a boolean without quotes, which not every version of Compose takes",
                    id + ": " + name,
                    "put quotes around it");
        }
        PlainNumber number = PlainNumber.of(value);
        if (!number.isAsItStands()) {
            into.suspicious(
                    "a number without quotes, of which the service gets the value and not the text",
                    id + ": " + name,
                    "put quotes around it");
        }
        environment.put(name, new Variable(number.written(), id));
    }

    /** Refused where Compose sees it; where it merges two environments before that, it makes some text of it. */
    private void nested(String name, YamlValue value, ComposeFile file, String id) {
        String kind = value.isMap() ? "a map" : "a list";
        if (!isEnvironmentSaid) {
            throw refused(file, value, "the value of " + name + " is " + kind);
        }
        into.suspicious(
                "a value that is no text, of which not every version of Compose makes the same",
                file + ", line " + value.line() + ": " + name + " is " + kind,
                "put quotes around it");
        environment.put(name, Variable.provided("what Compose makes of " + kind + ", as of " + id));
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
