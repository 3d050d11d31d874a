package dev.preflight.docs;

/**
 * The command {@code --preflight=kubernetes}: prints {@link Page#KUBERNETES}; with {@code --check FILE} it ends with 1 and prints the
 * difference where the file is stale, with {@code --write FILE} it brings the file up to date.
 */
final class KubernetesCommand extends PageCommand {
    /** Made by {@link java.util.ServiceLoader}. */
    public KubernetesCommand() {
        super(Page.KUBERNETES);
    }
}
