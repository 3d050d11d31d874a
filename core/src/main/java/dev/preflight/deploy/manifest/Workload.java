package dev.preflight.deploy.manifest;

import dev.preflight.problem.DeploymentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The pod that a workload runs, and the container in it.
 *
 * @param object for example {@code Deployment orders}
 * @param namespace the namespace; empty if none is written
 * @param pod what the pod is specified to be
 * @param container the container in it
 * @param claims the names of the volumes that a StatefulSet claims
 */
record Workload(String object, String namespace, YamlValue pod, YamlValue container, List<String> claims) {
    private static final String MAIN = "kubectl.kubernetes.io/default-container";

    /** For example {@code Deployment orders, container app}. */
    String id() {
        return object + ", container " + container.text("name");
    }

    /** The other containers of the pod, also those that run before. */
    List<Workload> beside() {
        List<Workload> others = new ArrayList<>();
        for (String list : List.of("initContainers", "containers")) {
            for (YamlValue other : pod.get(list).items()) {
                if (other != container) {
                    others.add(new Workload(object, namespace, pod, other, claims));
                }
            }
        }
        return others;
    }

    static Workload find(Manifests manifests, String wanted, String container) {
        String[] parts = wanted.split("/", 3);
        String name = parts[parts.length - 1];
        String kind = parts.length < 2 ? "" : parts[parts.length - 2].toLowerCase(Locale.ROOT);
        String namespace = parts.length < 3 ? null : parts[0];
        List<Manifests.Item> found = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (Manifests.Item item : manifests.all()) {
            if (!pod(item).isThere()) {
                continue;
            }
            boolean isKind =
                    kind.isEmpty() || item.kind().toLowerCase(Locale.ROOT).equals(kind);
            boolean isPlace = namespace == null || item.namespace().equals(namespace);
            if (item.name().equals(name) && isKind && isPlace) {
                // The later of two is what applying them in order leaves behind.
                found.removeIf(before ->
                        before.kind().equals(item.kind()) && before.namespace().equals(item.namespace()));
                found.add(item);
            } else if (!others.contains(item.id())) {
                others.add(item.id());
            }
        }
        if (found.isEmpty()) {
            throw new DeploymentException("no manifest defines a workload " + wanted
                    + (others.isEmpty() ? "; there is none at all" : "; there are " + String.join(", ", others)));
        }
        Set<String> namespaces = new TreeSet<>();
        for (Manifests.Item item : found) {
            namespaces.add(item.namespace());
        }
        if (namespaces.size() > 1) {
            Manifests.Item first = found.get(0);
            throw new DeploymentException("several workloads are called " + name + ", in the namespaces "
                    + String.join(", ", namespaces).replaceFirst("^,", "(none),") + "; name it too, as in "
                    + first.namespace() + "/" + first.kind().toLowerCase(Locale.ROOT) + "/" + name);
        }
        if (found.size() > 1) {
            throw new DeploymentException("several workloads are called " + name + "; name the kind too, as in "
                    + found.get(0).kind().toLowerCase(Locale.ROOT) + "/" + name);
        }
        return of(found.get(0), container);
    }

    /** The specification of the pod of an object; nothing if it has none. */
    private static YamlValue pod(Manifests.Item item) {
        YamlValue spec = item.value().get("spec");
        for (YamlValue pod :
                List.of(spec.get("template", "spec"), spec.get("jobTemplate", "spec", "template", "spec"), spec)) {
            if (pod.get("containers").isList()) {
                return pod;
            }
        }
        return YamlValue.NONE;
    }

    private static Workload of(Manifests.Item item, String wanted) {
        YamlValue pod = pod(item);
        List<YamlValue> all = new ArrayList<>(pod.get("containers").items());
        String name = wanted.isEmpty() ? main(item, all) : wanted;
        all.addAll(pod.get("initContainers").items());
        List<String> claims = new ArrayList<>();
        for (YamlValue claim : item.value().get("spec", "volumeClaimTemplates").items()) {
            claims.add(claim.text("metadata", "name"));
        }
        for (YamlValue container : all) {
            if (container.text("name").equals(name)) {
                return new Workload(item.id(), item.namespace(), pod, container, claims);
            }
        }
        throw new DeploymentException(item.id() + " has no container "
                + (name.isEmpty() ? "at all" : name + "; there are " + String.join(", ", names(all))));
    }

    private static String main(Manifests.Item item, List<YamlValue> containers) {
        if (containers.size() == 1) {
            return containers.get(0).text("name");
        }
        YamlValue spec = item.value().get("spec");
        for (YamlValue metadata : List.of(
                spec.get("template", "metadata"),
                spec.get("jobTemplate", "spec", "template", "metadata"),
                item.value().get("metadata"))) {
            String main = metadata.text("annotations", MAIN);
            if (!main.isEmpty()) {
                return main;
            }
        }
        for (YamlValue container : containers) {
            if (container.text("name").equals(item.name())) {
                return item.name();
            }
        }
        if (containers.isEmpty()) {
            return "";
        }
        throw new DeploymentException(
                item.id() + " has several containers; say which one: " + String.join(", ", names(containers)));
    }

    private static List<String> names(List<YamlValue> containers) {
        List<String> names = new ArrayList<>();
        for (YamlValue container : containers) {
            names.add(container.text("name"));
        }
        return names;
    }
}
