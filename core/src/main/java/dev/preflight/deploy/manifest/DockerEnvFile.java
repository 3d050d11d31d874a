package dev.preflight.deploy.manifest;

import dev.preflight.problem.DeploymentException;

/**
 * Reads a file for {@code docker run --env-file} as the Docker CLI does (docs.docker.com, "docker container run",
 * section "Set environment variables"): a value is everything after the equals sign, quotes, comments and blanks at its
 * end included.
 */
public final class DockerEnvFile {
    private DockerEnvFile() {}

    public static void read(String text, String file, Contribution into) {
        int number = 0;
        for (String whole : text.split("\n", -1)) {
            number++;
            String line = (whole.endsWith("\r") ? whole.substring(0, whole.length() - 1) : whole).stripLeading();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String origin = file + ", line " + number;
            int equals = line.indexOf('=');
            String name = equals < 0 ? line.stripTrailing() : line.substring(0, equals);
            if (name.isEmpty()) {
                throw new DeploymentException(
                        origin + ": there is no name before the equals sign, which docker refuses");
            }
            if (name.indexOf(' ') >= 0 || name.indexOf('\t') >= 0) {
                throw new DeploymentException(
                        origin + ": the name '" + name + "' has white space in it, which docker refuses");
            }
            if (equals < 0) {
                into.set(name, Variable.provided("the shell that runs docker, as of " + origin));
            } else {
                String value = line.substring(equals + 1);
                if (hasComment(value)) {
                    into.suspicious(
                            "a comment that stays in the value, since docker knows comments on lines of their own alone",
                            origin + ": the value of " + name + " has a number sign after a blank",
                            "put the comment on a line of its own");
                }
                into.set(name, value, origin);
            }
        }
    }

    /** Whether a value goes on with what looks like a comment; what is in quotes as a whole does not. */
    private static boolean hasComment(String value) {
        String stripped = value.strip();
        char first = stripped.isEmpty() ? 0 : stripped.charAt(0);
        boolean isQuoted = stripped.length() > 1
                && (first == '"' || first == '\'')
                && stripped.indexOf(first, 1) == stripped.length() - 1;
        return !isQuoted && (value.contains(" #") || value.contains("\t#"));
    }
}
