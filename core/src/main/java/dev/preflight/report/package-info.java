/**
 * The output formats of a report, one class each, for {@code --preflight-report=NAME} and {@code PREFLIGHT_REPORT}.
 * {@code docs/reports.md} says which is for what.
 *
 * <p>All of them show the same data, in the same order, as one line each and without characters that cannot be seen:
 * whatever is not plain is written as an escape such as <code>&#92;n</code>, also where a program made the report by
 * hand. On top of that each escapes what its format gives a meaning to. Nothing that verified nothing looks like a
 * success in any of them. They hold no state and are safe for use by several threads.
 */
package dev.preflight.report;
