package dev.preflight.deploy.manifest;

import dev.preflight.deploy.tree.Folder;
import dev.preflight.deploy.tree.HostFolder;
import dev.preflight.deploy.tree.Leaf;
import dev.preflight.deploy.tree.Node;
import dev.preflight.deploy.tree.Origin;
import dev.preflight.deploy.tree.PathWalk;
import dev.preflight.deploy.tree.ReadFailure;
import dev.preflight.problem.DeploymentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What {@code secrets}, {@code configs} and {@code volumes} of a service put into the file system of its container. Of
 * two with one target the later counts (Compose Specification, "Unique resources").
 */
final class ComposeMounts {
    private static final List<String> SECTIONS = List.of("volumes", "tmpfs", "configs", "secrets");

    private final List<ComposeFile> documents;
    private final Contribution into;
    private final Map<String, Map<List<String>, Supplier<Node>>> sections = new LinkedHashMap<>();

    ComposeMounts(List<ComposeFile> documents, Contribution into) {
        this.documents = documents;
        this.into = into;
        clear();
    }

    void clear() {
        for (String section : SECTIONS) {
            sections.put(section, new LinkedHashMap<>());
        }
    }

    /** Mounts what is left of all that was added. */
    void mount() {
        for (Map<List<String>, Supplier<Node>> section : sections.values()) {
            section.forEach((target, node) -> into.mount(String.join("/", target), node.get()));
        }
    }

    private void put(String section, String target, Supplier<Node> node) {
        if (!PathWalk.split(target).isEmpty()) {
            sections.get(section).put(PathWalk.split(target), node);
        }
    }

    void add(YamlValue service, ComposeFile file, String id) {
        Path base = file.directory();
        for (String section : SECTIONS) {
            if (service.get(section).isReset() || service.get(section).isOverride()) {
                sections.get(section).clear();
            }
        }
        for (YamlValue volume : service.get("volumes").items()) {
            if (volume.isScalar()) {
                shortVolume(volume.text(), base, id);
            } else {
                volume(volume.text("type"), volume.text("source"), volume.text("target"), base, id);
            }
        }
        for (YamlValue target : service.get("tmpfs").listed()) {
            put("tmpfs", target.text().replaceAll(":.*", ""), () -> new Folder.Made(Origin.note("tmpfs of " + id)));
        }
        for (YamlValue config : service.get("configs").items()) {
            keyed("configs", "config ", config, "/", id);
        }
        for (YamlValue secret : service.get("secrets").items()) {
            keyed("secrets", "secret ", secret, "/run/secrets/", id);
        }
    }

    private void shortVolume(String text, Path base, String id) {
        String[] parts = text.split(":");
        if (parts.length == 1) {
            put("volumes", parts[0], () -> new Node.Hidden("an anonymous volume of " + id));
            return;
        }
        boolean isPath = parts[0].startsWith(".") || parts[0].startsWith("/") || parts[0].startsWith("~");
        volume(isPath ? "bind" : "volume", parts[0], parts[1], base, id);
    }

    private void volume(String type, String source, String target, Path base, String id) {
        put("volumes", target, () -> switch (type) {
            case "bind" -> bound(source, base, id);
            case "tmpfs" -> new Folder.Made(Origin.note("tmpfs of " + id));
            default -> new Node.Hidden(source.isEmpty() ? "an anonymous volume of " + id : "volume " + source);
        });
    }

    private Node bound(String source, Path base, String id) {
        if (source.startsWith("/") || source.startsWith("~")) {
            return new Node.Hidden(source + " of the machine");
        }
        Path path = base.resolve(source).normalize();
        String shown = shown(path);
        try {
            if (Files.isDirectory(path)) {
                return HostFolder.of(path);
            }
            if (Files.isRegularFile(path)) {
                return Leaf.of(path, -1, Files.size(path), Origin.of(shown));
            }
        } catch (IOException e) {
            throw new DeploymentException(shown + ": " + ReadFailure.words(e), e);
        }
        into.unresolved(
                "a bind mount of something that does not exist, where Docker makes an empty directory",
                id + ": " + shown,
                "ship it beside the Compose file, or correct the path");
        return new Folder.Made(Origin.note("bind mount of " + shown + ", which does not exist"));
    }

    /** A path as it is seen from where the run is. */
    private String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path).toString() : path.toString();
    }

    private void keyed(String section, String kind, YamlValue reference, String parent, String id) {
        String name = reference.isScalar() ? reference.text() : reference.text("source");
        String target = reference.text("target");
        String path = target.isEmpty() ? name : target;
        put(
                section,
                path.startsWith("/") ? path : parent + path,
                () -> content(section, kind + name, name, reference, id));
    }

    private Node content(String section, String label, String name, YamlValue reference, String id) {
        ComposeFile file = documents.get(documents.size() - 1);
        boolean isNamed = false;
        for (ComposeFile each : documents) {
            if (each.content().get(section).has(name)) {
                isNamed = true;
                file = each;
            }
        }
        YamlValue definition = file.content().get(section, name);
        int mode = PodVolumes.mode(reference.get("mode"), 0444);
        if (definition.get("file").isThere()) {
            return bound(relative(definition.text("file")), file.directory(), id + ", " + label);
        }
        if (definition.get("content").isThere()) {
            return Leaf.of(definition.text("content").getBytes(StandardCharsets.UTF_8), mode, label + " of " + file);
        }
        if (definition.get("environment").isThere()) {
            String variable = definition.text("environment");
            String value = file.values().get(variable);
            return value == null
                    ? new Node.Hidden(label + ", from " + variable + " of the shell that runs Compose")
                    : Leaf.of(value.getBytes(StandardCharsets.UTF_8), mode, label + ", from " + variable);
        }
        if (definition.isThere() && !definition.get("external").isTrue()) {
            return new Node.Hidden(label);
        }
        if (!isNamed || definition.isReset()) {
            into.unstartable(
                    "a reference to a " + label.substring(0, label.indexOf(' ')) + " that the file does not define",
                    id + ": " + name,
                    "define it under " + section + ", or correct the name");
        }
        return new Node.Hidden(label + ", which is made elsewhere");
    }

    private static String relative(String path) {
        return path.startsWith("./") || path.startsWith("/") || path.startsWith("~") ? path : "./" + path;
    }
}
