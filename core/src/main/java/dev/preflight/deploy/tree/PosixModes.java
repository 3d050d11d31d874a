package dev.preflight.deploy.tree;

import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** The permission bits of POSIX and what Java makes of them. */
final class PosixModes {
    private PosixModes() {}

    static int bit(PosixFilePermission permission) {
        // Java lists them from the owner's reading, the highest bit, to the execution by others, the lowest.
        return 0400 >> permission.ordinal();
    }

    static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (PosixFilePermission permission : PosixFilePermission.values()) {
            if ((mode & bit(permission)) != 0) {
                permissions.add(permission);
            }
        }
        return permissions;
    }
}
