package dev.preflight.deploy;

/** A part that was read, and which knows what it adds to a deployment. */
@FunctionalInterface
interface Source {
    /**
     * Says what it adds.
     *
     * @param files what the package holds, where the part may lead to
     */
    Contribution on(ShippedFileSystem files);
}
