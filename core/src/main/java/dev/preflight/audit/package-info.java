/**
 * Finds what an application reads and nobody declared, in its compiled classes; see {@link dev.preflight.audit.Audit}.
 * It needs {@code org.ow2.asm:asm-analysis}, and {@code org.snakeyaml:snakeyaml-engine} where there is an
 * {@code application.yml}; where one is missing, it is named.
 */
package dev.preflight.audit;
