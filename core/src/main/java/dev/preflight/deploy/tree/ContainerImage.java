package dev.preflight.deploy.tree;

import dev.preflight.problem.Code;
import dev.preflight.problem.DeploymentException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
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
record ContainerImage(Folder root, String directory, Map<String, String> variables) {
    private static final int LARGEST_JSON = 16 << 20;
    private static final int DEEPEST = 4;

    /** The image that a package holds; null if it holds none. */
    static ContainerImage in(Folder tree, String name, Allowance allowance) throws IOException {
        return new Reading(tree, name, allowance).image();
    }

    /** Reads one image. */
    private static final class Reading {
        private final Folder tree;
        private final String name;
        private final Allowance allowance;
        private final Map<String, Layer> layers = new HashMap<>();

        Reading(Folder tree, String name, Allowance allowance) {
            this.tree = tree;
            this.name = name;
            this.allowance = allowance;
        }

        /**
         * A layer that was read.
         *
         * @param tree what it holds
         * @param entries how many entries that are
         */
        private record Layer(Folder.Made tree, long entries) {}

        ContainerImage image() throws IOException {
            boolean hasLayout = tree.child("oci-layout") instanceof Leaf && tree.child("index.json") instanceof Leaf;
            if (tree.child("manifest.json") instanceof Leaf && (hasLayout || isSaved())) {
                return saved();
            }
            return hasLayout ? layout(Blob.at("index.json"), 0) : null;
        }

        /** A config file of an application may have that name too. */
        private boolean isSaved() throws IOException {
            try {
                return json(Blob.at("manifest.json")).find("0.Layers").isPresent();
            } catch (DeploymentException e) {
                return false;
            }
        }

        /** The form of {@code docker save}: a list of images with their config and their layers. */
        private ContainerImage saved() throws IOException {
            ImageDocument manifest = json(Blob.at("manifest.json"));
            if (manifest.find("1").isPresent()) {
                throw new IOException("it holds several images; save the one that is to ship by itself");
            }
            List<Blob> listed = new ArrayList<>();
            if (manifest.find("0.Layers").orElse(null) instanceof List<?> names) {
                for (Object layer : names) {
                    listed.add(Blob.at(String.valueOf(layer)));
                }
            }
            return image(Blob.at(text(manifest, "0.Config", "manifest.json")), listed);
        }

        private ContainerImage layout(Blob index, int depth) throws IOException {
            ImageDocument document = json(index);
            if (document.find("layers").isPresent()) {
                List<Blob> listed = new ArrayList<>();
                for (int i = 0; document.find("layers." + i).isPresent(); i++) {
                    listed.add(blob(document, "layers." + i, index));
                }
                return image(blob(document, "config", index), listed);
            }
            List<Blob> manifests = new ArrayList<>();
            for (int i = 0; document.find("manifests." + i).isPresent(); i++) {
                String at = "manifests." + i;
                // Provenance of the build stands beside the image, as for a platform that does not exist.
                if (!document.text(at + ".platform.os").orElse("").equals("unknown")) {
                    manifests.add(blob(document, at, index));
                }
            }
            if (manifests.isEmpty() || depth > DEEPEST) {
                throw new IOException(index.path() + " leads to no image");
            }
            if (depth == 0 && manifests.size() > 1) {
                throw new IOException("it holds several images; keep the one that is to ship by itself");
            }
            // The platforms of one image differ in its programs, not in what was put into it.
            return layout(manifests.get(0), depth + 1);
        }

        /** What a descriptor of a document says. */
        private static Blob blob(ImageDocument document, String at, Blob from) throws IOException {
            long size = -1;
            try {
                size = Long.parseLong(document.text(at + ".size").orElse("-1"));
            } catch (NumberFormatException e) {
                throw new IOException(from.path() + " has a " + at + ".size that is no number", e);
            }
            return Blob.of(text(document, at + ".digest", from.path()), size);
        }

        private ContainerImage image(Blob config, List<Blob> listed) throws IOException {
            Folder.Made root = new Folder.Made(Origin.of(name + "!"));
            for (Blob blob : listed) {
                ImageLayers.apply(layer(blob).tree(), root);
            }
            ImageDocument settings = json(config);
            Map<String, String> variables = new LinkedHashMap<>();
            for (int i = 0; settings.find("config.Env." + i).isPresent(); i++) {
                String variable = settings.text("config.Env." + i).orElse("");
                int equals = variable.indexOf('=');
                if (equals > 0) {
                    variables.put(variable.substring(0, equals), variable.substring(equals + 1));
                }
            }
            String directory = settings.text("config.WorkingDir").orElse("");
            return new ContainerImage(root, directory.isEmpty() ? "/" : directory, variables);
        }

        /** A layer, which is read once, however often it is listed, and counts again at each of its places. */
        private Layer layer(Blob blob) throws IOException {
            Leaf leaf = leaf(blob.path());
            // Where it lies behind all links.
            String place = String.join("/", new PathWalk(tree, UnpackLimits.names(blob.path()), true).names());
            Layer known = layers.get(place);
            if (known != null) {
                allowance.entries(known.entries());
                return known;
            }
            long before = allowance.entries();
            boolean[] isRead = {false};
            Leaf.Opener opener = () -> {
                InputStream in = leaf.open();
                // Later readings are those of single files.
                InputStream first = isRead[0] ? in : blob.verified(in);
                isRead[0] = true;
                return first;
            };
            try {
                Folder.Made layer = OpenedPackage.tar(opener, null, allowance, name);
                Layer read = new Layer(layer, allowance.entries() - before);
                layers.put(place, read);
                return read;
            } catch (IOException e) {
                IOException worse = Blob.Mismatch.of(e);
                throw new IOException("layer " + blob.path() + ": " + ReadFailure.words(worse == null ? e : worse), e);
            }
        }

        private static String text(ImageDocument document, String key, String file) throws IOException {
            return document.text(key).orElseThrow(() -> new IOException(file + " has no " + key));
        }

        private Leaf leaf(String path) throws IOException {
            // A layer that comes twice is a link to the first one in what Docker before 25 saves.
            if (new PathWalk(tree, UnpackLimits.names(path), true).node() instanceof Leaf leaf) {
                return leaf;
            }
            throw new IOException("it lacks " + path + ", which its manifest names");
        }

        private ImageDocument json(Blob blob) throws IOException {
            String path = blob.path();
            byte[] content;
            try (InputStream in = blob.verified(leaf(path).open())) {
                content = in.readNBytes(LARGEST_JSON + 1);
            } catch (Blob.Mismatch e) {
                throw new IOException(path + ": " + e.getMessage(), e);
            }
            if (content.length > LARGEST_JSON) {
                throw new IOException(path + " has more than 16 MiB");
            }
            try {
                return ImageDocument.of(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(content))
                        .toString());
            } catch (CharacterCodingException e) {
                throw new DeploymentException(Code.DEPLOYMENT_PACKAGE, name + ": " + path + " is not UTF-8", e);
            } catch (IllegalArgumentException e) {
                throw new DeploymentException(Code.DEPLOYMENT_PACKAGE, name + ": " + path + " is " + e.getMessage(), e);
            }
        }
    }
}
