package dev.preflight.deploy.manifest;

import dev.preflight.problem.DeploymentException;
import java.nio.file.Path;

/** A manifest that is still a template, whose actions stand between {@code {{} and {@code }}} (helm.sh, "Charts"). */
final class HelmTemplate {
    private static final String[] ACTIONS = {
        ".Values",
        ".Release",
        ".Chart",
        ".Capabilities",
        ".Files",
        ".Template",
        "include ",
        "template ",
        "define ",
        "tpl ",
        "toYaml ",
        "if ",
        "range ",
        "with ",
        "end",
        "else",
        "/*"
    };

    private HelmTemplate() {}

    /** Whether a text holds an action of a template. */
    static boolean isIn(String text) {
        for (int at = text.indexOf("{{"); at >= 0; at = text.indexOf("{{", at + 2)) {
            int start = at + 2;
            while (start < text.length() && (text.charAt(start) == '-' || text.charAt(start) == ' ')) {
                start++;
            }
            int end = text.indexOf("}}", start);
            for (String action : ACTIONS) {
                if (end >= 0 && text.startsWith(action, start)) {
                    return true;
                }
                // A function goes before what it is given, such as quote .Values.name.
                int later = action.startsWith(".") ? text.indexOf(" " + action, start) : -1;
                if (later >= 0 && later < end) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What to tell whoever gave a template. */
    static DeploymentException unrendered(String where, String file, Throwable cause) {
        return new DeploymentException(
                where + ": it is a template of Helm, and has to be rendered first: helm template NAME " + chart(file)
                        + " > rendered.yaml, then --kubernetes rendered.yaml",
                cause);
    }

    /** The directory of the chart that a template lies in, as its layout tells. */
    private static String chart(String file) {
        Path directory =
                file.equals(Manifests.STANDARD_INPUT) ? null : Path.of(file).getParent();
        while (directory != null && directory.getFileName() != null) {
            if (directory.getFileName().toString().equals("templates")) {
                return directory.getParent() == null
                        ? "."
                        : directory.getParent().toString();
            }
            directory = directory.getParent();
        }
        return "CHART";
    }
}
