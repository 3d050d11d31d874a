/**
 * The checklist of a deployment that is about to ship, {@code --preflight=checklist}: what is declared, and whether the
 * package, the env file and the manifests hold it. Not exported: it is reached by its command.
 */
package dev.preflight.checklist;
