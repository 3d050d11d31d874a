package dev.preflight.deploy.manifest;

import dev.preflight.deploy.tree.ShippedFileSystem;

/** A part that was read, and which knows what it adds to a deployment. */
@FunctionalInterface
public interface ContributionSource {
    /**
     * Says what it adds.
     *
     * @param files what the package holds, where the part may lead to
     */
    Contribution on(ShippedFileSystem files);
}
