/**
 * What manifests give to a process, as the tools that read them would: Kubernetes, Compose, systemd, env files. Machinery,
 * not exported.
 */
package dev.preflight.deploy.manifest;
