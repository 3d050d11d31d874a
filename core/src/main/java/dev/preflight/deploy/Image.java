package dev.preflight.deploy;

import dev.preflight.DeploymentException;
import dev.preflight.Document;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A container image: an OCI image layout (OCI Image Format Specification 1.1), or what {@code docker save} writes.
 *
 * @param root the file system that its layers make
 * @param directory the working directory; empty if it sets none
 * @param variables its {@code ENV}
 */
record Image(Folder root, String directory, Map<String, String> variables) {
    private static final int LARGEST_JSON = 16 << 20;
    private static final int DEEPEST = 4;

    /** The image that a package holds; null if it holds none. */
    static Image in(Folder tree, String name, Limits limits) throws IOException {
        return new Reading(tree, name, limits).image();
    }

    /** Reads one image. */
    private static final class Reading {
        private final Folder tree;
        private final String name;
        private final Limits limits;

        Reading(Folder tree, String name, Limits limits) {
            this.tree = tree;
            this.name = name;
            this.limits = limits;
        }

        Image image() throws IOException {
            boolean hasLayout = tree.child("oci-layout") instanceof Leaf && tree.child("index.json") instanceof Leaf;
            if (tree.child("manifest.json") instanceof Leaf && (hasLayout || isSaved())) {
                return saved();
            }
            return hasLayout ? layout("index.json", 0) : null;
        }

        /** A config file of an application may have that name too. */
        private boolean isSaved() throws IOException {
            try {
                return json("manifest.json").find("0.Layers").isPresent();
            } catch (DeploymentException e) {
                return false;
            }
        }

        /** The form of {@code docker save}: a list of images with their config and their layers. */
        private Image saved() throws IOException {
            Document manifest = json("manifest.json");
            if (manifest.find("1").isPresent()) {
                throw new IOException("it holds several images; save the one that is to ship by itself");
            }
            List<String> layers = new ArrayList<>();
            if (manifest.find("0.Layers").orElse(null) instanceof List<?> listed) {
                for (Object layer : listed) {
                    layers.add(String.valueOf(layer));
                }
            }
            return image(text(manifest, "0.Config", "manifest.json"), layers);
        }

        private Image layout(String index, int depth) throws IOException {
            Document document = json(index);
            if (document.find("layers").isPresent()) {
                List<String> layers = new ArrayList<>();
                for (int i = 0; document.find("layers." + i).isPresent(); i++) {
                    layers.add(blob(text(document, "layers." + i + ".digest", index)));
                }
                return image(blob(text(document, "config.digest", index)), layers);
            }
            List<String> manifests = new ArrayList<>();
            for (int i = 0; document.find("manifests." + i).isPresent(); i++) {
                String at = "manifests." + i;
                // Provenance of the build stands beside the image, as for a platform that does not exist.
                if (!document.text(at + ".platform.os").orElse("").equals("unknown")) {
                    manifests.add(text(document, at + ".digest", index));
                }
            }
            if (manifests.isEmpty() || depth > DEEPEST) {
                throw new IOException(index + " leads to no image");
            }
            if (depth == 0 && manifests.size() > 1) {
                throw new IOException("it holds several images; keep the one that is to ship by itself");
            }
            // The platforms of one image differ in its programs, not in what was put into it.
            return layout(blob(manifests.get(0)), depth + 1);
        }

        private static String blob(String digest) {
            return "blobs/" + digest.replace(':', '/');
        }

        private Image image(String config, List<String> layers) throws IOException {
            Folder.Made root = new Folder.Made(Label.of(name + "!"));
            for (String layer : layers) {
                Leaf leaf = leaf(layer);
                try {
                    Layers.apply(Pack.tar(leaf::open, null, limits, name), root);
                } catch (IOException e) {
                    throw new IOException("layer " + layer + ": " + Failure.words(e), e);
                }
            }
            Document settings = json(config);
            Map<String, String> variables = new LinkedHashMap<>();
            for (int i = 0; settings.find("config.Env." + i).isPresent(); i++) {
                String variable = settings.text("config.Env." + i).orElse("");
                int equals = variable.indexOf('=');
                if (equals > 0) {
                    variables.put(variable.substring(0, equals), variable.substring(equals + 1));
                }
            }
            String directory = settings.text("config.WorkingDir").orElse("");
            return new Image(root, directory.isEmpty() ? "/" : directory, variables);
        }

        private static String text(Document document, String key, String file) throws IOException {
            return document.text(key).orElseThrow(() -> new IOException(file + " has no " + key));
        }

        private Leaf leaf(String path) throws IOException {
            // A layer that comes twice is a link to the first one in what Docker before 25 saves.
            if (new Walk(tree, Limits.names(path), true).node() instanceof Leaf leaf) {
                return leaf;
            }
            throw new IOException("it lacks " + path + ", which its manifest names");
        }

        private Document json(String path) throws IOException {
            byte[] content;
            try (InputStream in = leaf(path).open()) {
                content = in.readNBytes(LARGEST_JSON + 1);
            }
            if (content.length > LARGEST_JSON) {
                throw new IOException(path + " has more than 16 MiB");
            }
            try {
                return Document.ofJson(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(content))
                        .toString());
            } catch (CharacterCodingException e) {
                throw new DeploymentException(name + ": " + path + " is not UTF-8", e);
            } catch (IllegalArgumentException e) {
                throw new DeploymentException(name + ": " + path + " is " + e.getMessage(), e);
            }
        }
    }
}
