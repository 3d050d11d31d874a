package dev.preflight.check;

import dev.preflight.deploy.Deployment;
import dev.preflight.deploy.Sight;
import dev.preflight.text.Printable;
import dev.preflight.type.ValueType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the text of a variable: under its name, in a file that is named instead, or under an old name. */
final class EnvLookup {
    static final String FILE_SUFFIX = "_FILE";
    static final String CREDENTIALS = "CREDENTIALS_DIRECTORY";

    private static final String CREDENTIAL = "$" + CREDENTIALS + "/";
    private static final int LONGEST_FILE = 1024 * 1024;

    private EnvLookup() {}

    /**
     * A text and where it was found.
     *
     * @param text the text, not blank
     * @param name the name of the check or an old one
     * @param from the variable that held it or led to its file
     * @param file the file that held it, empty if it was the variable itself
     */
    record Found(String text, String name, String from, String file) {
        /** Where the text would come from in the same way under another name. */
        String fromUnder(String other) {
            if (from.equals(name)) {
                return other;
            }
            return from.startsWith(CREDENTIAL) ? CREDENTIAL + other : other + FILE_SUFFIX;
        }
    }

    /** The text of a variable, or null where it is absent and may be. */
    static Found find(EnvVar<?> check, ProbeContext context) {
        Found found = underName(check, check.name(), context);
        for (String oldName : check.spec().oldNames()) {
            Found old = underName(check, oldName, context);
            if (old != null && found != null && !old.text().equals(found.text())) {
                throw EnvProblems.bothSetAndDiffer(check, found, old).asException();
            }
            if (old != null && found == null) {
                context.warn(EnvProblems.deprecated(check, old));
                found = old;
            }
        }
        if (found == null && context.deployment().sight().ships()) {
            requireVisible(check, context.deployment());
            if (check.kind().equals(EnvVar.ENV)) {
                context.deployment().sight().remark(check.name()).ifPresent(context::warn);
            }
        }
        if (found == null && !check.settings().optional()) {
            throw EnvProblems.missing(check, context).asException();
        }
        return found;
    }

    /** Ends the check of a variable that is, or may be, set where nobody can look. A default needs no such luck. */
    private static void requireVisible(EnvVar<?> check, Deployment deployment) {
        boolean isProperty = check.kind().equals(EnvVar.PROPERTY);
        List<String> names = new ArrayList<>();
        names.add(check.name());
        names.addAll(check.spec().oldNames());
        for (String name : isProperty ? List.<String>of() : names) {
            for (String each : List.of(name, name + FILE_SUFFIX)) {
                Optional<String> provider = deployment.sight().provider(each);
                if (provider.isPresent() && (each.equals(name) || check.spec().orFile())) {
                    if (each.equals(name) && !check.settings().secret()) {
                        refuseWhatCannotFit(check, name, provider.get(), deployment);
                    }
                    throw Sight.hidden(provider.get());
                }
            }
        }
        if (!check.settings().optional()) {
            if (isProperty && deployment.sight().hasUnknownProperties()) {
                throw Sight.hidden("the command that starts it sets system properties");
            }
            Optional<String> unknown = deployment.sight().unknownVariables();
            if (!isProperty && unknown.isPresent()) {
                throw Sight.hidden(blank(names, deployment) + unknown.get());
            }
        }
    }

    /** Fails a variable of which nobody can see the value, and everybody that it is of another type. */
    private static void refuseWhatCannotFit(EnvVar<?> check, String name, String provider, Deployment deployment) {
        ValueType<?> type = check.spec().format().type();
        List<String> samples = deployment.sight().samples(name);
        if (samples.isEmpty() || type instanceof ParsedType<?>) {
            return;
        }
        for (String sample : samples) {
            try {
                type.parse(sample);
                return;
            } catch (Exception e) {
                // One of another kind may fit.
                continue;
            }
        }
        throw EnvProblems.cannotFit(check, name, provider, deployment).asException();
    }

    /** What to say before why something else may set a variable that is there, and blank. */
    private static String blank(List<String> names, Deployment deployment) {
        for (String name : names) {
            if (deployment.variable(name).isPresent()) {
                return "it is blank in " + deployment.sight().origin(name) + "; ";
            }
        }
        return "";
    }

    private static Found underName(EnvVar<?> check, String name, ProbeContext context) {
        Found plain = plain(check, name, context);
        if (!check.spec().orFile()) {
            return plain;
        }
        Found file = plain(check, name + FILE_SUFFIX, context);
        Sight sight = context.deployment().sight();
        boolean bothSet = plain != null
                        && (file != null || sight.provider(name + FILE_SUFFIX).isPresent())
                || file != null && sight.provider(name).isPresent();
        if (bothSet) {
            throw EnvProblems.bothSet(check, name, name + FILE_SUFFIX).asException();
        }
        if (plain != null) {
            return plain;
        }
        if (file != null) {
            return inNamedFile(check, name, file, context);
        }
        Optional<String> credentials = context.deployment().variable(CREDENTIALS);
        if (credentials.isPresent() && !credentials.get().isBlank()) {
            Path path = credential(credentials.get(), name, context);
            String where = CREDENTIAL + name + " leads to " + Printable.quote(path.toString());
            return Files.exists(path)
                            || context.deployment().sight().unseen(path).isPresent()
                    ? inFile(check, name, CREDENTIAL + name, path, where, context)
                    : null;
        }
        return null;
    }

    private static Path credential(String directory, String name, ProbeContext context) {
        try {
            return context.deployment().resolve(Path.of(directory)).resolve(name);
        } catch (IllegalArgumentException e) {
            throw EnvProblems.file(
                            CREDENTIALS, CREDENTIALS + " leads to " + Printable.quote(directory), "is not a path")
                    .asException();
        }
    }

    private static Found plain(EnvVar<?> check, String name, ProbeContext context) {
        Deployment deployment = context.deployment();
        Optional<String> text = check.kind().equals(EnvVar.ENV) ? deployment.variable(name) : deployment.property(name);
        if (text.isEmpty() || text.get().isBlank()) {
            return null;
        }
        return new Found(text.get(), name, name, "");
    }

    private static Found inNamedFile(EnvVar<?> check, String name, Found named, ProbeContext context) {
        if (!check.spec().verbatim()) {
            EnvReading.refuseTraps(check, named, context);
        }
        Path path;
        try {
            path = context.deployment().resolve(Path.of(named.text()));
        } catch (IllegalArgumentException e) {
            throw EnvProblems.file(named.from(), where(check, named, false, context), "is not a path")
                    .asException();
        }
        boolean certain = Path.of(named.text()).isAbsolute() || Files.isRegularFile(path) || Files.isSymbolicLink(path);
        return inFile(check, name, named.from(), path, where(check, named, certain, context), context);
    }

    /** Where a variable leads. What is hardly a path may be the secret itself, put where the path should be. */
    private static String where(EnvVar<?> check, Found named, boolean certain, ProbeContext context) {
        if (!certain && check.settings().secret()) {
            context.remember(check, named.text());
            return named.from() + " has no absolute path, and is not shown since it may be the secret itself";
        }
        return named.from() + " leads to " + Printable.quote(named.text());
    }

    private static Found inFile(
            EnvVar<?> check, String name, String from, Path path, String where, ProbeContext context) {
        Optional<String> unseen = context.deployment().sight().unseen(path);
        if (unseen.isPresent()) {
            throw Sight.hidden(where + ": " + unseen.get());
        }
        if (!Files.isRegularFile(path)) {
            String state = Files.exists(path) ? "is not a regular file" : "does not exist";
            String link = !Files.exists(path) && Files.isSymbolicLink(path)
                    ? "; " + FileProblems.brokenLinkInWords(path)
                    : "";
            throw EnvProblems.file(from, where + link, state).asException();
        }
        byte[] bytes;
        try {
            bytes = read(path, context);
        } catch (IOException e) {
            String why = e instanceof AccessDeniedException denied && denied.getReason() != null
                    ? ": " + denied.getReason()
                    : "";
            throw EnvProblems.file(from, where + why, "cannot be read by this user")
                    .asException();
        }
        if (bytes.length > LONGEST_FILE) {
            throw EnvProblems.file(from, where, "is larger than 1 MiB").asException();
        }
        String text = text(bytes);
        String trap = trap(text, bytes, check.spec().verbatim());
        if (trap != null) {
            throw EnvProblems.file(from, where, trap).asException();
        }
        if (text.isBlank()) {
            throw EnvProblems.blankFile(where).asException();
        }
        String value = withoutLineBreak(text);
        context.remember(check, value);
        return new Found(value, name, from, Sight.origin(path));
    }

    private static byte[] read(Path path, ProbeContext context) throws IOException {
        if (Files.size(path) > 0 || !FileReading.OfTheKernel.isOne(path)) {
            return read(path);
        }
        try {
            return FileReading.OfTheKernel.patiently(path, context, () -> read(path));
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private static byte[] read(Path path) throws IOException {
        try (var in = Files.newInputStream(path)) {
            return in.readNBytes(LONGEST_FILE + 1);
        }
    }

    /** The text of some bytes, null if they are not UTF-8. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** What is wrong with the file of a value that would become a part of the value; null if nothing is. */
    private static String trap(String text, byte[] bytes, boolean verbatim) {
        if (text == null || text.indexOf('\0') >= 0) {
            if (FileContent.isUtf16(bytes)) {
                return "is UTF-16, and not UTF-8 text";
            }
            return text == null ? "is not UTF-8 text" : null;
        }
        if (verbatim) {
            return null;
        }
        if (text.startsWith("\ufeff")) {
            return "begins with a byte order mark, which becomes a part of the value";
        }
        int conflict = text.contains("<<<<<<<") || text.contains(">>>>>>>") ? FileContent.conflict(bytes, false) : 0;
        return conflict == 0 ? null : "holds the marks of a merge conflict, in line " + conflict;
    }

    private static String withoutLineBreak(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    /** Where a text was found in a deployment that is about to ship. */
    static Evidence evidence(Found found, String kind, Deployment deployment) {
        if (!found.file().isEmpty()) {
            return Evidence.at(found.file());
        }
        Sight sight = deployment.sight();
        return Evidence.at(kind.equals(EnvVar.ENV) ? sight.origin(found.from()) : sight.propertyOrigin(found.from()));
    }
}
