package dev.preflight.docs;

import dev.preflight.Preflight;
import dev.preflight.check.Check;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A file with a part that is written from a declaration, between two lines that mark it; what stands around them is
 * nobody's business but that of those who wrote it.
 *
 * <pre>{@code
 * <!-- preflight:begin -->
 * …
 * <!-- preflight:end -->
 * }</pre>
 *
 * <p>In env files and manifests the marks are {@code # preflight:begin} and {@code # preflight:end}. The file is in
 * UTF-8; its line ends stay what they are. Immutable.
 */
public final class GeneratedFile {
    private static final long MOST_BYTES = 16L << 20;

    private final Page page;
    private final Preflight suite;
    private final Path file;

    private GeneratedFile(Page page, Preflight suite, Path file) {
        this.page = page;
        this.suite = suite;
        this.file = file;
    }

    /**
     * A file that holds a page of a suite.
     *
     * @param page the page
     * @param suite what is declared
     * @param file the file, relative to the working directory of the process or absolute; it need not be there
     * @return the file, which is not looked at yet
     * @throws NullPointerException if an argument is null
     */
    public static GeneratedFile of(Page page, Preflight suite, Path file) {
        return new GeneratedFile(
                Objects.requireNonNull(page, "page"),
                Objects.requireNonNull(suite, "suite"),
                Objects.requireNonNull(file, "file"));
    }

    /**
     * How the file differs from what the declaration says, in the manner of a unified diff and in 200 lines at the
     * most. Line ends do not count.
     *
     * @return the difference, empty if the file is current
     * @throws IOException if the file cannot be read, is not in UTF-8, is larger than 16 MiB, or has not exactly one
     *     region between marks
     */
    public String difference() throws IOException {
        if (!Files.exists(file)) {
            return file + " is not there";
        }
        String text = read();
        Region region = Region.in(text, page, file.toString());
        List<String> old = lines(text.substring(region.start(), region.end()));
        List<String> current = page.body(suite);
        if (old.equals(current)) {
            return "";
        }
        return "--- " + file + "\n+++ --preflight=" + page.command() + "\n"
                + new Difference(withoutSecrets(old), current, region.firstLine());
    }

    /**
     * Writes the part between the marks anew, or the whole file where there is none or it is empty. A file that is
     * current is not touched.
     *
     * @return whether something was written
     * @throws IOException if the file cannot be read or written, is not in UTF-8, is larger than 16 MiB, or has not
     *     exactly one region between marks; it stays as it is then
     */
    public boolean update() throws IOException {
        String text = Files.exists(file) ? read() : "";
        String updated;
        if (text.isBlank()) {
            updated = page.of(suite);
        } else {
            Region region = Region.in(text, page, file.toString());
            StringBuilder out = new StringBuilder(text.substring(0, region.start()));
            for (String line : page.body(suite)) {
                out.append(line).append(region.lineEnd());
            }
            updated = out.append(text, region.end(), text.length()).toString();
        }
        if (updated.equals(text)) {
            return false;
        }
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Files.writeString(file, updated);
        return true;
    }

    private String read() throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " is larger than 16 MiB");
        }
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not in UTF-8", e);
        }
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int feed = text.indexOf('\n', from);
            int end = feed < 0 ? text.length() : feed;
            lines.add(text.substring(from, end > from && text.charAt(end - 1) == '\r' ? end - 1 : end));
            from = end + 1;
        }
        return lines;
    }

    /** Somebody may have filled in a secret where there should be none. */
    private List<String> withoutSecrets(List<String> lines) {
        List<String> out = new ArrayList<>();
        for (String line : lines) {
            String shown = line;
            for (Check<?> check : suite.checks()) {
                int at = check.settings().secret() ? line.indexOf(check.name()) : -1;
                int end = at + check.name().length();
                if (at >= 0 && end < line.length() && "=:".indexOf(line.charAt(end)) >= 0) {
                    shown = line.substring(0, end + 1) + (line.length() > end + 1 ? "[secret]" : "");
                }
            }
            out.add(shown);
        }
        return out;
    }
}
