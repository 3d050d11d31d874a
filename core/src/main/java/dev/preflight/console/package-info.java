/**
 * What a start says and where: arguments, terminals, the log line, the termination log, report files. Machinery, not
 * exported.
 */
package dev.preflight.console;
