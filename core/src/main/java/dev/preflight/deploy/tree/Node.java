package dev.preflight.deploy.tree;

import java.util.Optional;

/** What a name in the tree of a shipment stands for. Immutable once the tree is built. */
public abstract class Node {
    private final Origin label;
    private final int mode;

    /**
     * Makes a node.
     *
     * @param label where it comes from; null if from where its folder does
     * @param mode the permission bits; -1 if nothing recorded them
     */
    Node(Origin label, int mode) {
        this.label = label;
        this.mode = mode;
    }

    /** Where it comes from, if not from where its folder does. */
    Optional<Origin> label() {
        return Optional.ofNullable(label);
    }

    /** The permission bits; -1 if nothing recorded them. */
    int mode() {
        return mode;
    }

    /** A symbolic link. */
    static final class Link extends Node {
        private final String target;

        Link(String target) {
            super(null, 0777);
            this.target = target;
        }

        String target() {
            return target;
        }
    }

    /** A file or a directory that is there, and whose content cannot be seen. */
    public static final class Hidden extends Node {
        private final String provider;

        public Hidden(String provider) {
            super(Origin.note(provider), -1);
            this.provider = provider;
        }

        /** What provides the content. */
        String provider() {
            return provider;
        }
    }

    /** A device, a pipe or a socket. */
    static final class Special extends Node {
        Special() {
            super(null, -1);
        }
    }
}
