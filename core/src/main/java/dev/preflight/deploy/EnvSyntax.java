package dev.preflight.deploy;

/** How an env file is written. The three tools that read such files differ in quotes, comments and references. */
public enum EnvSyntax {
    /**
     * What {@code docker run --env-file} reads: {@code NAME=value}, with everything after the equals sign taken as it is,
     * quotes included; a name alone takes its value from the shell.
     */
    DOCKER,
    /**
     * What Docker Compose reads as {@code .env} and {@code env_file}: quotes are taken off, comments may follow a value,
     * and <code>${NAME:-default}</code> is filled in.
     */
    COMPOSE,
    /** What {@code EnvironmentFile=} of systemd reads: quotes are taken off, and a backslash continues a line. */
    SYSTEMD
}
