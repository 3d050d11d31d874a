package dev.preflight.deploy.tree;

/**
 * Where a part of the tree comes from.
 *
 * @param text the archive that the path goes on from, or a description of its own
 * @param isPrefix whether the path below is told by what follows the text
 */
public record Origin(String text, boolean isPrefix) {
    /** For example {@code orders.zip!}, to which {@code /config/app.yaml} is added. */
    public static Origin of(String archive) {
        return new Origin(archive, true);
    }

    /** For example {@code ConfigMap orders-config}, which stands behind the path. */
    public static Origin note(String text) {
        return new Origin(text, false);
    }

    /** In words, of a path as a whole and of its part below this place. */
    public String of(String path, String below) {
        return isPrefix ? text + below : path + " (" + text + ")";
    }
}
