package dev.preflight.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What each contender has on its class path: the programs, and the libraries that Maven says it needs. */
final class ClassPaths {
    private static final Pattern VERSIONED = Pattern.compile("(.+?)-(\\d[^/]*)\\.jar");

    private final Path target;
    private final Path programs;
    private final Set<String> used = new TreeSet<>();

    /** The class paths of what was built into a directory. */
    ClassPaths(Path target) {
        this(target, target.resolve("benchmarks.jar"));
    }

    /**
     * @param target where the class paths of the peers are
     * @param programs where the programs are
     */
    ClassPaths(Path target, Path programs) {
        this.target = target;
        this.programs = programs;
    }

    String of(String peer) throws IOException {
        if (peer.isEmpty()) {
            return programs.toString();
        }
        if (peer.equals("exchanges")) {
            return libraries(peer) + File.pathSeparator + of("preflight");
        }
        if (peer.startsWith("preflight")) {
            return String.join(
                    File.pathSeparator,
                    programs.toString(),
                    target.resolve("preflight-core.jar").toString(),
                    libraries(peer));
        }
        String libraries = libraries(peer);
        Path first = Path.of(libraries.split(File.pathSeparator)[0]);
        Matcher name = VERSIONED.matcher(first.getFileName().toString());
        if (name.matches()) {
            used.add(name.group(1) + ' ' + name.group(2));
        }
        return programs + File.pathSeparator + libraries;
    }

    private String libraries(String peer) throws IOException {
        return Files.readString(target.resolve("peers").resolve(peer + ".cp")).strip();
    }

    /** The versions of those whose class paths were asked for. */
    String versions() {
        return String.join(", ", used);
    }
}
