package dev.preflight.docs;

import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.check.ConfigFile;
import dev.preflight.check.Declaration;
import dev.preflight.check.EnvVar;
import dev.preflight.check.Settings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Manifests to fill in: a ConfigMap with the variables, a Secret with those that are secret, another of each for files,
 * and a Deployment that takes them. What may be absent stands there as a comment.
 */
final class KubernetesPage {
    private static final String CLASSPATH = "classpath:";
    private static final int LONGEST_NAME = 50;
    /** What YAML 1.1, which Kubernetes reads, takes for something else than a text. */
    private static final List<String> NO_TEXTS = List.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

    private final String name;
    private final List<String> variables = new ArrayList<>();
    private final List<String> secrets = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private final List<String> secretFiles = new ArrayList<>();
    private final List<String> mounts = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();

    KubernetesPage(Preflight suite) {
        name = name(suite.name());
        for (Check<?> check : Uses.described(suite)) {
            Declaration declaration = check.declaration();
            if (check instanceof EnvVar<?> && check.kind().equals("env")) {
                variable(check, declaration);
            } else if (check instanceof ConfigFile<?> && !check.name().startsWith(CLASSPATH)) {
                file(check, declaration);
            }
        }
    }

    private void variable(Check<?> check, Declaration declaration) {
        boolean optional = check.settings().optional();
        boolean absent = optional || check.settings().condition().isPresent() || !isKey(check.name());
        List<String> lines = check.settings().secret() ? secrets : variables;
        for (String line : Words.comment(check, declaration, optional)) {
            lines.add("  # " + line);
        }
        if (!isKey(check.name())) {
            lines.add("  # no key of a ConfigMap has this name; set it with env:");
        }
        lines.add("  " + (absent ? "# " : "") + scalar(check.name()) + ": " + quoted(declaration.fallback()));
    }

    private void file(Check<?> check, Declaration declaration) {
        Settings settings = check.settings();
        List<String> lines = settings.secret() ? secretFiles : files;
        String title = Words.variable(check).isPresent() ? "what " + check.name() + " names" : check.name();
        lines.add("  # " + title + ": required: " + Words.required(settings)
                + (settings.description().isEmpty() ? "" : "; " + settings.description()));
        if (!declaration.type().equals("any")) {
            lines.add("  # " + declaration.type()
                    + (declaration.keys().isEmpty() ? "" : " with the keys " + String.join(", ", declaration.keys())));
        }
        String path = path(check).replace('\\', '/');
        if (!path.isEmpty()) {
            String key = key(path.substring(path.lastIndexOf('/') + 1));
            if (!keys.add(key)) {
                key = key(path);
                keys.add(key);
            }
            String mark = settings.optional() || settings.condition().isPresent() ? "# " : "";
            lines.add("  " + mark + quoted(key) + ": \"\"");
            mount(mark, path, key, settings.secret() ? "secret-files" : "files");
        }
    }

    /** Where a file lies: as declared, or where the variable that holds its path points unless it is set. */
    private static String path(Check<?> check) {
        Optional<EnvVar<?>> variable = Words.variable(check);
        if (variable.isEmpty()) {
            return check.name();
        }
        Declaration declaration = variable.get().declaration();
        return declaration.fallback().isEmpty() ? declaration.example() : declaration.fallback();
    }

    private void mount(String mark, String path, String key, String volume) {
        boolean absolute = path.startsWith("/");
        if (!absolute) {
            mounts.add("            # " + Words.oneLine(path) + " in the working directory of the image");
        }
        mounts.add("            " + mark + "- name: " + volume);
        mounts.add("            " + mark + "  mountPath: " + quoted(absolute ? path : "/" + path));
        mounts.add("            " + mark + "  subPath: " + quoted(key));
        mounts.add("            " + mark + "  readOnly: true");
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        map(lines, "ConfigMap", "", "data", variables);
        map(lines, "Secret", "", "stringData", secrets);
        map(lines, "ConfigMap", "-files", "data", files);
        map(lines, "Secret", "-files", "stringData", secretFiles);
        deployment(lines);
        return lines;
    }

    private void map(List<String> lines, String kind, String suffix, String data, List<String> entries) {
        if (entries.isEmpty()) {
            return;
        }
        lines.addAll(List.of("---", "apiVersion: v1", "kind: " + kind, "metadata:", "  name: " + name + suffix));
        lines.add(data + ":" + (hasEntry(entries) ? "" : " {}"));
        lines.addAll(entries);
    }

    private static boolean hasEntry(List<String> lines) {
        for (String line : lines) {
            if (!line.strip().startsWith("#")) {
                return true;
            }
        }
        return false;
    }

    private void deployment(List<String> lines) {
        lines.addAll(List.of(
                "---",
                "apiVersion: apps/v1",
                "kind: Deployment",
                "metadata:",
                "  name: " + name,
                "spec:",
                "  selector:",
                "    matchLabels:",
                "      app: " + name,
                "  template:",
                "    metadata:",
                "      labels:",
                "        app: " + name,
                "    spec:",
                "      containers:",
                "        - name: " + name,
                "          image: \"\""));
        if (!variables.isEmpty() || !secrets.isEmpty()) {
            lines.add("          envFrom:");
            reference(lines, "configMapRef", variables);
            reference(lines, "secretRef", secrets);
        }
        if (!mounts.isEmpty()) {
            lines.add("          volumeMounts:" + (hasEntry(mounts) ? "" : " []"));
            lines.addAll(mounts);
            lines.add("      volumes:");
            volume(lines, "files", "configMap", "name", files);
            volume(lines, "secret-files", "secret", "secretName", secretFiles);
        }
    }

    private void reference(List<String> lines, String kind, List<String> entries) {
        if (!entries.isEmpty()) {
            lines.add("            - " + kind + ":");
            lines.add("                name: " + name);
        }
    }

    private void volume(List<String> lines, String volume, String kind, String key, List<String> entries) {
        if (!entries.isEmpty()) {
            lines.add("        - name: " + volume);
            lines.add("          " + kind + ":");
            lines.add("            " + key + ": " + name + "-files");
        }
    }

    /** A name that objects, labels and containers can have (RFC 1123, label). */
    private static String name(String suite) {
        StringBuilder out = new StringBuilder();
        for (char c : suite.toLowerCase(Locale.ROOT).toCharArray()) {
            boolean plain = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (plain && out.length() < LONGEST_NAME) {
                out.append(c);
            } else if (!plain && !out.isEmpty() && out.charAt(out.length() - 1) != '-') {
                out.append('-');
            }
        }
        while (!out.isEmpty() && out.charAt(out.length() - 1) == '-') {
            out.setLength(out.length() - 1);
        }
        // A label must not be a number or a truth value in YAML.
        boolean isText = !out.isEmpty() && !Character.isDigit(out.charAt(0)) && !NO_TEXTS.contains(out.toString());
        return isText ? out.toString() : out.isEmpty() ? "app" : "app-" + out;
    }

    /** A key of a ConfigMap: letters, digits, minus, underscore and dot. */
    private static boolean isKey(String name) {
        return key(name).equals(name);
    }

    private static String key(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : text.toCharArray()) {
            boolean plain = c < 128 && Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.';
            out.append(plain ? c : '_');
        }
        return out.toString();
    }

    /** A key, in quotes where it would be something else than a text without them. */
    private static String scalar(String key) {
        boolean isText = Character.isLetter(key.charAt(0)) && !NO_TEXTS.contains(key.toLowerCase(Locale.ROOT));
        return isText && isKey(key) || key.startsWith("_") ? key : quoted(key);
    }

    /** A double-quoted scalar (YAML 1.2.2, section 7.3.1). */
    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else {
                out.append(Words.oneLine(String.valueOf(c)));
            }
        }
        return out.append('"').toString();
    }
}
