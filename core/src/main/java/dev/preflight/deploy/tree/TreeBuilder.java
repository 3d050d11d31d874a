package dev.preflight.deploy.tree;

import java.io.IOException;
import java.util.List;

/** Puts the entries of an archive into a tree, in their order: of two with one path the later one counts. */
final class TreeBuilder {
    private final Folder.Made root;
    private final Allowance allowance;
    private final boolean followsLinks;

    /**
     * Makes one.
     *
     * @param label where the tree comes from
     * @param allowance what the package may still hold
     * @param followsLinks whether entries below a link go to where it leads, as tar puts them
     */
    TreeBuilder(Origin label, Allowance allowance, boolean followsLinks) {
        this.root = new Folder.Made(label);
        this.allowance = allowance;
        this.followsLinks = followsLinks;
    }

    Folder.Made root() {
        return root;
    }

    void directory(List<String> names, int mode) throws IOException {
        count();
        if (names.isEmpty()) {
            return;
        }
        Folder.Made parent = parent(names);
        String name = names.get(names.size() - 1);
        parent.put(name, parent.child(name) instanceof Folder.Made known ? known.as(mode) : Folder.Made.of(mode));
    }

    void put(List<String> names, Node node) throws IOException {
        count();
        if (names.isEmpty()) {
            throw new IOException("an entry has no name");
        }
        parent(names).put(names.get(names.size() - 1), node);
    }

    private void count() throws IOException {
        allowance.entries(1);
    }

    private Folder.Made parent(List<String> names) throws IOException {
        Folder.Made folder = root;
        for (int i = 0; i < names.size() - 1; i++) {
            Node child = folder.child(names.get(i));
            if (child instanceof Folder.Made next) {
                folder = next;
                continue;
            }
            Folder.Made target = followsLinks && child != null ? target(names, i + 1, child) : null;
            if (target == null) {
                target = Folder.Made.implied();
                allowance.nodes(1);
                folder.put(names.get(i), target);
            }
            folder = target;
        }
        return folder;
    }

    /** The directory that the beginning of a path leads to; null if this is a layer, and one below may hold it. */
    private Folder.Made target(List<String> names, int length, Node child) throws IOException {
        String entry = "entry '" + String.join("/", names) + "' cannot be unpacked: ";
        String above = String.join("/", names.subList(0, length));
        if (!(child instanceof Node.Link link)) {
            throw new UnsafeEntryException(entry + above + " is no directory");
        }
        PathWalk walk = new PathWalk(root, names.subList(0, length), true);
        if (walk.loops()) {
            throw new UnsafeEntryException(
                    entry + above + " is a link to " + link.target() + ", which leads back to it");
        }
        if (walk.node() instanceof Folder.Made found) {
            return found;
        }
        if (root.label().isPresent()) {
            throw new UnsafeEntryException(
                    entry + above + " is a link to " + link.target() + ", which leads to no directory");
        }
        return null;
    }
}
