package dev.preflight.deploy.manifest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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
        return new Reading(item, notices).configMap();
    }

    static KeyedData secret(Manifests.Item item, Contribution notices) {
        return new Reading(item, notices).secret();
    }

    /** Reads one object, and tells what the API server refuses of it ({@code pkg/apis/core/validation}). */
    private static final class Reading {
        private static final int MOST = 1 << 20;

        private final Manifests.Item item;
        private final Contribution notices;
        private final Map<String, String> texts = new LinkedHashMap<>();
        private final Map<String, byte[]> bytes = new LinkedHashMap<>();

        Reading(Manifests.Item item, Contribution notices) {
            this.item = item;
            this.notices = notices;
        }

        KeyedData configMap() {
            texts("data");
            Map<String, byte[]> binary = new LinkedHashMap<>();
            decode("binaryData", binary);
            for (String key : binary.keySet()) {
                if (bytes.containsKey(key)) {
                    refused(
                            "a key that stands in data and in binaryData, which Kubernetes refuses",
                            item.value().get("binaryData", key),
                            key,
                            "keep one of the two");
                }
            }
            bytes.putAll(binary);
            return done();
        }

        KeyedData secret() {
            Map<String, byte[]> decoded = new LinkedHashMap<>();
            decode("data", decoded);
            bytes.putAll(decoded);
            decoded.forEach((key, content) -> {
                String text = utf8(content);
                if (text != null) {
                    texts.put(key, text);
                }
            });
            texts("stringData");
            return done();
        }

        private KeyedData done() {
            long size = 0;
            for (byte[] content : bytes.values()) {
                size += content.length;
            }
            if (size > MOST) {
                notices.refused(
                        "more than 1 MiB in one object, which Kubernetes refuses",
                        item.id() + " (" + item.file() + ") has " + size + " bytes",
                        "split it, or ship the content in the image");
            }
            return new KeyedData(item.id(), true, true, texts, bytes, List.of());
        }

        private Map<String, YamlValue> fields(String section) {
            YamlValue fields = item.value().get(section);
            if (fields.isThere() && !fields.isMap()) {
                notices.refused(
                        section + " that is no map, which Kubernetes refuses",
                        item.id() + " (" + item.file() + ", line " + fields.line() + ")",
                        "write KEY: 'value' lines below it");
            }
            for (Map.Entry<String, YamlValue> field : fields.fields().entrySet()) {
                if (!KubernetesNames.isKey(field.getKey())) {
                    refused(
                            "a key that Kubernetes refuses",
                            field.getValue(),
                            field.getKey(),
                            "use letters, digits, '-', '_' and '.' alone");
                }
            }
            return fields.fields();
        }

        private void texts(String section) {
            for (Map.Entry<String, YamlValue> entry : fields(section).entrySet()) {
                requireText(entry.getKey(), entry.getValue());
                texts.put(entry.getKey(), entry.getValue().text());
                bytes.put(entry.getKey(), entry.getValue().text().getBytes(StandardCharsets.UTF_8));
            }
        }

        private boolean requireText(String key, YamlValue value) {
            boolean isText = !value.isMap() && !value.isList() && (!value.isScalar() || value.isTextInKubernetes());
            if (!isText) {
                refused("a value that is no text, which Kubernetes refuses", value, key, "put quotes around it");
            }
            return isText;
        }

        private void decode(String section, Map<String, byte[]> into) {
            for (Map.Entry<String, YamlValue> entry : fields(section).entrySet()) {
                if (!requireText(entry.getKey(), entry.getValue())) {
                    continue;
                }
                try {
                    // Kubernetes takes line breaks in it, as base64 writes them, and wants the padding that Java does
                    // without.
                    String encoded = entry.getValue().text().replaceAll("[\\r\\n]", "");
                    if (encoded.length() % 4 != 0) {
                        throw new IllegalArgumentException("no padding");
                    }
                    into.put(entry.getKey(), Base64.getDecoder().decode(encoded));
                } catch (IllegalArgumentException e) {
                    refused(
                            "a value that is no Base64, which Kubernetes refuses",
                            entry.getValue(),
                            entry.getKey(),
                            "encode it"
                                    + (section.equals("data") ? ", or move it to stringData" : ", or move it to data"));
                }
            }
        }

        private void refused(String summary, YamlValue value, String key, String fix) {
            String line = value.line() == 0 ? "" : ", line " + value.line();
            notices.refused(summary, item.id() + ", key " + key + " (" + item.file() + line + ")", fix);
        }

        /** The text; null if the content is none. */
        private static String utf8(byte[] content) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(content))
                        .toString();
            } catch (CharacterCodingException e) {
                return null;
            }
        }
    }

    /** A secret of which the keys are known and the values are not. */
    static KeyedData hidden(String id, List<String> keys, boolean complete) {
        return new KeyedData(id, true, complete, Map.of(), Map.of(), List.copyOf(keys));
    }

    /** Whether a variable may be made of a value, and nobody knows what comes of it. */
    boolean isNoText(String key) {
        return bytes.containsKey(key) && !texts.containsKey(key);
    }

    /** Whether a manifest defines it, so that it is known to the last key; not if something else makes it. */
    boolean isSeen() {
        return exists && complete && hidden.isEmpty();
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
