package dev.preflight.deploy;

import dev.preflight.DeploymentException;

/**
 * Reads a file for {@code docker run --env-file} as the Docker CLI does (docs.docker.com, "docker container run",
 * section "Set environment variables"): a value is everything after the equals sign, quotes, comments and blanks at its
 * end included.
 */
final class DockerEnvFile {
    private DockerEnvFile() {}

    static void read(String text, String file, Contribution into) {
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
                into.set(name, line.substring(equals + 1), origin);
            }
        }
    }
}
