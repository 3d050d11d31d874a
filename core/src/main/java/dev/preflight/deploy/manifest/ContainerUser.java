package dev.preflight.deploy.manifest;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Who the process of a container is, as far as a manifest says, and what of its volumes it may read (API reference,
 * PodSecurityContext and SecurityContext; {@code pkg/volume/volume_linux.go} of Kubernetes). The files of a ConfigMap, a
 * Secret and their like belong to root, and with {@code fsGroup} to that group, which may read them all.
 */
final class ContainerUser {
    private static final long UNKNOWN = -1;
    private static final int ALL_READ = 0444;
    private static final int OWNER_READS = 0400;
    private static final int GROUP_READS = 0040;
    private static final int OTHERS_READ = 0004;

    private final long user;
    private final boolean isNotRoot;
    private final boolean isInGroupOfRoot;
    private final boolean hasGroup;
    private final boolean readsEverything;

    private ContainerUser(YamlValue pod, YamlValue container) {
        YamlValue podContext = pod.get("securityContext");
        YamlValue own = container.get("securityContext");
        user = number(own.get("runAsUser").isThere() ? own.get("runAsUser") : podContext.get("runAsUser"));
        YamlValue notRoot =
                own.get("runAsNonRoot").isThere() ? own.get("runAsNonRoot") : podContext.get("runAsNonRoot");
        isNotRoot = user > 0 || user == UNKNOWN && notRoot.isTrue();
        hasGroup = number(podContext.get("fsGroup")) != UNKNOWN;
        long group = number(own.get("runAsGroup").isThere() ? own.get("runAsGroup") : podContext.get("runAsGroup"));
        boolean isInGroup = group == 0;
        for (YamlValue supplemental : podContext.get("supplementalGroups").items()) {
            isInGroup |= number(supplemental) == 0;
        }
        isInGroupOfRoot = isInGroup;
        Set<String> dropped = capabilities(own.get("capabilities", "drop"));
        Set<String> added = capabilities(own.get("capabilities", "add"));
        boolean isDropped = dropped.contains("ALL") || dropped.contains("DAC_OVERRIDE");
        boolean isAdded = added.contains("ALL") || added.contains("DAC_OVERRIDE") || added.contains("DAC_READ_SEARCH");
        readsEverything = !isDropped || isAdded || own.get("privileged").isTrue();
    }

    static ContainerUser of(Workload workload) {
        return new ContainerUser(workload.pod(), workload.container());
    }

    private static long number(YamlValue value) {
        try {
            return value.text().isEmpty() ? UNKNOWN : Long.parseLong(value.text());
        } catch (NumberFormatException e) {
            return UNKNOWN;
        }
    }

    private static Set<String> capabilities(YamlValue listed) {
        Set<String> names = new HashSet<>();
        for (YamlValue each : listed.items()) {
            String name = each.text().toUpperCase(Locale.ROOT);
            names.add(name.startsWith("CAP_") ? name.substring(4) : name);
        }
        return names;
    }

    /** Whether the process may read a file of a mode, in a volume that belongs to root. */
    enum Access {
        READS,
        REFUSED,
        UNKNOWN
    }

    Access access(int mode) {
        // Whoever is in the container is in the group of the volumes, and the kubelet lets that group read.
        if (hasGroup || (mode & ALL_READ) == ALL_READ) {
            return Access.READS;
        }
        if (user == 0) {
            return readsEverything || (mode & OWNER_READS) != 0 ? Access.READS : Access.REFUSED;
        }
        if (!isNotRoot) {
            return Access.UNKNOWN;
        }
        boolean groupReads = (mode & GROUP_READS) != 0;
        boolean othersRead = (mode & OTHERS_READ) != 0;
        if (isInGroupOfRoot || groupReads == othersRead) {
            return groupReads ? Access.READS : Access.REFUSED;
        }
        // The image may put its user into the group of root.
        return Access.UNKNOWN;
    }

    /** Why a file cannot be read, or why nobody can tell. */
    String reason(int mode) {
        String octal = Integer.toOctalString(mode);
        String file = "mode " + "0".repeat(Math.max(1, 4 - octal.length())) + octal + " of root";
        if (user > 0) {
            return file + ", and the container runs as user " + user
                    + (access(mode) == Access.UNKNOWN
                            ? ", of which the image says whether it is in the group of root"
                            : "");
        }
        if (user == 0) {
            return file + ", and the container runs as root without the capability DAC_OVERRIDE";
        }
        return isNotRoot
                ? file + ", and the container does not run as root"
                : file + ", and the image says as which user the container runs";
    }
}
