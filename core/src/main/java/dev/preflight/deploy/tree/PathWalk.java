package dev.preflight.deploy.tree;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The way from the root of a tree to a path, along its links. */
public final class PathWalk {
    /** As many links as Linux follows (path_resolution(7)). */
    private static final int MOST_LINKS = 40;

    private final Deque<Folder> folders = new ArrayDeque<>();
    private final Deque<String> names = new ArrayDeque<>();
    private final Deque<String> left = new ArrayDeque<>();
    private Node node;
    private String unseen;
    private boolean loops;

    /**
     * Walks.
     *
     * @param root the root of the tree
     * @param path the names from there
     * @param followLast whether a link at the end is followed
     */
    public PathWalk(Folder root, List<String> path, boolean followLast) throws IOException {
        folders.push(root);
        node = root;
        left.addAll(path);
        int links = 0;
        while (!left.isEmpty() && node != null) {
            String name = left.pop();
            if (name.equals("..") && node instanceof Folder) {
                up();
                continue;
            }
            if (!(node instanceof Folder folder)) {
                unseen = node instanceof Node.Hidden hidden ? hidden.provider() : null;
                left.push(name);
                node = null;
                break;
            }
            Node child = folder.child(name);
            if (child instanceof Node.Link link && (followLast || !left.isEmpty())) {
                if (++links > MOST_LINKS) {
                    loops = true;
                    left.push(name);
                    node = null;
                    break;
                }
                follow(link);
                continue;
            }
            if (child == null) {
                unseen = folder.unknown().orElse(null);
                left.push(name);
                node = null;
                break;
            }
            node = child;
            if (child instanceof Folder next) {
                folders.push(next);
                names.addLast(name);
            } else {
                names.addLast(name);
            }
        }
        if (node instanceof Node.Hidden hidden) {
            unseen = hidden.provider();
        }
    }

    private void up() {
        if (folders.size() > 1) {
            folders.pop();
            names.removeLast();
        }
        node = folders.peek();
    }

    private void follow(Node.Link link) {
        List<String> target = split(link.target());
        for (int i = target.size() - 1; i >= 0; i--) {
            left.push(target.get(i));
        }
        if (link.target().startsWith("/")) {
            while (folders.size() > 1) {
                folders.pop();
            }
            names.clear();
        }
        node = folders.peek();
    }

    public static List<String> split(String path) {
        List<String> names = new ArrayList<>();
        for (String name : path.split("/")) {
            if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        return names;
    }

    /** What is there; null if nothing is. */
    public Node node() {
        return node;
    }

    /** Whether links lead in a circle. */
    boolean loops() {
        return loops;
    }

    /** Why it cannot be seen what is there; null if it can. */
    public String unseen() {
        return unseen;
    }

    /** The names from the root to what was found, without links, and on to what was not. */
    public List<String> names() {
        List<String> all = new ArrayList<>(names);
        all.addAll(left);
        return all;
    }

    /** Where the path is, in words. */
    public static String origin(Folder root, List<String> path) throws IOException {
        PathWalk walk = new PathWalk(root, path, true);
        if (walk.node() == null) {
            // Of a link that leads nowhere, the link is what lies there.
            PathWalk link = new PathWalk(root, path, false);
            walk = link.node() == null ? walk : link;
        }
        List<String> names = walk.names();
        Origin label = root.label().orElse(null);
        int since = 0;
        Node node = root;
        for (int i = 0; i < names.size() && node instanceof Folder folder; i++) {
            node = folder.child(names.get(i));
            if (node != null && node.label().isPresent()) {
                label = node.label().get();
                since = i + 1;
            }
        }
        String whole = "/" + String.join("/", path);
        StringBuilder below = new StringBuilder();
        for (String name : names.subList(since, names.size())) {
            below.append('/').append(name);
        }
        return label == null ? whole : label.of(whole, below.toString());
    }
}
