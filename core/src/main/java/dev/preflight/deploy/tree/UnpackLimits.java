package dev.preflight.deploy.tree;

import java.io.IOException;
import java.util.List;

/**
 * How much is read of one package at the most, whatever it says of itself.
 *
 * @param entries the number of entries
 * @param bytes the number of bytes that come out of it
 */
public record UnpackLimits(int entries, long bytes) {
    public static final UnpackLimits DEFAULT = new UnpackLimits(500_000, 8L << 30);

    /** As many names as a path has at the most. */
    private static final int DEEPEST = 200;

    private static final int LONGEST = 4096;

    void requireEntries(long count) throws IOException {
        if (count > entries) {
            throw new UnsafeEntryException("it has more than " + entries + " entries");
        }
    }

    /** The names of an entry; one that leads out of the package is refused, as whoever unpacks it must. */
    static List<String> names(String entry) throws IOException {
        List<String> names = PathWalk.split(entry);
        if (names.contains("..")) {
            throw new UnsafeEntryException("entry '" + entry + "' leads out of the package");
        }
        if (entry.length() > LONGEST || names.size() > DEEPEST) {
            throw new UnsafeEntryException("entry '" + entry.substring(0, 60) + "...' has too long a path");
        }
        return names;
    }
}
