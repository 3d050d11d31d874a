package dev.preflight.deploy.tree;

import java.io.IOException;

/** What is left of the {@link UnpackLimits} of one package, however many layers and archives it is made of. */
final class Allowance {
    /** Directories that no entry tells of may be as many again as the entries. */
    private static final int NODES_OF_AN_ENTRY = 2;

    private final UnpackLimits limits;
    private long entries;
    private long nodes;
    private long bytes;

    Allowance(UnpackLimits limits) {
        this.limits = limits;
    }

    UnpackLimits limits() {
        return limits;
    }

    /** The entries so far. */
    synchronized long entries() {
        return entries;
    }

    /** Counts entries, each of which is a node of the tree. */
    synchronized void entries(long count) throws IOException {
        entries += count;
        limits.requireEntries(entries);
        nodes(count);
    }

    /** Counts nodes of the tree. */
    synchronized void nodes(long count) throws IOException {
        nodes += count;
        long most = (long) NODES_OF_AN_ENTRY * limits.entries();
        if (nodes > most) {
            throw new UnsafeEntryException("its entries make more than " + most + " files and directories");
        }
    }

    /** Counts bytes that come out of something compressed. */
    synchronized void bytes(long count) throws IOException {
        bytes += count;
        if (bytes > limits.bytes()) {
            throw new UnsafeEntryException("more than " + limits.bytes() + " bytes come out of it");
        }
    }
}
