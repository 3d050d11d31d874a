package dev.preflight.check;

import dev.preflight.text.Arguments;
import dev.preflight.text.Printable;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a file or directory is declared to be: a path, a resource of the class path, or what a variable says. */
final class FileLocation {
    static final String CLASSPATH = "classpath:";

    private final String text;
    private final EnvVar<Path> variable;

    private FileLocation(String text, EnvVar<Path> variable) {
        this.text = text;
        this.variable = variable;
    }

    static FileLocation of(String path) {
        Arguments.oneLine("path", path);
        if (path.startsWith(CLASSPATH)) {
            Arguments.oneLine("path", path.substring(CLASSPATH.length()));
        } else {
            try {
                Path.of(path);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("path: " + Printable.quote(path) + " is no path", e);
            }
        }
        return new FileLocation(path, null);
    }

    static FileLocation of(EnvVar<Path> variable) {
        return new FileLocation(variable.name(), variable);
    }

    /** The name of the check: the path as declared, or the name of the variable. */
    String name() {
        return text;
    }

    Settings settings() {
        return variable == null ? Settings.DEFAULT : Settings.DEFAULT.needing(variable);
    }

    boolean onClassPath() {
        return variable == null && text.startsWith(CLASSPATH);
    }

    /** The absolute path to look at. */
    Path path(ProbeContext context) {
        Path path = variable == null ? Path.of(text) : context.get(variable);
        return plain(context.deployment().resolve(path).toAbsolutePath());
    }

    /** Takes out each {@code ..}, but not where it follows a link, since that leads on from where the link leads. */
    private static Path plain(Path path) {
        for (int i = path.getNameCount() - 1; i >= 0; i--) {
            if (path.getName(i).toString().equals("..")) {
                Path upwards = path.getRoot().resolve(path.subpath(0, i + 1));
                try {
                    return Files.isSameFile(upwards, upwards.normalize()) ? path.normalize() : path;
                } catch (IOException e) {
                    return path;
                }
            }
        }
        return path.normalize();
    }

    /** The name of the resource, as class loaders want it. */
    String resource() {
        String name = text.substring(CLASSPATH.length());
        return name.startsWith("/") ? name.substring(1) : name;
    }

    /** The path of a resource that lies on the file system as it is, or null. */
    static Path onFileSystem(URL url) {
        if (!"file".equals(url.getProtocol())) {
            return null;
        }
        try {
            return Path.of(new URI(url.toString()));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    /** The remedy for what is not there. */
    String supply() {
        if (variable != null) {
            return "put it there, or correct " + variable.name();
        }
        return onClassPath()
                ? "put " + resource() + " into the jar or on the class path"
                : "ship " + text + " with the deployment";
    }
}
