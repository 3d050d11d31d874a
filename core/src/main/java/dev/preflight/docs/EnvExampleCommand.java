package dev.preflight.docs;

/**
 * The command {@code --preflight=env-example}: prints {@link Page#ENV_EXAMPLE}; with {@code --check FILE} it ends with 1 and prints the
 * difference where the file is stale, with {@code --write FILE} it brings the file up to date.
 */
final class EnvExampleCommand extends PageCommand {
    /** Made by {@link java.util.ServiceLoader}. */
    public EnvExampleCommand() {
        super(Page.ENV_EXAMPLE);
    }
}
