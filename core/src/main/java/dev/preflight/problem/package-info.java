/** What is wrong and how to mend it, in parts that are made of plain text: code, summary, labelled facts. */
package dev.preflight.problem;
