package dev.preflight.deploy.manifest;

import dev.preflight.deploy.tree.Folder;
import dev.preflight.deploy.tree.Leaf;
import dev.preflight.deploy.tree.Node;
import dev.preflight.deploy.tree.Origin;
import dev.preflight.deploy.tree.PathWalk;
import dev.preflight.deploy.tree.ReadFailure;
import dev.preflight.deploy.tree.ShippedFileSystem;
import dev.preflight.deploy.tree.ShippedPath;
import dev.preflight.problem.DeploymentException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The environment that a unit of systemd gives to its processes (systemd.exec(5), section Environment): what
 * {@code EnvironmentFile=} sets counts before {@code Environment=}, and later lines before earlier ones.
 */
public final class Systemd implements ContributionSource {
    private static final String DIRECTORY = "/run/credentials/";

    private final String name;
    private final List<UnitFile.Line> lines;
    private final Specifiers specifiers;

    private Systemd(String name, List<UnitFile.Line> lines) {
        this.name = name;
        this.lines = lines;
        this.specifiers = new Specifiers(name);
    }

    public static Systemd read(Path unit) {
        String name = String.valueOf(unit.getFileName());
        List<UnitFile.Line> lines = new ArrayList<>(UnitFile.lines(unit));
        Path dropIns = unit.resolveSibling(name + ".d");
        if (Files.isDirectory(dropIns)) {
            List<Path> files = new ArrayList<>();
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(dropIns, "*.conf")) {
                for (Path entry : entries) {
                    files.add(entry);
                }
            } catch (IOException e) {
                throw new DeploymentException(dropIns + ": " + ReadFailure.words(e), e);
            }
            files.sort(null);
            for (Path file : files) {
                lines.addAll(UnitFile.lines(file));
            }
        }
        return new Systemd(name, lines);
    }

    @Override
    public Contribution on(ShippedFileSystem files) {
        Contribution into = Contribution.closing();
        into.about(name);
        for (UnitFile.Line line : lines) {
            if (line.key().equals("WorkingDirectory")) {
                String value = specifiers.fill(line.value()).text();
                String path = value != null && value.startsWith("-") ? value.substring(1) : value;
                into.directory(path != null && path.startsWith("/") ? path : "");
            }
        }
        passed(into);
        environment(into);
        for (UnitFile.Line line : inForce("EnvironmentFile")) {
            environmentFile(line, files, into);
        }
        for (UnitFile.Line line : inForce("UnsetEnvironment")) {
            for (String word : filled(line, true, into)) {
                unset(word, into);
            }
        }
        credentials(into);
        into.elsewhere(this::isOwn, "systemd, for each service");
        return into;
    }

    /** Takes a variable away, or with a value one that has precisely this value. */
    private static void unset(String word, Contribution into) {
        int equals = word.indexOf('=');
        Variable known = equals < 0 ? null : into.variables().get(word.substring(0, equals));
        if (equals < 0) {
            into.unset(word);
        } else if (known != null && word.substring(equals + 1).equals(known.value())) {
            into.unset(word.substring(0, equals));
        }
    }

    /** Whether systemd sets a variable by itself (systemd.exec(5), "Environment Variables Set or Propagated"). */
    private boolean isOwn(String variable) {
        return switch (variable) {
            case "PATH", "LANG", "INVOCATION_ID", "SYSTEMD_EXEC_PID", "JOURNAL_STREAM" -> true;
            case "USER", "LOGNAME", "HOME", "SHELL" -> !inForce("User").isEmpty();
            case "RUNTIME_DIRECTORY" -> !inForce("RuntimeDirectory").isEmpty();
            case "STATE_DIRECTORY" -> !inForce("StateDirectory").isEmpty();
            case "CACHE_DIRECTORY" -> !inForce("CacheDirectory").isEmpty();
            case "LOGS_DIRECTORY" -> !inForce("LogsDirectory").isEmpty();
            case "CONFIGURATION_DIRECTORY" -> !inForce("ConfigurationDirectory").isEmpty();
            case "NOTIFY_SOCKET" -> !inForce("Type").isEmpty();
            case "WATCHDOG_USEC", "WATCHDOG_PID" -> !inForce("WatchdogSec").isEmpty();
            default -> false;
        };
    }

    /** The lines of a key; an empty one takes away those before it. */
    private List<UnitFile.Line> inForce(String key) {
        List<UnitFile.Line> found = new ArrayList<>();
        for (UnitFile.Line line : lines) {
            if (line.key().equals(key)) {
                if (line.value().isEmpty()) {
                    found.clear();
                } else {
                    found.add(line);
                }
            }
        }
        return found;
    }

    private void environment(Contribution into) {
        for (UnitFile.Line line : inForce("Environment")) {
            for (String word : words(line, true, into)) {
                assignment(word, line, into);
            }
        }
    }

    private void assignment(String word, UnitFile.Line line, Contribution into) {
        Specifiers.Filled filled = specifiers.fill(word);
        String text = filled.text() == null ? word : filled.text();
        int equals = text.indexOf('=');
        String variable = equals < 0 ? "" : text.substring(0, equals);
        if (equals < 0) {
            // Half of a value that has blanks, which nobody shows.
            into.suspicious(
                    "an assignment that systemd leaves out",
                    line.origin() + ": a word without an equals sign",
                    "write NAME=value, with quotes around the whole if the value has blanks");
        } else if (filled.isInvalid()) {
            leftOut(line, variable, into);
        } else if (!SystemdEnvFile.isName(variable)) {
            into.suspicious(
                    "an assignment that systemd leaves out",
                    line.origin() + ": '" + variable + "' is no name of a variable",
                    "write NAME=value, with quotes around the whole if the value has blanks");
        } else if (filled.text() == null) {
            into.set(variable, Variable.provided(line.origin() + ": " + filled.hidden()));
        } else {
            into.set(variable, text.substring(equals + 1), line.origin());
        }
    }

    private static void leftOut(UnitFile.Line line, String what, Contribution into) {
        into.suspicious(
                "an assignment that systemd leaves out",
                line.origin() + ": " + what + " has a percent sign before a letter or a digit that is no specifier",
                "write %% for a percent sign");
    }

    /** The words of a line; tells of those that systemd leaves out. */
    private static List<String> words(UnitFile.Line line, boolean unescapes, Contribution into) {
        UnitWords read = UnitWords.of(line.value(), unescapes);
        if (!read.reason().isEmpty()) {
            into.suspicious(
                    "the rest of a line that systemd leaves out",
                    line.origin() + ": " + read.reason(),
                    "write \\\\ for a backslash, and close each quote");
        }
        List<String> words = new ArrayList<>();
        for (String word : read.words()) {
            if (word == null) {
                into.suspicious(
                        "an assignment that systemd leaves out",
                        line.origin() + ": its escapes make no UTF-8",
                        "write the characters themselves");
            } else {
                words.add(word);
            }
        }
        return words;
    }

    /** The words of a line of names; those that depend on the machine name none that is known here. */
    private List<String> filled(UnitFile.Line line, boolean unescapes, Contribution into) {
        List<String> names = new ArrayList<>();
        for (String word : words(line, unescapes, into)) {
            Specifiers.Filled filled = specifiers.fill(word);
            if (filled.isInvalid()) {
                leftOut(line, "'" + word + "'", into);
            } else if (filled.text() != null) {
                names.add(filled.text());
            }
        }
        return names;
    }

    private void passed(Contribution into) {
        for (UnitFile.Line line : inForce("PassEnvironment")) {
            for (String variable : filled(line, false, into)) {
                if (SystemdEnvFile.isName(variable)) {
                    into.set(variable, Variable.provided("the environment of systemd itself, as of " + line.origin()));
                } else {
                    into.suspicious(
                            "a name that systemd leaves out",
                            line.origin() + ": '" + variable + "' is no name of a variable",
                            "write the names alone, with blanks between them");
                }
            }
        }
    }

    /** Why systemd leaves out the path of an {@code EnvironmentFile=}; empty if it does not. */
    private static String unusable(String path) {
        if (path.startsWith("\"") || path.startsWith("'")) {
            return "the path is not absolute, since quotes are not taken off here";
        }
        if (!path.startsWith("/")) {
            return "the path is not absolute";
        }
        return List.of(path.split("/")).contains("..") ? "the path goes up with '..'" : "";
    }

    private void environmentFile(UnitFile.Line line, ShippedFileSystem files, Contribution into) {
        Specifiers.Filled filled = specifiers.fill(line.value());
        if (!filled.hidden().isEmpty()) {
            into.gap("it may come from " + line.value() + " of the machine");
            return;
        }
        boolean isOptional = line.value().startsWith("-");
        String path = filled.isInvalid() ? "" : filled.text().substring(isOptional ? 1 : 0);
        String unusable =
                filled.isInvalid() ? "a percent sign before a letter or a digit that is no specifier" : unusable(path);
        if (!unusable.isEmpty()) {
            into.suspicious(
                    "an EnvironmentFile that systemd leaves out",
                    line.origin() + ": " + unusable,
                    "write the absolute path as it is, and %% for a percent sign");
            return;
        }
        try {
            ShippedPath file = ShippedPath.parse(files, path);
            PathWalk walk = files.walk(file);
            if (walk.node() instanceof Leaf leaf) {
                try (InputStream in = leaf.open()) {
                    String origin = PathWalk.origin(files.root(), file.names());
                    SystemdEnvFile.read(TextFile.text(TextFile.bytes(in, origin), origin), origin, into);
                }
            } else if (walk.unseen() != null || path.indexOf('*') >= 0) {
                into.gap("it may come from " + path + " of the machine");
            } else if (!isOptional) {
                into.unstartable(
                        "an EnvironmentFile that is not there, so that the unit does not start",
                        line.origin() + ": " + path,
                        "ship the file, or put a dash before its path if it may be absent");
            }
        } catch (IOException e) {
            throw new DeploymentException(path + ": " + ReadFailure.words(e), e);
        }
    }

    /** All credentials that the unit gets lie in one directory, with nothing beside them. */
    private void credentials(Contribution into) {
        List<UnitFile.Line> imported = inForce("ImportCredential");
        Origin label = Origin.note("credentials of " + name);
        Folder.Made folder = imported.isEmpty()
                ? new Folder.Made(label)
                : Folder.Made.unknown(label, imported.get(0).origin() + " imports credentials of the machine");
        for (String key :
                List.of("LoadCredential", "LoadCredentialEncrypted", "SetCredential", "SetCredentialEncrypted")) {
            for (UnitFile.Line line : inForce(key)) {
                int colon = line.value().indexOf(':');
                String id = colon < 0 ? line.value() : line.value().substring(0, colon);
                String origin = key + "=" + id + " of " + line.origin();
                boolean isWritten = key.equals("SetCredential") && colon >= 0;
                String text = isWritten ? UnitWords.unescaped(line.value().substring(colon + 1)) : "";
                if (text == null) {
                    into.suspicious(
                            "a credential that systemd leaves out",
                            line.origin() + ": " + id + " has an escape that there is not",
                            "write \\\\ for a backslash");
                } else {
                    folder.put(id, isWritten ? written(text, origin) : new Node.Hidden(origin));
                }
            }
        }
        if (!folder.names().isEmpty() || !imported.isEmpty()) {
            into.mount(DIRECTORY + name, folder);
            into.set("CREDENTIALS_DIRECTORY", DIRECTORY + name, name);
        }
    }

    private static Leaf written(String text, String origin) {
        return Leaf.of(text.getBytes(StandardCharsets.UTF_8), 0400, origin);
    }
}
