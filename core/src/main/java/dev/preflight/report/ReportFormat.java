package dev.preflight.report;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * One way to write a report, for people or for machines. {@link #named} makes those of this library; others join by being named to {@link java.util.ServiceLoader}, and all can be asked for by
 * {@code --preflight-report=NAME} and {@code PREFLIGHT_REPORT}.
 *
 * <p>A format holds no state of a report and may be used by several threads.
 */
public interface ReportFormat {
    /**
     * A format of this library by its name: {@code text}, {@code short}, {@code full}, {@code json}, {@code junit},
     * {@code github}, {@code markdown}, {@code tap}, {@code prometheus}, {@code html} or {@code log}.
     *
     * <pre>{@code
     * ReportFormat.named("json").write(report, System.out);
     * }</pre>
     *
     * @param name the name
     * @return the format
     * @throws NullPointerException if {@code name} is null
     * @throws IllegalArgumentException if this library has no format of that name
     */
    static ReportFormat named(String name) {
        Objects.requireNonNull(name, "name");
        for (ReportFormat format : all()) {
            if (format.name().equals(name)) {
                return format;
            }
        }
        throw new IllegalArgumentException("name: there is no format of this library called " + name);
    }

    /**
     * All formats of this library.
     *
     * @return the formats, those for people first
     */
    static List<ReportFormat> all() {
        return List.of(
                new TextFormat(),
                new ShortFormat(),
                new FullFormat(),
                new JsonFormat(),
                new JunitFormat(),
                new GithubFormat(),
                new MarkdownFormat(),
                new TapFormat(),
                new PrometheusFormat(),
                new HtmlFormat(),
                new LogFormat());
    }

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
