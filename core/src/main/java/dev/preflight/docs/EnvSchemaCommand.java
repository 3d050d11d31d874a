package dev.preflight.docs;

/**
 * The command {@code --preflight=env-schema}: prints {@link Page#ENV_SCHEMA}; with {@code --check FILE} it ends with 1 and prints the
 * difference where the file is stale, with {@code --write FILE} it brings the file up to date.
 */
final class EnvSchemaCommand extends PageCommand {
    /** Made by {@link java.util.ServiceLoader}. */
    public EnvSchemaCommand() {
        super(Page.ENV_SCHEMA);
    }
}
