/**
 * Reads what is about to ship: packages, env files, manifests. Applications reach it by the methods of
 * {@link dev.preflight.deploy.Deployment} and by {@code --preflight=checklist}; a boot loads nothing of it.
 */
package dev.preflight.deploy;
