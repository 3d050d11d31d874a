package dev.preflight.deploy.manifest;

import java.util.ArrayList;
import java.util.List;

/** The config maps and secrets that manifests define, or that something which they define will make. */
final class ConfigSources {
    private final Manifests manifests;
    private final String namespace;
    private final Contribution notices;

    ConfigSources(Manifests manifests, String namespace, Contribution notices) {
        this.manifests = manifests;
        this.namespace = namespace;
        this.notices = notices;
    }

    KeyedData configMap(String name) {
        Manifests.Item item = manifests.find("ConfigMap", name, namespace);
        if (item != null) {
            return KeyedData.configMap(item, notices);
        }
        if (name.equals("kube-root-ca.crt")) {
            return KeyedData.hidden("ConfigMap kube-root-ca.crt, which Kubernetes makes", List.of("ca.crt"), true);
        }
        return KeyedData.unknown("ConfigMap " + name + ", which no manifest defines", false);
    }

    KeyedData secret(String name) {
        Manifests.Item item = manifests.find("Secret", name, namespace);
        if (item != null) {
            return KeyedData.secret(item, notices);
        }
        for (Manifests.Item maker : manifests.all()) {
            if (maker.namespace().equals(namespace) || maker.namespace().isEmpty() || namespace.isEmpty()) {
                KeyedData made = made(maker, name);
                if (made != null) {
                    return made;
                }
            }
        }
        return KeyedData.unknown("Secret " + name + ", which is made elsewhere", false);
    }

    /** The secret that an object of a well-known operator makes; null if it makes no such secret. */
    private static KeyedData made(Manifests.Item maker, String name) {
        YamlValue spec = maker.value().get("spec");
        String id = "Secret " + name + ", which " + maker.id() + " makes";
        return switch (maker.kind()) {
            case "ExternalSecret" ->
                either(spec.text("target", "name"), maker).equals(name) ? external(spec, id) : null;
            case "SealedSecret" ->
                either(spec.text("template", "metadata", "name"), maker).equals(name) ? sealed(spec, id) : null;
            case "Certificate" ->
                spec.text("secretName").equals(name)
                        ? KeyedData.hidden(id, List.of("tls.crt", "tls.key", "ca.crt"), true)
                        : null;
            case "VaultStaticSecret", "VaultDynamicSecret", "VaultPKISecret" ->
                spec.text("destination", "name").equals(name) ? KeyedData.unknown(id, true) : null;
            case "SecretProviderClass" -> provided(spec, name, id);
            default -> null;
        };
    }

    private static String either(String name, Manifests.Item maker) {
        return name.isEmpty() ? maker.name() : name;
    }

    private static KeyedData external(YamlValue spec, String id) {
        List<String> keys = new ArrayList<>();
        YamlValue template = spec.get("target", "template");
        boolean replaces =
                template.get("data").isMap() && !template.text("mergePolicy").equals("Merge");
        if (!replaces) {
            for (YamlValue entry : spec.get("data").items()) {
                keys.add(entry.text("secretKey"));
            }
        }
        keys.addAll(template.get("data").fields().keySet());
        boolean isComplete = (replaces || spec.get("dataFrom").items().isEmpty())
                && template.get("templateFrom").items().isEmpty();
        return KeyedData.hidden(id, keys, isComplete);
    }

    private static KeyedData sealed(YamlValue spec, String id) {
        List<String> keys = new ArrayList<>(spec.get("encryptedData").fields().keySet());
        keys.addAll(spec.get("template", "data").fields().keySet());
        return KeyedData.hidden(id, keys, true);
    }

    private static KeyedData provided(YamlValue spec, String name, String id) {
        for (YamlValue secret : spec.get("secretObjects").items()) {
            if (secret.text("secretName").equals(name)) {
                List<String> keys = new ArrayList<>();
                for (YamlValue entry : secret.get("data").items()) {
                    keys.add(entry.text("key"));
                }
                return KeyedData.hidden(id, keys, true);
            }
        }
        return null;
    }
}
