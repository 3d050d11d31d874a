package dev.preflight.report;

import java.io.IOException;

/**
 * One way to write a report, for people or for machines. The formats of the library are in {@code dev.preflight.report};
 * others join by being named to {@link java.util.ServiceLoader}, and all can be asked for by
 * {@code --preflight-report=NAME} and {@code PREFLIGHT_REPORT}.
 *
 * <p>A format holds no state of a report and may be used by several threads.
 */
public interface ReportFormat {
    /**
     * What the format is called on the command line.
     *
     * @return a short name in lower case, such as {@code json}
     */
    String name();

    /**
     * Writes a report. What is written ends with a line break; a format that speaks to something else, such as a log,
     * writes nothing.
     *
     * @param report what to write
     * @param out where to; it is neither flushed nor closed
     * @throws IOException if {@code out} throws it
     * @throws NullPointerException if an argument is null
     */
    void write(Report report, Appendable out) throws IOException;
}
