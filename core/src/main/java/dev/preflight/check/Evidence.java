package dev.preflight.check;

import dev.preflight.deploy.Deployment;
import java.util.Objects;

/**
 * What a check of a {@link Deployment} that is about to ship was held against. Checks of a deployment that is there have
 * none: what they see is the process itself.
 *
 * @param where where it was found, such as {@code prod.env, line 3} or {@code orders.zip!/config/app.yaml}; empty if
 *     nothing was
 * @param size the size of a file in bytes; -1 of everything else, and of what is secret
 * @param digest the digest of the content of a file, such as {@code sha256:9f86d0…}; empty where there is no size
 */
public record Evidence(String where, long size, String digest) {
    /** Nothing was found, or it was found where the process is. */
    public static final Evidence NONE = new Evidence("", -1, "");

    /**
     * Checks that all parts are there.
     *
     * @param where where it was found; empty if nothing was
     * @param size the size of a file in bytes, or -1
     * @param digest the digest of the content of a file; empty where there is no size
     * @throws NullPointerException if {@code where} or {@code digest} is null
     */
    public Evidence {
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(digest, "digest");
    }

    /** Something that has no content of its own. */
    static Evidence at(String where) {
        return new Evidence(where, -1, "");
    }
}
