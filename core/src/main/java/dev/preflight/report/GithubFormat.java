package dev.preflight.report;

import dev.preflight.text.PipeWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code github}: annotations of GitHub Actions, to be printed, and the {@linkplain MarkdownFormat Markdown} report as
 * a step summary, appended to the file that {@code GITHUB_STEP_SUMMARY} names.
 *
 * <p>GitHub shows 10 errors and 10 warnings of a step, so no more are written; the tenth says how many there are
 * besides. The first line of the report is an error, a notice if everything passed, else a warning. A step summary may
 * have 1 MiB; what does not fit is counted. One that cannot be written is a warning and nothing else.
 *
 * @see <a href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands">Workflow
 *     commands</a>
 */
final class GithubFormat extends PlainFormat {
    private static final String SUMMARY = "GITHUB_STEP_SUMMARY";
    private static final long LARGEST_SUMMARY = 1024 * 1024;
    private static final String WORKSPACE = "GITHUB_WORKSPACE";
    private static final int SMALLEST_SUMMARY = 1024;
    private static final int MOST_OF_A_LEVEL = 10;
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_MESSAGE = 4_000;

    private final Map<String, String> environment;

    /** Makes the format for the environment of this process. */
    public GithubFormat() {
        this(System.getenv());
    }

    GithubFormat(Map<String, String> environment) {
        super("github");
        this.environment = environment;
    }

    @Override
    void tell(Report report, StringBuilder out) {
        List<String> errors = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        Headline headline = Headline.of(report);
        String counts = headline.suite() + ": " + headline.counts();
        if (!report.mayBoot()) {
            errors.add(annotation("error", headline.verdict(), counts));
        } else if (report.verdict() != Verdict.PASSED || Headline.verifiedNothing(report)) {
            warnings.add(annotation("warning", headline.verdict(), counts));
        } else {
            out.append(annotation("notice", headline.verdict(), counts));
        }
        String unwritten = summarize(report);
        if (!unwritten.isEmpty()) {
            warnings.add(annotation("warning", "no step summary", unwritten));
        }
        for (Finding finding : Finding.of(report)) {
            String level = finding.failure() ? "error" : "warning";
            String title = finding.subject() + ": " + finding.problem().summary();
            SourcePlace place = SourcePlace.of(finding, environment.getOrDefault(WORKSPACE, ""));
            (finding.failure() ? errors : warnings)
                    .add(annotation(level, place, title, finding.subject() + ": " + Finding.lines(finding.problem())));
        }
        bounded("error", errors, out);
        bounded("warning", warnings, out);
    }

    private static void bounded(String level, List<String> annotations, StringBuilder out) {
        int all = annotations.size();
        int shown = all > MOST_OF_A_LEVEL ? MOST_OF_A_LEVEL - 1 : all;
        for (String annotation : annotations.subList(0, shown)) {
            out.append(annotation);
        }
        if (shown < all) {
            String rest = "and " + (all - shown) + " more " + level + "s";
            out.append(annotation(level, rest, rest + ", which GitHub would not show here"));
        }
    }

    private static String annotation(String level, String title, String message) {
        return annotation(level, null, title, message);
    }

    private static String annotation(String level, SourcePlace place, String title, String message) {
        StringBuilder out = new StringBuilder("::").append(level).append(" title=");
        out.append(property(Plain.head(title, LONGEST_TITLE)));
        if (place != null) {
            out.append(",file=").append(property(place.file())).append(",line=").append(place.line());
            out.append(place.column() > 0 ? ",col=" + place.column() : "");
        }
        return out.append("::")
                .append(data(Plain.head(message, LONGEST_MESSAGE)))
                .append('\n')
                .toString();
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    /** Appends the step summary; returns why it could not. */
    private String summarize(Report report) {
        String name = environment.getOrDefault(SUMMARY, "");
        if (name.isEmpty()) {
            return "";
        }
        try {
            Path file = Path.of(name);
            long size = Files.exists(file) ? Files.size(file) : 0;
            if (size > LARGEST_SUMMARY - SMALLEST_SUMMARY) {
                return "the step has written " + size + " bytes already, and GitHub takes " + LARGEST_SUMMARY;
            }
            String text = (size > 0 ? "\n\n" : "") + new MarkdownText(report, LARGEST_SUMMARY - size - 2);
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                PipeWriter.write(file, text.getBytes(StandardCharsets.UTF_8));
                return "";
            }
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
            return "";
        } catch (IOException | InvalidPathException | SecurityException e) {
            return SUMMARY + " names a file that cannot be written: " + Plain.text(name) + " ("
                    + e.getClass().getSimpleName() + ")";
        }
    }
}
