package dev.preflight.deploy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a config map or a secret holds, as far as manifests tell.
 *
 * @param id for example {@code ConfigMap orders-config}
 * @param exists whether a manifest defines it, or what makes it
 * @param complete whether the keys are all that there are
 * @param texts the values that variables can have, by key
 * @param bytes the values that files can have, by key
 * @param hidden the keys whose values cannot be seen
 */
record KeyedData(
        String id,
        boolean exists,
        boolean complete,
        Map<String, String> texts,
        Map<String, byte[]> bytes,
        List<String> hidden) {

    static KeyedData unknown(String id, boolean exists) {
        return new KeyedData(id, exists, false, Map.of(), Map.of(), List.of());
    }

    static KeyedData configMap(Manifests.Item item, Contribution notices) {
        String id = "ConfigMap " + item.name();
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        for (Map.Entry<String, Value> entry : item.value().get("data").fields().entrySet()) {
            requireText(id, entry.getKey(), entry.getValue(), item.file(), notices);
            texts.put(entry.getKey(), entry.getValue().text());
            bytes.put(entry.getKey(), utf8(entry.getValue().text()));
        }
        decode(item.value().get("binaryData"), id, notices, null, bytes);
        return new KeyedData(id, true, true, texts, bytes, List.of());
    }

    static KeyedData secret(Manifests.Item item, Contribution notices) {
        String id = "Secret " + item.name();
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        decode(item.value().get("data"), id, notices, texts, bytes);
        for (Map.Entry<String, Value> entry :
                item.value().get("stringData").fields().entrySet()) {
            requireText(id, entry.getKey(), entry.getValue(), item.file(), notices);
            texts.put(entry.getKey(), entry.getValue().text());
            bytes.put(entry.getKey(), utf8(entry.getValue().text()));
        }
        return new KeyedData(id, true, true, texts, bytes, List.of());
    }

    /** A secret of which the keys are known and the values are not. */
    static KeyedData hidden(String id, List<String> keys, boolean complete) {
        return new KeyedData(id, true, complete, Map.of(), Map.of(), List.copyOf(keys));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void requireText(String id, String key, Value value, String file, Contribution notices) {
        if (value.isScalar() && !value.isTextInKubernetes() || value.isMap() || value.isList()) {
            notices.suspicious(
                    "a value that is no text, which Kubernetes refuses",
                    id + ", key " + key + " (" + file + ", line " + value.line() + ")",
                    "put quotes around it");
        }
    }

    private static void decode(
            Value data, String id, Contribution notices, Map<String, String> texts, Map<String, byte[]> bytes) {
        for (Map.Entry<String, Value> entry : data.fields().entrySet()) {
            try {
                // Kubernetes takes line breaks in it, as base64 writes them, and wants the padding that Java does
                // without.
                String encoded = entry.getValue().text().replaceAll("[\\r\\n]", "");
                if (encoded.length() % 4 != 0) {
                    throw new IllegalArgumentException("no padding");
                }
                byte[] content = Base64.getDecoder().decode(encoded);
                bytes.put(entry.getKey(), content);
                if (texts != null) {
                    texts.put(entry.getKey(), new String(content, StandardCharsets.UTF_8));
                }
            } catch (IllegalArgumentException e) {
                notices.suspicious(
                        "a value that is no Base64, which Kubernetes refuses",
                        id + ", key " + entry.getKey(),
                        "encode it, or move it to stringData");
            }
        }
    }

    boolean has(String key) {
        return bytes.containsKey(key) || hidden.contains(key);
    }

    List<String> keys() {
        List<String> keys = new ArrayList<>(bytes.keySet());
        keys.addAll(hidden);
        return keys;
    }
}
