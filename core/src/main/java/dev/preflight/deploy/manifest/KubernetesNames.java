package dev.preflight.deploy.manifest;

/**
 * The names that Kubernetes takes ({@code k8s.io/apimachinery/pkg/util/validation}: {@code IsConfigMapKey},
 * {@code IsEnvVarName} and, since 1.32, {@code IsRelaxedEnvVarName}).
 */
final class KubernetesNames {
    private static final int LONGEST_KEY = 253;

    private KubernetesNames() {}

    /** Whether a name can be one of a variable. */
    enum Variable {
        TAKEN,
        /** Taken since 1.32, refused in {@code env} before and skipped in {@code envFrom}. */
        BY_VERSION,
        REFUSED
    }

    /** Whether a text can be a key of a ConfigMap or a Secret. */
    static boolean isKey(String key) {
        boolean fits = !key.isEmpty() && key.length() <= LONGEST_KEY && !isUpwards(key);
        for (int i = 0; i < key.length(); i++) {
            fits &= isPart(key.charAt(i));
        }
        return fits;
    }

    static Variable variable(String name) {
        if (name.isEmpty()) {
            return Variable.REFUSED;
        }
        boolean isStrict = !isUpwards(name) && (name.charAt(0) < '0' || name.charAt(0) > '9');
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c > '~' || c == '=') {
                return Variable.REFUSED;
            }
            isStrict &= isPart(c);
        }
        return isStrict ? Variable.TAKEN : Variable.BY_VERSION;
    }

    private static boolean isPart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.';
    }

    /** Whether a name could lead out of a directory. */
    private static boolean isUpwards(String name) {
        return name.equals(".") || name.startsWith("..");
    }
}
