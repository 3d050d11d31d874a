package dev.preflight.deploy.tree;

import java.io.IOException;

/**
 * Puts the layers of an image on top of each other. A file {@code .wh.NAME} takes away what a layer below has under that
 * name, {@code .wh..wh..opq} everything in its directory (OCI Image Layer Filesystem Changeset, section Whiteouts).
 */
final class ImageLayers {
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";

    private final Folder.Made root;

    private ImageLayers(Folder.Made root) {
        this.root = root;
    }

    static void apply(Folder.Made layer, Folder.Made root) throws IOException {
        new ImageLayers(root).merge(layer, root);
    }

    private void merge(Folder.Made layer, Folder.Made below) throws IOException {
        if (layer.child(OPAQUE) != null) {
            below.clear();
        }
        for (String name : layer.names()) {
            if (name.startsWith(WHITEOUT)) {
                below.remove(name.substring(WHITEOUT.length()));
            }
        }
        for (String name : layer.names()) {
            if (name.startsWith(WHITEOUT)) {
                continue;
            }
            if (layer.child(name) instanceof Folder.Made folder) {
                merge(folder, folder(below, name, folder));
            } else {
                below.put(name, layer.child(name));
            }
        }
    }

    /** The directory of the layers below that a directory goes into. */
    private Folder.Made folder(Folder.Made below, String name, Folder.Made layer) throws IOException {
        Node known = below.child(name);
        if (known instanceof Node.Link link && layer.isImplied()) {
            PathWalk walk = new PathWalk(root, PathWalk.split(link.target()), true);
            if (link.target().startsWith("/") && walk.node() instanceof Folder.Made target) {
                return target;
            }
            // Most links at the root of an image are relative, such as bin -> usr/bin.
            if (below == root && walk.node() instanceof Folder.Made target) {
                return target;
            }
        }
        Folder.Made next = known instanceof Folder.Made made ? made : Folder.Made.of(layer.mode());
        if (known instanceof Folder.Made made && !layer.isImplied()) {
            next = made.as(layer.mode());
        }
        below.put(name, next);
        return next;
    }
}
