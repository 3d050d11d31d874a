package dev.preflight.deploy;

import java.io.IOException;
import java.util.List;

/** Puts the entries of an archive into a tree, in their order: of two with one path the later one counts. */
final class TreeBuilder {
    private final Folder.Made root;
    private final Limits limits;
    private long entries;

    TreeBuilder(Label label, Limits limits) {
        this.root = new Folder.Made(label);
        this.limits = limits;
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
        limits.requireEntries(++entries);
    }

    private Folder.Made parent(List<String> names) {
        Folder.Made folder = root;
        for (String name : names.subList(0, names.size() - 1)) {
            if (folder.child(name) instanceof Folder.Made next) {
                folder = next;
            } else {
                Folder.Made made = Folder.Made.implied();
                folder.put(name, made);
                folder = made;
            }
        }
        return folder;
    }
}
