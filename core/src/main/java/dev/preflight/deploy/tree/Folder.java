package dev.preflight.deploy.tree;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A directory in the tree. */
public abstract class Folder extends Node {
    Folder(Origin label, int mode) {
        super(label, mode);
    }

    /** What a name stands for; null if for nothing. */
    public abstract Node child(String name) throws IOException;

    /** All names, in the order in which they were put in, where there is one. */
    public abstract Collection<String> names() throws IOException;

    /** Why names that are not here may be there all the same. */
    public Optional<String> unknown() {
        return Optional.empty();
    }

    /** What a path leads to without following links; null if to nothing. */
    final Node find(String... names) throws IOException {
        Node node = this;
        for (String name : names) {
            node = node instanceof Folder folder ? folder.child(name) : null;
        }
        return node;
    }

    /** A directory that is put together by whoever reads an archive or a manifest. */
    public static final class Made extends Folder {
        private final Map<String, Node> children = new LinkedHashMap<>();
        private final String unknown;
        private final boolean implied;

        private Made(Origin label, int mode, String unknown, boolean implied) {
            super(label, mode);
            this.unknown = unknown;
            this.implied = implied;
        }

        public Made(Origin label) {
            this(label, -1, null, false);
        }

        /** A directory with the mode that an entry of its own records. */
        static Made of(int mode) {
            return new Made(null, mode, null, false);
        }

        /** A directory that no entry of its own tells of, only what lies in it. */
        public static Made implied() {
            return new Made(null, -1, null, true);
        }

        /** A directory of which not everything is known. */
        public static Made unknown(Origin label, String reason) {
            return new Made(label, -1, reason, false);
        }

        /** The same directory as an entry of its own describes it. */
        Made as(int mode) {
            Made described = new Made(label().orElse(null), mode, unknown, false);
            described.children.putAll(children);
            return described;
        }

        boolean isImplied() {
            return implied;
        }

        @Override
        public Node child(String name) {
            return children.get(name);
        }

        @Override
        public Collection<String> names() {
            return List.copyOf(children.keySet());
        }

        @Override
        public Optional<String> unknown() {
            return Optional.ofNullable(unknown);
        }

        public void put(String name, Node node) {
            children.put(name, node);
        }

        void remove(String name) {
            children.remove(name);
        }

        void clear() {
            children.clear();
        }
    }

    /** A directory some names of which stand for something else than what lies beneath. */
    public static final class Covered extends Folder {
        private final Folder beneath;
        private final Map<String, Node> above;

        private Covered(Folder beneath, Map<String, Node> above) {
            super(beneath.label().orElse(null), beneath.mode());
            this.beneath = beneath;
            this.above = above;
        }

        /** The tree with a node at a path; directories on the way are made where there are none. */
        public static Folder put(Folder tree, List<String> path, Node node) throws IOException {
            Node covering = node;
            String name = path.get(0);
            if (path.size() > 1) {
                covering = put(below(tree, name), path.subList(1, path.size()), node);
            }
            return new Covered(tree, Map.of(name, covering));
        }

        private static Folder below(Folder tree, String name) throws IOException {
            Node node = tree.child(name);
            if (node instanceof Hidden hidden) {
                // A mount inside of a volume: beside it may be anything.
                return Made.unknown(hidden.label().orElse(null), hidden.provider());
            }
            return node instanceof Folder folder
                    ? folder
                    : Made.unknown(null, tree.unknown().orElse(null));
        }

        @Override
        public Node child(String name) throws IOException {
            Node covering = above.get(name);
            return covering == null ? beneath.child(name) : covering;
        }

        @Override
        public Collection<String> names() throws IOException {
            List<String> names = new ArrayList<>(beneath.names());
            for (String name : above.keySet()) {
                if (!names.contains(name)) {
                    names.add(name);
                }
            }
            return names;
        }

        @Override
        public Optional<String> unknown() {
            return beneath.unknown();
        }
    }

    /** A tree with the same content, of which not everything is known but for what lies in one directory. */
    public static final class Open extends Folder {
        private final Folder folder;
        private final List<String> known;
        private final String reason;

        /**
         * Makes one.
         *
         * @param folder the tree
         * @param known the names that lead to the directory of which everything is known; none if there is none
         * @param reason why there may be more
         */
        public Open(Folder folder, List<String> known, String reason) {
            super(folder.label().orElse(null), folder.mode());
            this.folder = folder;
            this.known = known;
            this.reason = reason;
        }

        @Override
        public Node child(String name) throws IOException {
            Node child = folder.child(name);
            if (!(child instanceof Folder next)) {
                return child;
            }
            boolean isOnTheWay = !known.isEmpty() && known.get(0).equals(name);
            if (isOnTheWay && known.size() == 1) {
                return child;
            }
            return new Open(next, isOnTheWay ? known.subList(1, known.size()) : List.of(), reason);
        }

        @Override
        public Collection<String> names() throws IOException {
            return folder.names();
        }

        @Override
        public Optional<String> unknown() {
            return Optional.of(reason);
        }
    }
}
