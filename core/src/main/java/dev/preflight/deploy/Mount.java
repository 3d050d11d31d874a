package dev.preflight.deploy;

import java.util.List;

/**
 * Something that covers a path of the file system.
 *
 * @param path the names from the root
 * @param node what is there then
 */
record Mount(List<String> path, Node node) {
    static Mount of(String path, Node node) {
        return new Mount(Walk.split(path), node);
    }
}
