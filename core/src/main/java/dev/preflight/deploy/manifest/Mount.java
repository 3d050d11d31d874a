package dev.preflight.deploy.manifest;

import dev.preflight.deploy.tree.Node;
import dev.preflight.deploy.tree.PathWalk;
import java.util.List;

/**
 * Something that covers a path of the file system.
 *
 * @param path the names from the root
 * @param node what is there then
 */
public record Mount(List<String> path, Node node) {
    static Mount of(String path, Node node) {
        return new Mount(PathWalk.split(path), node);
    }
}
