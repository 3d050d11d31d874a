package dev.preflight;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the text of a variable: under its name, in a file that is named instead, or under an old name. */
final class EnvLookup {
    static final String FILE_SUFFIX = "_FILE";
    static final String CREDENTIALS = "CREDENTIALS_DIRECTORY";

    private static final int LONGEST_FILE = 1024 * 1024;

    private EnvLookup() {}

    /**
     * A text and where it was found.
     *
     * @param text the text, not blank
     * @param from the variable that held it
     * @param file the file that held it, empty if it was the variable itself
     */
    record Found(String text, String from, String file) {}

    /** The text of a variable, or null where it is absent and may be. */
    static Found find(EnvVar<?> check, ProbeContext context) {
        Found found = underName(check, check.name(), context);
        for (String oldName : check.spec().oldNames()) {
            Found old = underName(check, oldName, context);
            if (old != null && found != null && !old.text().equals(found.text())) {
                throw EnvProblems.bothSetAndDiffer(check, found.from(), old.from())
                        .asException();
            }
            if (old != null && found == null) {
                context.warn(EnvProblems.deprecated(check, old.from()));
                found = old;
            }
        }
        if (found == null && !check.settings().optional() && check.spec().fallback() == null) {
            throw EnvProblems.missing(check, context).asException();
        }
        return found;
    }

    private static Found underName(EnvVar<?> check, String name, ProbeContext context) {
        Found plain = plain(check, name, context);
        if (!check.spec().orFile()) {
            return plain;
        }
        Found file = plain(check, name + FILE_SUFFIX, context);
        if (plain != null && file != null) {
            throw EnvProblems.bothSet(check, name, name + FILE_SUFFIX).asException();
        }
        if (plain != null) {
            return plain;
        }
        if (file != null) {
            return inFile(check, file.from(), path(check, file.from(), file.text(), context), context);
        }
        Optional<String> credentials = context.deployment().variable(CREDENTIALS);
        if (credentials.isPresent() && !credentials.get().isBlank()) {
            Path path = path(check, CREDENTIALS, credentials.get(), context).resolve(name);
            return Files.exists(path) ? inFile(check, CREDENTIALS, path, context) : null;
        }
        return null;
    }

    private static Found plain(EnvVar<?> check, String name, ProbeContext context) {
        Deployment deployment = context.deployment();
        Optional<String> text = check.kind().equals(EnvVar.ENV) ? deployment.variable(name) : deployment.property(name);
        if (text.isEmpty() || text.get().isBlank()) {
            return null;
        }
        remember(check, text.get(), context);
        return new Found(text.get(), name, "");
    }

    /** Tells the run what must not be shown, before anything is done with it. */
    private static void remember(EnvVar<?> check, String text, ProbeContext context) {
        if (check.settings().secret()) {
            context.secrets().add(text);
        }
        context.secrets().addCredentials(text);
    }

    private static Path path(EnvVar<?> check, String from, String text, ProbeContext context) {
        try {
            return context.deployment().resolve(Path.of(text));
        } catch (InvalidPathException e) {
            throw EnvProblems.file(check, from, Printable.quote(text), "is not a path")
                    .asException();
        }
    }

    private static Found inFile(EnvVar<?> check, String from, Path path, ProbeContext context) {
        String shown = Printable.quote(path.toString());
        if (!Files.isRegularFile(path)) {
            String state = Files.exists(path) ? "is not a regular file" : "does not exist";
            throw EnvProblems.file(check, from, shown, state).asException();
        }
        String text;
        try {
            text = read(path);
        } catch (CharacterCodingException e) {
            throw EnvProblems.file(check, from, shown, "is not UTF-8 text").asException();
        } catch (IOException e) {
            throw EnvProblems.file(check, from, shown, "cannot be read by this user")
                    .asException();
        }
        if (text == null) {
            throw EnvProblems.file(check, from, shown, "is larger than 1 MiB").asException();
        }
        if (text.isBlank()) {
            throw EnvProblems.blankFile(check, from, shown).asException();
        }
        String value = withoutLineBreak(text);
        remember(check, value, context);
        return new Found(value, from, path.toString());
    }

    private static String read(Path path) throws IOException {
        try (var in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(LONGEST_FILE + 1);
            return bytes.length > LONGEST_FILE
                    ? null
                    : StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString();
        }
    }

    private static String withoutLineBreak(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
