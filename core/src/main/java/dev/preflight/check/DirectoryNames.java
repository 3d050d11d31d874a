package dev.preflight.check;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What directories hold, each read once in a run, since all the files of one may be missing. Thread-safe. */
final class DirectoryNames {
    /** How many names are read of one directory. */
    static final int MOST_READ = 10_000;

    private final Map<Path, Optional<List<String>>> known = new HashMap<>();

    /** The names in a directory in alphabetical order, empty if it cannot be listed. */
    synchronized Optional<List<String>> of(Path directory) {
        Optional<List<String>> names = known.get(directory);
        if (names == null) {
            names = read(directory);
            known.put(directory, names);
        }
        return names;
    }

    private static Optional<List<String>> read(Path directory) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path entry : stream) {
                names.add(entry.getFileName().toString());
                if (names.size() >= MOST_READ) {
                    break;
                }
            }
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
        names.sort(null);
        return Optional.of(names);
    }
}
