/** One run of a suite: the order of checks, attempts, retries, deadlines, switches of operators. Machinery, not exported. */
package dev.preflight.run;
