package dev.preflight.deploy.manifest;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The environment that the kubelet gives to a container: {@code envFrom} in its order, then {@code env}, which counts
 * before it. A reference to a key that is not there and is optional sets nothing, and nobody is told.
 */
public final class Kubernetes {
    private final Workload workload;
    private final ConfigSources cluster;
    private final ServiceLinks links;
    private final Contribution into;

    private Kubernetes(Workload workload, ConfigSources cluster, ServiceLinks links, Contribution into) {
        this.workload = workload;
        this.cluster = cluster;
        this.links = links;
        this.into = into;
    }

    public static Contribution read(List<Path> files, String wanted, String container, InputStream standardInput) {
        Manifests manifests = Manifests.read(files, standardInput);
        Workload workload = Workload.find(manifests, wanted, container);
        Contribution into = Contribution.closing();
        into.about(workload.object());
        for (Manifests.Item item : manifests.all()) {
            for (String key : item.value().twice()) {
                into.suspicious(
                        "a key that stands twice in one map: kubectl takes the last, and kustomize refuses the file",
                        item.id() + " (" + item.file() + "): " + key,
                        "remove one of the two");
            }
        }
        ConfigSources cluster = new ConfigSources(manifests, workload.namespace(), into);
        ServiceLinks links = ServiceLinks.of(manifests, workload);
        new Kubernetes(workload, cluster, links, into).environment();
        new PodVolumes(workload, cluster, into).mount();
        into.directory(workload.container().text("workingDir"));
        into.elsewhere(name -> isOfEachContainer(name) || links.isElsewhere(name), "Kubernetes, for each container");
        into.remarks(links::remark);
        for (Workload beside : workload.beside()) {
            // What one of them lacks keeps the pod from starting, or from being ready.
            Contribution other = Contribution.closing();
            ConfigSources same = new ConfigSources(manifests, workload.namespace(), other);
            new Kubernetes(beside, same, links, other).environment();
            new PodVolumes(beside, same, other).mount();
            into.adopt(other);
        }
        return into;
    }

    /** What is set even with {@code enableServiceLinks: false}, and by the container runtime. */
    private static boolean isOfEachContainer(String name) {
        return switch (name) {
            case "HOSTNAME", "HOME", "PATH", "KUBERNETES_SERVICE_HOST", "KUBERNETES_PORT" -> true;
            default -> name.startsWith("KUBERNETES_SERVICE_PORT") || name.startsWith("KUBERNETES_PORT_");
        };
    }

    private void environment() {
        into.beneath(links.variables());
        for (YamlValue source : workload.container().get("envFrom").items()) {
            envFrom(source);
        }
        for (YamlValue variable : workload.container().get("env").items()) {
            env(variable);
        }
    }

    private void envFrom(YamlValue source) {
        String prefix = source.text("prefix");
        YamlValue configMap = source.get("configMapRef");
        YamlValue secret = source.get("secretRef");
        if (configMap.isThere() == secret.isThere()) {
            into.refused(
                    "a source of variables that is neither one ConfigMap nor one Secret, which Kubernetes refuses",
                    workload.id() + ", envFrom (line " + source.line() + ")",
                    "write one configMapRef or one secretRef");
        }
        if (!prefix.isEmpty() && KubernetesNames.variable(prefix) == KubernetesNames.Variable.REFUSED) {
            into.refused(
                    "a prefix that Kubernetes refuses",
                    workload.id() + ", envFrom (line " + source.line() + "): '" + prefix + "'",
                    "use letters, digits and '_' alone");
        }
        boolean isOptional =
                configMap.get("optional").isTrue() || secret.get("optional").isTrue();
        KeyedData data =
                configMap.isThere() ? cluster.configMap(configMap.text("name")) : cluster.secret(secret.text("name"));
        if (!data.exists() && configMap.isThere()) {
            if (isOptional) {
                return;
            }
            undefined(data, "envFrom");
        }
        for (Map.Entry<String, String> entry : data.texts().entrySet()) {
            taken(prefix + entry.getKey(), entry.getValue(), data.id() + ", key " + entry.getKey());
        }
        if (secret.isThere()) {
            for (String key : data.bytes().keySet()) {
                if (data.isNoText(key)) {
                    noText(prefix + key, data, key);
                }
            }
        }
        for (String key : data.hidden()) {
            into.set(prefix + key, Variable.provided(data.id() + ", key " + key));
        }
        if (!data.complete()) {
            into.gap("it may come from " + data.id());
        }
    }

    /** Takes a key of {@code envFrom}. Before 1.32 the kubelet skips those that it takes for no names of variables. */
    private void taken(String name, String value, String origin) {
        if (KubernetesNames.variable(name) == KubernetesNames.Variable.TAKEN) {
            set(name, value, origin);
        } else {
            into.set(
                    name,
                    Variable.provided(origin + ": Kubernetes before 1.32 skips it, since it is no name of a variable"));
        }
    }

    private void set(String name, String value, String origin) {
        if (value.indexOf('\0') >= 0) {
            into.refused(
                    "a value with a NUL in it, with which no container starts",
                    workload.id() + ", env " + name + ": " + origin,
                    "mount it as a file");
        }
        into.set(name, value, origin);
    }

    /** Some container runtimes pass on bytes that are no UTF-8, and others refuse to start the container. */
    private void noText(String name, KeyedData data, String key) {
        String origin = data.id() + ", key " + key;
        into.suspicious(
                "a value of a variable that is no text",
                workload.id() + ", env " + name + ": " + origin + " is not UTF-8, and container runtimes differ in"
                        + " whether they start a container with it",
                "encode the text as UTF-8 before Base64, or mount the key as a file");
        into.set(name, Variable.provided(origin + ": it is not UTF-8"));
    }

    private void undefined(KeyedData data, String where) {
        into.unresolved(
                "a reference to a ConfigMap that no manifest defines",
                workload.id() + ", " + where + ": " + data.id(),
                "add it to the manifests, or mark the reference optional");
    }

    private void env(YamlValue variable) {
        String name = variable.text("name");
        YamlValue value = variable.get("value");
        requireName(name, variable);
        if (value.isThere() && !value.isTextInKubernetes()) {
            into.refused(
                    "a value that is no text, which Kubernetes refuses",
                    workload.id() + ", env " + name + " (line " + value.line() + ")",
                    "put quotes around it");
        }
        if (HelmTemplate.isIn(value.text())) {
            into.suspicious(
                    "a value that looks like a template of Helm which was not rendered",
                    workload.id() + ", env " + name + " (line " + value.line() + ")",
                    "give what helm template prints");
        }
        YamlValue from = variable.get("valueFrom");
        if (from.isThere() && !value.text().isEmpty()) {
            into.refused(
                    "a value and a valueFrom of one variable, which Kubernetes refuses",
                    workload.id() + ", env " + name + " (line " + variable.line() + ")",
                    "keep one of the two");
        } else if (variable.has("valueFrom") && from.fields().size() != 1) {
            into.refused(
                    "a valueFrom that names not exactly one source, which Kubernetes refuses",
                    workload.id() + ", env " + name + " (line " + variable.line() + ")",
                    "name one source");
        }
        if (value.isThere() && !value.text().isEmpty()) {
            KubernetesReferences expansion = new KubernetesReferences(
                    into.variables(), into.gaps().isEmpty(), other -> isOfEachContainer(other) || links.sets(other));
            String filled = expansion.fill(value.text());
            if (expansion.unseen() == null) {
                set(name, filled, workload.id() + ", env");
            } else {
                into.set(
                        name,
                        Variable.provided(
                                workload.id() + ", env: refers to " + expansion.unseen() + ", which cannot be seen"));
            }
        } else if (from.isThere()) {
            valueFrom(name, from);
        } else {
            into.set(name, "", workload.id() + ", env");
        }
    }

    private void requireName(String name, YamlValue variable) {
        String where = workload.id() + ", env (line " + variable.line() + "): '" + name + "'";
        switch (KubernetesNames.variable(name)) {
            case REFUSED ->
                into.refused(
                        "a name of a variable that Kubernetes refuses",
                        where,
                        "use letters, digits and '_' alone, and no digit at the beginning");
            case BY_VERSION ->
                into.suspicious(
                        "a name of a variable that Kubernetes before 1.32 refuses",
                        where,
                        "use letters, digits and '_' alone, and no digit at the beginning, or see to it that the"
                                + " cluster is 1.32 or later");
            default -> {}
        }
    }

    private void valueFrom(String name, YamlValue source) {
        YamlValue configMap = source.get("configMapKeyRef");
        YamlValue secret = source.get("secretKeyRef");
        if (configMap.isThere()) {
            keyOf(name, cluster.configMap(configMap.text("name")), configMap, true);
        } else if (secret.isThere()) {
            keyOf(name, cluster.secret(secret.text("name")), secret, false);
        } else if (source.get("fieldRef").isThere()) {
            into.set(name, Variable.provided("field " + source.text("fieldRef", "fieldPath") + " of the pod"));
        } else if (source.get("resourceFieldRef").isThere()) {
            into.set(name, Variable.provided(source.text("resourceFieldRef", "resource") + " of the container"));
        } else {
            into.set(name, Variable.provided(workload.id() + ", env: a source that is made when the pod runs"));
        }
    }

    private void keyOf(String name, KeyedData data, YamlValue reference, boolean isConfigMap) {
        String key = reference.text("key");
        String origin = data.id() + ", key " + key;
        boolean isOptional = reference.get("optional").isTrue();
        if (data.texts().containsKey(key)) {
            set(name, data.texts().get(key), origin);
        } else if (!isConfigMap && data.isNoText(key)) {
            noText(name, data, key);
        } else if (data.hidden().contains(key) || data.exists() && !data.complete()) {
            into.set(name, Variable.provided(origin));
        } else if (!data.exists()) {
            if (!isConfigMap) {
                into.set(name, Variable.provided(origin + (isOptional ? " (optional)" : "")));
            } else if (!isOptional) {
                undefined(data, "env " + name);
                into.set(name, Variable.provided(origin));
            }
        } else if (!isOptional) {
            into.unset(name);
            String found = workload.id() + ", env " + name + ": " + data.id() + " has no key " + key;
            if (data.isSeen()) {
                into.unstartable(
                        "a reference to a key that is not there, so that the container does not start",
                        found,
                        "add the key, or mark the reference optional");
            } else {
                into.unresolved(
                        "a reference to a key that whoever makes the Secret does not name",
                        found,
                        "add the key there, or mark the reference optional");
            }
        }
    }
}
