package dev.preflight.deploy;

import dev.preflight.DeploymentException;
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
final class Systemd implements Source {
    private static final String DIRECTORY = "/run/credentials/";

    private final String name;
    private final List<UnitFile.Line> lines;

    private Systemd(String name, List<UnitFile.Line> lines) {
        this.name = name;
        this.lines = lines;
    }

    static Systemd read(Path unit) {
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
                throw new DeploymentException(dropIns + ": " + Failure.words(e), e);
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
                String path = line.value().startsWith("-") ? line.value().substring(1) : line.value();
                into.directory(path.startsWith("/") ? path : "");
            }
        }
        passed(into);
        environment(into);
        for (UnitFile.Line line : inForce("EnvironmentFile")) {
            environmentFile(line, files, into);
        }
        for (UnitFile.Line line : inForce("UnsetEnvironment")) {
            for (String word : UnitFile.words(line)) {
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
            for (String word : UnitFile.words(line)) {
                int equals = word.indexOf('=');
                String variable = equals < 0 ? word : word.substring(0, equals);
                if (equals <= 0 || !SystemdEnvFile.isName(variable)) {
                    into.suspicious(
                            "an assignment that systemd leaves out",
                            line.origin() + ": '" + variable + "' is no name of a variable",
                            "write NAME=value, with quotes around the whole if the value has blanks");
                    continue;
                }
                String value = specifiers(word.substring(equals + 1));
                into.set(
                        variable,
                        value == null
                                ? Variable.provided(line.origin() + ": a specifier that the machine fills in")
                                : new Variable(value, line.origin()));
            }
        }
    }

    /** Fills in what the name of the unit says; null if the value depends on the machine (systemd.unit(5), Specifiers). */
    private String specifiers(String value) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '%' || i + 1 == value.length()) {
                out.append(c);
                continue;
            }
            i++;
            String bare = name.indexOf('.') < 0 ? name : name.substring(0, name.lastIndexOf('.'));
            int at = bare.indexOf('@');
            switch (value.charAt(i)) {
                case '%' -> out.append('%');
                case 'n' -> out.append(name);
                case 'N' -> out.append(bare);
                case 'p' -> out.append(at < 0 ? bare : bare.substring(0, at));
                default -> {
                    return null;
                }
            }
        }
        return out.toString();
    }

    private void passed(Contribution into) {
        for (UnitFile.Line line : inForce("PassEnvironment")) {
            for (String variable : UnitFile.words(line)) {
                into.set(variable, Variable.provided("the environment of systemd itself, as of " + line.origin()));
            }
        }
    }

    private void environmentFile(UnitFile.Line line, ShippedFileSystem files, Contribution into) {
        boolean isOptional = line.value().startsWith("-");
        String path = specifiers(isOptional ? line.value().substring(1) : line.value());
        if (path == null) {
            into.gap("it may come from " + line.value() + " of the machine");
            return;
        }
        try {
            ShippedPath file = ShippedPath.parse(files, path);
            Walk walk = files.walk(file);
            if (walk.node() instanceof Leaf leaf) {
                try (InputStream in = leaf.open()) {
                    String origin = Walk.origin(files.root(), file.names());
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
            throw new DeploymentException(path + ": " + Failure.words(e), e);
        }
    }

    /** All credentials that the unit gets lie in one directory, with nothing beside them. */
    private void credentials(Contribution into) {
        List<UnitFile.Line> imported = inForce("ImportCredential");
        Label label = Label.note("credentials of " + name);
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
                folder.put(id, isWritten ? written(line, colon, origin) : new Node.Hidden(origin));
            }
        }
        if (!folder.names().isEmpty() || !imported.isEmpty()) {
            into.mount(DIRECTORY + name, folder);
            into.set("CREDENTIALS_DIRECTORY", DIRECTORY + name, name);
        }
    }

    private static Leaf written(UnitFile.Line line, int colon, String origin) {
        String text = UnitFile.unescaped(line.value().substring(colon + 1));
        return Leaf.of(text.getBytes(StandardCharsets.UTF_8), 0400, origin);
    }
}
