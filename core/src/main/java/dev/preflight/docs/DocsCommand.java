package dev.preflight.docs;

/**
 * The command {@code --preflight=docs}: prints {@link Page#REFERENCE}; with {@code --check FILE} it ends with 1 and prints the
 * difference where the file is stale, with {@code --write FILE} it brings the file up to date.
 */
final class DocsCommand extends PageCommand {
    /** Made by {@link java.util.ServiceLoader}. */
    public DocsCommand() {
        super(Page.REFERENCE);
    }
}
