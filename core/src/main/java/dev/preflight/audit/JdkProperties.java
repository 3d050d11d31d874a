package dev.preflight.audit;

import java.util.Set;

/**
 * The system properties that belong to the JDK: those of {@link System#getProperties}, of "Networking Properties" of
 * {@code java.net}, and all under the names that the JDK keeps for itself.
 */
final class JdkProperties {
    private static final String[] PREFIXES = {
        "java.",
        "javax.",
        "jdk.",
        "sun.",
        "com.sun.",
        "os.",
        "user.",
        "file.",
        "http.",
        "https.",
        "ftp.",
        "awt.",
        "swing."
    };

    private static final Set<String> NAMES = Set.of(
            "path.separator",
            "line.separator",
            "native.encoding",
            "stdin.encoding",
            "stdout.encoding",
            "stderr.encoding",
            "socksProxyHost",
            "socksProxyPort",
            "socksProxyVersion",
            "socksNonProxyHosts");

    private JdkProperties() {}

    static boolean has(String name) {
        for (String prefix : PREFIXES) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return NAMES.contains(name);
    }
}
