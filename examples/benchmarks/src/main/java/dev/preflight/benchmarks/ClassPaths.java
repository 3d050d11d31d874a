package dev.preflight.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What each contender has on its class path: the programs, and the libraries that Maven says it needs. */
final class ClassPaths {
    private static final Pattern VERSIONED = Pattern.compile("(.+?)-(\\d[^/]*)\\.jar");

    private final Path target;
    private final Map<String, String> used = new TreeMap<>();

    ClassPaths(Path target) {
        this.target = target;
    }

    String of(String peer) throws IOException {
        String programs = target.resolve("benchmarks.jar").toString();
        if (peer.isEmpty()) {
            return programs;
        }
        if (peer.equals("preflight")) {
            return String.join(
                    File.pathSeparator,
                    programs,
                    target.resolve("preflight-core.jar").toString(),
                    libraries("slf4j-nop"));
        }
        String libraries = libraries(peer);
        Path first = Path.of(libraries.split(File.pathSeparator)[0]);
        Matcher name = VERSIONED.matcher(first.getFileName().toString());
        if (name.matches()) {
            used.put(name.group(1), name.group(2));
        }
        return programs + File.pathSeparator + libraries;
    }

    private String libraries(String peer) throws IOException {
        return Files.readString(target.resolve("peers").resolve(peer + ".cp")).strip();
    }

    /** The versions of those whose class paths were asked for. */
    String versions() {
        StringBuilder text = new StringBuilder();
        used.forEach((name, version) ->
                text.append(text.isEmpty() ? "" : ", ").append(name).append(' ').append(version));
        return text.toString();
    }
}
