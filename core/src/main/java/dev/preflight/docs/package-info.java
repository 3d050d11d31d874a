/**
 * Writes the documentation of a suite from its declaration, and tells whether what is committed is current.
 *
 * <p>{@link dev.preflight.docs.Page} has the pages: the reference in Markdown, {@code .env.example},
 * {@code .env.schema} and manifests of Kubernetes. {@link dev.preflight.docs.GeneratedFile} keeps a file up to date. The
 * commands {@code --preflight=docs}, {@code env-example}, {@code env-schema} and {@code kubernetes} do both from the
 * command line. No page holds a value of a secret, nor its default or example.
 */
package dev.preflight.docs;
