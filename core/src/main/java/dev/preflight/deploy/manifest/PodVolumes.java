package dev.preflight.deploy.manifest;

import dev.preflight.deploy.tree.Folder;
import dev.preflight.deploy.tree.Leaf;
import dev.preflight.deploy.tree.Node;
import dev.preflight.deploy.tree.Origin;
import dev.preflight.deploy.tree.PathWalk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the volumes of a pod put into the file system of a container. */
final class PodVolumes {
    private final Workload workload;
    private final ConfigSources cluster;
    private final Contribution into;
    private final ContainerUser user;

    PodVolumes(Workload workload, ConfigSources cluster, Contribution into) {
        this.workload = workload;
        this.cluster = cluster;
        this.into = into;
        this.user = ContainerUser.of(workload);
    }

    void mount() {
        Map<String, YamlValue> volumes = new LinkedHashMap<>();
        for (YamlValue volume : workload.pod().get("volumes").items()) {
            volumes.put(volume.text("name"), volume);
        }
        for (YamlValue mount : workload.container().get("volumeMounts").items()) {
            mount(mount, volumes.get(mount.text("name")));
        }
    }

    private void mount(YamlValue mount, YamlValue volume) {
        String name = mount.text("name");
        String path = mount.text("mountPath");
        if (PathWalk.split(path).isEmpty()) {
            return;
        }
        // "A claim in this list takes precedence over any volumes in the template, with the same name."
        boolean isClaimed = workload.claims().contains(name);
        if (volume == null && !isClaimed) {
            into.unstartable(
                    "a mount of a volume that the pod does not have, which Kubernetes refuses",
                    workload.id() + ", " + path + ": volume " + name,
                    "add the volume, or correct the name");
        }
        if (volume == null || isClaimed) {
            into.mount(path, new Node.Hidden("volume " + name));
            return;
        }
        Node node = node(volume);
        if (mount.get("subPathExpr").isThere()) {
            node = new Node.Hidden("volume " + name + ", " + mount.text("subPathExpr"));
        } else if (mount.get("subPath").isThere() && node instanceof Folder.Made folder) {
            node = below(folder, mount.text("subPath"), volume, path);
        }
        into.mount(path, node);
    }

    private Node below(Folder.Made folder, String subPath, YamlValue volume, String path) {
        Node node = folder;
        for (String name : PathWalk.split(subPath)) {
            Node next = node instanceof Folder.Made made ? made.child(name) : null;
            if (next == null && folder.unknown().isPresent()) {
                return new Node.Hidden(folder.unknown().get());
            }
            if (next == null) {
                if (!volume.get("emptyDir").isThere()) {
                    into.unresolved(
                            "a mount of something that its volume does not hold",
                            workload.id() + ", " + path + ": subPath " + subPath + " of volume " + volume.text("name"),
                            "add the key, or correct the path; Kubernetes makes an empty directory there");
                }
                return new Folder.Made(Origin.note("volume " + volume.text("name") + ", empty"));
            }
            node = next;
        }
        return node;
    }

    private Node node(YamlValue volume) {
        if (volume.get("configMap").isThere()) {
            return keyed(volume.get("configMap"), volume.text("configMap", "name"), true);
        }
        if (volume.get("secret").isThere()) {
            return keyed(volume.get("secret"), volume.text("secret", "secretName"), false);
        }
        if (volume.get("projected").isThere()) {
            return projected(volume);
        }
        if (volume.get("downwardAPI").isThere()) {
            Folder.Made folder = new Folder.Made(Origin.note("volume " + volume.text("name")));
            downward(volume.get("downwardAPI"), folder);
            return folder;
        }
        if (volume.has("emptyDir")) {
            String filler = filler(volume.text("name"));
            Origin label = Origin.note("volume " + volume.text("name"));
            return filler.isEmpty()
                    ? new Folder.Made(label)
                    : Folder.Made.unknown(label, "container " + filler + " may write it");
        }
        for (String type : volume.fields().keySet()) {
            if (!type.equals("name")) {
                return new Node.Hidden("volume " + volume.text("name") + " (" + type + ")");
            }
        }
        return new Node.Hidden("volume " + volume.text("name"));
    }

    /** Another container that has a volume too; empty if none has. */
    private String filler(String volume) {
        for (String list : List.of("initContainers", "containers")) {
            for (YamlValue container : workload.pod().get(list).items()) {
                if (container.text("name").equals(workload.container().text("name"))) {
                    continue;
                }
                for (YamlValue mount : container.get("volumeMounts").items()) {
                    if (mount.text("name").equals(volume)) {
                        return container.text("name");
                    }
                }
            }
        }
        return "";
    }

    private Node keyed(YamlValue source, String name, boolean isConfigMap) {
        KeyedData data = isConfigMap ? cluster.configMap(name) : cluster.secret(name);
        boolean isOptional = source.get("optional").isTrue();
        if (!data.exists()) {
            if (isConfigMap && isOptional) {
                return new Folder.Made(Origin.note(data.id()));
            }
            if (isConfigMap) {
                undefined(data);
            }
            return new Node.Hidden(data.id());
        }
        Folder.Made folder = data.complete()
                ? new Folder.Made(Origin.note(data.id()))
                : Folder.Made.unknown(Origin.note(data.id()), data.id());
        fill(folder, data, source, said(source.get("defaultMode"), 0644));
        return folder;
    }

    private void undefined(KeyedData data) {
        into.unresolved(
                "a reference to a ConfigMap that no manifest defines",
                workload.id() + ", volume: " + data.id(),
                "add it to the manifests, or mark the reference optional");
    }

    private Node projected(YamlValue volume) {
        String name = "volume " + volume.text("name");
        Folder.Made folder = new Folder.Made(Origin.note(name));
        String unknown = "";
        int mode = said(volume.get("projected", "defaultMode"), 0644);
        for (YamlValue source : volume.get("projected", "sources").items()) {
            boolean isConfigMap = source.get("configMap").isThere();
            YamlValue keyed = isConfigMap ? source.get("configMap") : source.get("secret");
            if (keyed.isThere()) {
                KeyedData data =
                        isConfigMap ? cluster.configMap(keyed.text("name")) : cluster.secret(keyed.text("name"));
                boolean isOptional = keyed.get("optional").isTrue();
                if (!data.exists() && isConfigMap && isOptional) {
                    continue;
                }
                if (!data.exists() && isConfigMap) {
                    undefined(data);
                }
                if (data.complete()) {
                    fill(folder, data, keyed, mode);
                } else if (keyed.get("items").isList()) {
                    for (YamlValue item : keyed.get("items").items()) {
                        put(folder, item.text("path"), new Node.Hidden(data.id() + ", key " + item.text("key")));
                    }
                } else {
                    unknown = data.id();
                }
            } else if (source.get("downwardAPI").isThere()) {
                downward(source.get("downwardAPI"), folder);
            } else {
                for (Map.Entry<String, YamlValue> other : source.fields().entrySet()) {
                    String path = other.getValue().text("path");
                    put(folder, path.isEmpty() ? "token" : path, new Node.Hidden(other.getKey() + " of the pod"));
                }
            }
        }
        if (unknown.isEmpty()) {
            return folder;
        }
        Folder.Made open = Folder.Made.unknown(Origin.note(name), unknown);
        for (String child : folder.names()) {
            open.put(child, folder.child(child));
        }
        return open;
    }

    private static void downward(YamlValue source, Folder.Made folder) {
        for (YamlValue item : source.get("items").items()) {
            put(folder, item.text("path"), new Node.Hidden("field of the pod"));
        }
    }

    private void fill(Folder.Made folder, KeyedData data, YamlValue source, int mode) {
        if (!source.get("items").isList()) {
            for (String key : data.keys()) {
                put(folder, key, file(data, key, mode));
            }
            return;
        }
        for (YamlValue item : source.get("items").items()) {
            String key = item.text("key");
            if (data.has(key)) {
                put(folder, item.text("path"), file(data, key, said(item.get("mode"), mode)));
            } else if (data.complete() && !source.get("optional").isTrue()) {
                missing(data, key);
            }
        }
    }

    private void missing(KeyedData data, String key) {
        String found = workload.id() + ", volume: " + data.id() + " has no key " + key;
        if (data.isSeen()) {
            into.unstartable(
                    "a reference to a key that is not there, so that the pod does not start",
                    found,
                    "add the key, or mark the volume optional");
        } else {
            into.unresolved(
                    "a reference to a key that whoever makes the Secret does not name",
                    found,
                    "add the key there, or mark the volume optional");
        }
    }

    private Node file(KeyedData data, String key, int mode) {
        byte[] content = data.bytes().get(key);
        String origin = data.id() + ", key " + key;
        return switch (user.access(mode)) {
            case READS -> content == null ? new Node.Hidden(origin) : Leaf.of(content, mode, origin);
            case REFUSED -> Leaf.refused(mode, content == null ? 0 : content.length, origin, user.reason(mode));
            case UNKNOWN -> new Node.Hidden(origin + ": " + user.reason(mode));
        };
    }

    /** A mode that a manifest says; one that the API server refuses is told. */
    private int said(YamlValue value, int otherwise) {
        int mode = mode(value, otherwise);
        boolean isNumber = value.kind() == YamlValue.Kind.INTEGER && number(value, -1) >= 0;
        if (value.isThere() && (!isNumber || number(value, 0) > 0777)) {
            into.refused(
                    "a mode of a file that is no number from 0 to 0777, which Kubernetes refuses",
                    workload.id() + ", volume (line " + value.line() + "): " + value.text(),
                    "write it as 0400, or as 256 in JSON, without quotes");
        }
        return mode;
    }

    private static void put(Folder.Made folder, String path, Node node) {
        Folder.Made at = folder;
        List<String> names = PathWalk.split(path);
        for (int i = 0; i < names.size() - 1; i++) {
            if (!(at.child(names.get(i)) instanceof Folder.Made)) {
                at.put(names.get(i), Folder.Made.implied());
            }
            at = (Folder.Made) at.child(names.get(i));
        }
        if (!names.isEmpty()) {
            at.put(names.get(names.size() - 1), node);
        }
    }

    /** The permission bits of a number of YAML 1.1, in which a zero before a number makes it octal. */
    static int mode(YamlValue value, int otherwise) {
        return number(value, otherwise) & 0777;
    }

    private static int number(YamlValue value, int otherwise) {
        String text = value.text();
        try {
            if (text.startsWith("0o")) {
                return Integer.parseInt(text.substring(2), 8);
            }
            return text.isEmpty() ? otherwise : Integer.parseInt(text, text.startsWith("0") ? 8 : 10);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
