package dev.preflight.check;

import dev.preflight.deploy.Sight;
import dev.preflight.text.Amounts;
import dev.preflight.text.NearMiss;
import dev.preflight.text.Printable;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What lies around a path where nothing is: the nearest directory that exists, and what it holds. */
final class NearbyFiles {
    private static final int MOST_SHOWN = 10;

    private final Path wanted;
    private final Path directory;
    private final Optional<List<String>> names;

    private NearbyFiles(Path wanted, Path directory, Optional<List<String>> names) {
        this.wanted = wanted;
        this.directory = directory;
        this.names = names;
    }

    /** Looks around an absolute path. */
    static NearbyFiles of(Path path, ProbeContext context) {
        Path wanted = path;
        Path directory = path.getParent();
        while (directory != null && !Files.isDirectory(directory)) {
            wanted = directory;
            directory = directory.getParent();
        }
        boolean lists = directory != null && !isThere(wanted);
        return new NearbyFiles(wanted, directory, lists ? context.listings().of(directory) : Optional.empty());
    }

    /** Whether something stands where a directory on the way should be. */
    private static boolean isThere(Path wanted) {
        return Files.exists(wanted, LinkOption.NOFOLLOW_LINKS);
    }

    /** For example {@code /srv/orders/config: exists, holds app.yml, logback.xml}. */
    String description() {
        if (directory == null) {
            return Sight.origin(wanted) + ": does not exist";
        }
        if (isThere(wanted)) {
            return Files.exists(wanted)
                    ? Sight.origin(wanted) + ": is a file, not a directory"
                    : FileProblems.brokenLinkInWords(wanted);
        }
        StringBuilder out = new StringBuilder().append(Sight.origin(directory)).append(": exists, ");
        if (names.isEmpty()) {
            return out.append("cannot be listed").toString();
        }
        return out.append(names.get().isEmpty() ? "is empty" : "holds " + list(names.get()))
                .toString();
    }

    private static String list(List<String> names) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < Math.min(MOST_SHOWN, names.size()); i++) {
            out.append(i == 0 ? "" : ", ").append(Printable.line(names.get(i), 60));
        }
        if (names.size() > MOST_SHOWN) {
            out.append(names.size() < DirectoryNames.MOST_READ ? " and " : " and more than ")
                    .append(Amounts.count(names.size() - MOST_SHOWN))
                    .append(" more");
        }
        return out.toString();
    }

    /** A question after the remedy, empty where no name is near. */
    String didYouMean() {
        List<String> near = NearMiss.of(wanted.getFileName().toString(), names.orElse(List.of()));
        return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
    }
}
