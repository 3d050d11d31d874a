package dev.preflight.deploy.tree;

import java.io.IOException;

/** A package holds something that nobody should unpack. The message names the entry. */
final class UnsafeEntryException extends IOException {
    private static final long serialVersionUID = 1L;

    UnsafeEntryException(String message) {
        super(message);
    }
}
