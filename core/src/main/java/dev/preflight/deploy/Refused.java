package dev.preflight.deploy;

import java.io.IOException;

/** A package holds something that nobody should unpack. The message names the entry. */
final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
        super(message);
    }
}
