/** Readers of JSON, YAML, XML and UTF-8 that say where content breaks its format. Machinery, not exported. */
package dev.preflight.syntax;
