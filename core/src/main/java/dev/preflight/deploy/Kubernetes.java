package dev.preflight.deploy;

import dev.preflight.Shipment;
import java.io.InputStream;
import java.util.Map;

/**
 * The environment that the kubelet gives to a container: {@code envFrom} in its order, then {@code env}, which counts
 * before it. A reference to a key that is not there and is optional sets nothing, and nobody is told.
 */
final class Kubernetes {
    private final Workload workload;
    private final Cluster cluster;
    private final ServiceLinks links;
    private final Contribution into;

    private Kubernetes(Workload workload, Cluster cluster, ServiceLinks links, Contribution into) {
        this.workload = workload;
        this.cluster = cluster;
        this.links = links;
        this.into = into;
    }

    static Contribution read(Shipment.Part.Kubernetes part, InputStream standardInput) {
        Manifests manifests = Manifests.read(part.manifests(), standardInput);
        Workload workload = Workload.find(manifests, part.workload(), part.container());
        Contribution into = Contribution.closing();
        Cluster cluster = new Cluster(manifests, workload.namespace(), into);
        ServiceLinks links = ServiceLinks.of(manifests, workload);
        new Kubernetes(workload, cluster, links, into).environment();
        new Volumes(workload, cluster, into).mount();
        into.directory(workload.container().text("workingDir"));
        into.elsewhere(
                name -> isOfEachContainer(name) || links.isElsewhere(name), "Kubernetes, for each container");
        into.remarks(links::remark);
        for (Workload beside : workload.beside()) {
            // What one of them lacks keeps the pod from starting, or from being ready.
            Contribution other = Contribution.closing();
            Cluster same = new Cluster(manifests, workload.namespace(), other);
            new Kubernetes(beside, same, links, other).environment();
            new Volumes(beside, same, other).mount();
            into.adopt(other.notices());
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
        for (Value source : workload.container().get("envFrom").items()) {
            envFrom(source);
        }
        for (Value variable : workload.container().get("env").items()) {
            env(variable);
        }
    }

    private void envFrom(Value source) {
        String prefix = source.text("prefix");
        Value configMap = source.get("configMapRef");
        Value secret = source.get("secretRef");
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
            into.set(prefix + entry.getKey(), entry.getValue(), data.id() + ", key " + entry.getKey());
        }
        for (String key : data.hidden()) {
            into.set(prefix + key, Variable.provided(data.id() + ", key " + key));
        }
        if (!data.complete()) {
            into.gap("it may come from " + data.id());
        }
    }

    private void undefined(KeyedData data, String where) {
        into.unresolved(
                "a reference to a ConfigMap that no manifest defines",
                workload.id() + ", " + where + ": " + data.id(),
                "add it to the manifests, or mark the reference optional");
    }

    private void env(Value variable) {
        String name = variable.text("name");
        Value value = variable.get("value");
        if (value.isThere() && !value.text().isEmpty()) {
            if (!value.isTextInKubernetes()) {
                into.suspicious(
                        "a value that is no text, which Kubernetes refuses",
                        workload.id() + ", env " + name + " (line " + value.line() + ")",
                        "put quotes around it");
            }
            Expansion expansion = new Expansion(
                    into.variables(),
                    into.gaps().isEmpty(),
                    other -> isOfEachContainer(other) || links.sets(other));
            String filled = expansion.fill(value.text());
            if (expansion.unseen() == null) {
                into.set(name, filled, workload.id() + ", env");
            } else {
                into.set(
                        name,
                        Variable.provided(
                                workload.id() + ", env: refers to " + expansion.unseen() + ", which cannot be seen"));
            }
        } else if (variable.get("valueFrom").isThere()) {
            valueFrom(name, variable.get("valueFrom"));
        } else {
            into.set(name, "", workload.id() + ", env");
        }
    }

    private void valueFrom(String name, Value source) {
        Value configMap = source.get("configMapKeyRef");
        Value secret = source.get("secretKeyRef");
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

    private void keyOf(String name, KeyedData data, Value reference, boolean isConfigMap) {
        String key = reference.text("key");
        String origin = data.id() + ", key " + key;
        boolean isOptional = reference.get("optional").isTrue();
        if (data.texts().containsKey(key)) {
            into.set(name, data.texts().get(key), origin);
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
            into.unresolved(
                    "a reference to a key that is not there, so that the container does not start",
                    workload.id() + ", env " + name + ": " + data.id() + " has no key " + key,
                    "add the key, or mark the reference optional");
        }
    }
}
