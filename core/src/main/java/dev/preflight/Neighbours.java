package dev.preflight;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What lies around a path where nothing is: the nearest directory that exists, and what it holds. */
final class Neighbours {
    private static final int MOST_SHOWN = 10;
    private static final int MOST_READ = 10_000;

    private final Path wanted;
    private final Path directory;
    private final List<String> names = new ArrayList<>();
    private boolean listed = true;

    private Neighbours(Path wanted, Path directory) {
        this.wanted = wanted;
        this.directory = directory;
    }

    /** Looks around an absolute path. */
    static Neighbours of(Path path) {
        Path wanted = path;
        Path directory = path.getParent();
        while (directory != null && !Files.isDirectory(directory)) {
            wanted = directory;
            directory = directory.getParent();
        }
        Neighbours neighbours = new Neighbours(wanted, directory);
        if (directory != null && !neighbours.isBlocked()) {
            neighbours.list();
        }
        return neighbours;
    }

    /** Whether something stands where a directory on the way should be. */
    private boolean isBlocked() {
        return Files.exists(wanted, LinkOption.NOFOLLOW_LINKS);
    }

    private void list() {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path entry : stream) {
                names.add(entry.getFileName().toString());
                if (names.size() >= MOST_READ) {
                    break;
                }
            }
        } catch (IOException | RuntimeException e) {
            listed = false;
        }
        names.sort(null);
    }

    /** For example {@code /srv/orders/config: exists, holds app.yml, logback.xml}. */
    String description() {
        if (directory == null) {
            return wanted + ": does not exist";
        }
        if (isBlocked()) {
            return Files.exists(wanted)
                    ? wanted + ": is a file, not a directory"
                    : FileProblems.brokenLinkInWords(wanted);
        }
        StringBuilder out = new StringBuilder().append(directory).append(": exists, ");
        if (!listed) {
            return out.append("cannot be listed").toString();
        }
        if (names.isEmpty()) {
            return out.append("is empty").toString();
        }
        out.append("holds ");
        for (int i = 0; i < Math.min(MOST_SHOWN, names.size()); i++) {
            out.append(i == 0 ? "" : ", ").append(Printable.line(names.get(i), 60));
        }
        if (names.size() > MOST_SHOWN) {
            out.append(names.size() < MOST_READ ? " and " : " and more than ")
                    .append(Amounts.count(names.size() - MOST_SHOWN))
                    .append(" more");
        }
        return out.toString();
    }

    /** A question after the remedy, empty where no name is near. */
    String didYouMean() {
        List<String> near = NearMiss.of(wanted.getFileName().toString(), names);
        return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
    }
}
