package dev.preflight.deploy.tree;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The directory in which everything of an archive lies, as Maven's assemblies and Gradle's distributions pack it. */
public final class TopFolder {
    private static final int MOST = 100;

    private TopFolder() {}

    /** The first directory of a package that has a path in it; empty if none has. */
    public static Optional<String> with(Folder tree, List<String> path) throws IOException {
        int looked = 0;
        for (String name : tree.names()) {
            if (++looked > MOST) {
                break;
            }
            List<String> below = new ArrayList<>(List.of(name));
            below.addAll(path);
            if (tree.child(name) instanceof Folder && new PathWalk(tree, below, true).node() != null) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }
}
