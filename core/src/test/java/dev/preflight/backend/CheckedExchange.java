package dev.preflight.backend;

import static dev.preflight.backend.Backends.service;

import dev.preflight.Preflight;

/**
 * A program that checks the backend of a URI, and ends with an error if it fails; if a file follows, certificates in it
 * are trusted.
 */
final class CheckedExchange {
    private CheckedExchange() {}

    public static void main(String[] args) {
        Service check = service("x", args[0]);
        if (args.length > 1) {
            check = check.trusting(args[1]);
        }
        if (!Preflight.of("x", check).run().mayBoot()) {
            throw new IllegalStateException();
        }
    }
}
