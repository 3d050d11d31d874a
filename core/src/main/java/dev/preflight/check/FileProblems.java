package dev.preflight.check;

import dev.preflight.deploy.Sight;
import dev.preflight.diagnosis.ExceptionText;
import dev.preflight.problem.Code;
import dev.preflight.problem.DeploymentException;
import dev.preflight.problem.Problem;
import dev.preflight.syntax.Malformed;
import dev.preflight.text.Amounts;
import dev.preflight.text.Printable;
import java.io.File;
import java.io.IOException;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The problems of files, in words. */
final class FileProblems {
    private static final int MOST_KEYS = 10;
    private static final int MOST_LINKS = 40;

    private FileProblems() {}

    static Problem missing(Path path, FileLocation location, ProbeContext context) {
        NearbyFiles neighbours = NearbyFiles.of(path, context);
        return Problem.of(Code.FILE_MISSING, "not found")
                .fact("looked", neighbours.description())
                .fix(moved(path, location.supply() + neighbours.didYouMean(), context));
    }

    /** The remedy for something that is not there, which may lie elsewhere in what ships. */
    static String moved(Path path, String otherwise, ProbeContext context) {
        return context.deployment().sight().ships()
                ? context.deployment().sight().moved(path).orElse(otherwise)
                : otherwise;
    }

    static Problem brokenLink(Path link) {
        return Problem.of(Code.FILE_MISSING, "not found")
                .found(brokenLinkInWords(link))
                .fix("mount or ship what the link leads to");
    }

    /** For example {@code /etc/app.yaml is a link to data/app.yaml, which does not exist}. */
    static String brokenLinkInWords(Path link) {
        String target;
        try {
            target = Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            target = "somewhere";
        }
        return Sight.origin(link) + " is a link to " + target
                + (isLoop(link) ? ", which leads back to it" : ", which does not exist");
    }

    private static boolean isLoop(Path link) {
        Path at = link;
        try {
            for (int i = 0; i < MOST_LINKS; i++) {
                if (!Files.isSymbolicLink(at)) {
                    return false;
                }
                at = at.resolveSibling(Files.readSymbolicLink(at));
            }
        } catch (IOException e) {
            return false;
        }
        return true;
    }

    static Problem missingResource(String looked, FileLocation location) {
        return Problem.of(Code.FILE_MISSING, "not found").fact("looked", looked).fix(location.supply());
    }

    static Problem unreadablePackage(DeploymentException e, ProbeContext context) {
        return Problem.of(Code.FILE_UNREADABLE, "cannot be read")
                .fact("why", ExceptionText.outside(ExceptionText.message(e), context.secrets()))
                .fix("build the package anew");
    }

    static Problem unreachable(Path path) {
        return Problem.of(Code.FILE_UNREADABLE, "cannot be reached")
                .found("this process" + user() + " may not look into " + closed(path))
                .fix("let the user of this process enter the directory (mode x)");
    }

    /** The outermost directory on the way that may not be entered. */
    private static String closed(Path path) {
        Path closed = null;
        for (Path on = path.getParent(); on != null; on = on.getParent()) {
            if (Files.isDirectory(on) && !Files.isExecutable(on)) {
                closed = on;
            }
        }
        return closed == null ? "the directory that " + Sight.origin(path) + " leads to" : Sight.origin(closed);
    }

    private static Problem unreadable(FoundFile file) {
        return Problem.of(Code.FILE_UNREADABLE, "not readable")
                .found("this process" + user() + " may not read " + file.location())
                .fix("let the user of this process read the file (mode r)");
    }

    /** Of a deployment that is about to ship, whose user is not the one of this process. */
    private static Problem notForItsUser(FoundFile file, String reason) {
        return Problem.of(Code.FILE_UNREADABLE, "not readable")
                .found(file.location() + ": " + reason)
                .fix("let the user of the application read the file (mode r)");
    }

    private static String user() {
        String name = System.getProperty("user.name", "");
        return name.isBlank() ? "" : " (user " + name + ")";
    }

    /** What ended the reading of a file that is there. */
    static Problem failing(FoundFile file, IOException why, ProbeContext context) {
        if (why instanceof AccessDeniedException denied) {
            return denied.getReason() == null ? unreadable(file) : notForItsUser(file, denied.getReason());
        }
        return Problem.of(Code.FILE_UNREADABLE, "cannot be read")
                .fact("looked", file.location())
                .fact("why", ExceptionText.inOneLine(why, context.secrets()))
                .fix("look at the disk or the mount that holds the file");
    }

    /** A file that is so large, or so slow to read, that the time is over before its end. */
    static Problem late(FoundFile file, ProbeContext context) {
        String size = file.size() > 0 ? ", " + Amounts.size(file.size()) : "";
        return context.run()
                .late()
                .fact("looked", file.location() + size)
                .fix("ship a file that can be read in that time, or give the run more with deadline(...)");
    }

    static Problem notRegular(Path path, boolean isDirectory) {
        return Problem.of(Code.FILE_NOT_REGULAR, "not a regular file")
                .found(Sight.origin(path) + " is " + (isDirectory ? "a directory" : "a pipe, a socket or a device"))
                .fix(
                        isDirectory
                                ? "ship a file of that name; a container runtime makes an empty directory"
                                        + " where the source of a mount is missing"
                                : "ship a regular file");
    }

    static Problem empty(FoundFile file) {
        return Problem.of(Code.FILE_EMPTY, "empty")
                .found(file.location() + " has 0 bytes")
                .fix("ship the file with its content");
    }

    static Problem tooLarge(ConfigFile<?> check, FoundFile file, long most) {
        boolean declared = check.spec().atMost() > 0;
        String size = Amounts.size(file.size());
        if (file.size() <= most || check.settings().secret()) {
            size = "more than that";
        } else if (size.equals(Amounts.size(most))) {
            size = Amounts.count(file.size()) + " bytes, which is " + Amounts.count(file.size() - most) + " too many";
        }
        return Problem.of(Code.FILE_TOO_LARGE, "larger than " + Amounts.size(most))
                .found(file.location() + " has " + size)
                .fix(
                        declared
                                ? "ship the right file"
                                : "ship the right file, or declare atMost() with the size that it may have");
    }

    static Problem malformed(ConfigFile<?> check, FoundFile file, Malformed e, ProbeContext context) {
        String place = e.line() == 0 ? "" : ", line " + e.line() + (e.column() == 0 ? "" : ", column " + e.column());
        Problem problem = Problem.of(
                        Code.FILE_MALFORMED,
                        "not valid " + check.spec().format().name())
                .found(file.location() + place);
        if (!check.settings().secret()) {
            problem = problem.fact("why", Printable.line(context.secrets().scrubPieces(e.getMessage()), 300));
        }
        return problem.fix("correct the file" + (e.line() == 0 ? "" : " at line " + e.line()));
    }

    static Problem conflict(FoundFile file, int line) {
        return Problem.of(Code.FILE_MALFORMED, "holds the marks of a merge conflict")
                .found(file.location() + ", line " + line)
                .fix("resolve the conflict, and ship the file that comes of it");
    }

    /** A byte order mark that the reader of the application may stumble over. */
    static Problem byteOrderMark(FoundFile file, String why) {
        return Problem.of(Code.FILE_MALFORMED, "begins with a byte order mark")
                .found(file.location() + ", line 1: " + why)
                .fix("save the file as UTF-8 without it");
    }

    static Problem refused(ConfigFile<?> check, FoundFile file, Exception e, ProbeContext context) {
        Problem problem = Problem.of(
                        Code.FILE_MALFORMED,
                        "not valid " + check.spec().format().name())
                .found(file.location());
        if (!check.settings().secret()) {
            problem = problem.fact("why", ExceptionText.inOneLine(e, context.secrets()));
        }
        return problem.fix("correct the file");
    }

    static Problem dtd(FoundFile file, int line) {
        return Problem.of(Code.FILE_DTD, "declares a DTD")
                .found(file.location() + ", line " + line + ": a <!DOCTYPE>, which can pull in other files")
                .fix("remove the DOCTYPE from the file");
    }

    static Problem parserMissing(String format, String coordinates, String module) {
        Problem problem = Problem.of(Code.FILE_PARSER_MISSING, "no parser for " + format);
        if (isOnModulePath(module)) {
            return problem.found("the module path has " + module + ", and no module requires it")
                    .fix("start with --add-modules " + module + ", or require it in module-info.java");
        }
        return problem.found("the class path has no " + coordinates).fix("add the dependency " + coordinates);
    }

    private static boolean isOnModulePath(String module) {
        List<Path> paths = new ArrayList<>();
        for (String path : System.getProperty("jdk.module.path", "").split(File.pathSeparator)) {
            if (!path.isEmpty()) {
                paths.add(Path.of(path));
            }
        }
        try {
            return ModuleFinder.of(paths.toArray(new Path[0])).find(module).isPresent();
        } catch (FindException | SecurityException e) {
            return false;
        }
    }

    static Problem duplicateKey(ConfigFile<?> check, FoundFile file, String key, int line) {
        return twice(
                check, file, line, key, " stands there again in one object, and parsers differ in which one counts");
    }

    static Problem duplicateProperty(ConfigFile<?> check, FoundFile file, String key, int first, int line) {
        return twice(check, file, line, key, " stands there again after line " + first + ", and the last one counts");
    }

    private static Problem twice(ConfigFile<?> check, FoundFile file, int line, String key, String what) {
        return Problem.of(Code.FILE_MALFORMED, "has a key twice")
                .found(file.location() + ", line " + line + ": "
                        + (check.settings().secret() ? "one" : Printable.quote(key)) + what)
                .fix("remove one of the two");
    }

    static Problem keysMissing(
            ConfigFile<?> check, FoundFile file, Document document, List<String> missing, List<String> blank) {
        int count = missing.size() + blank.size();
        Problem problem = Problem.of(
                Code.FILE_KEY_MISSING, count == 1 ? "lacks a key" : "lacks " + Amounts.count(count) + " keys");
        if (!missing.isEmpty()) {
            problem = problem.fact("lacks", list(missing));
        }
        if (!blank.isEmpty()) {
            problem = problem.fact("empty", list(blank));
        }
        if (!check.settings().secret()) {
            for (String key : missing.subList(0, Math.min(3, missing.size()))) {
                String near = document.didYouMean(key);
                problem = near.isEmpty() ? problem : problem.found(near);
            }
        }
        return problem.fix("add " + (count == 1 ? "it" : "them") + " to " + file.location());
    }

    private static String list(List<String> keys) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < Math.min(MOST_KEYS, keys.size()); i++) {
            out.append(i == 0 ? "" : ", ").append(keys.get(i));
        }
        return keys.size() > MOST_KEYS
                ? out.append(" and ")
                        .append(keys.size() - MOST_KEYS)
                        .append(" more")
                        .toString()
                : out.toString();
    }

    static Problem brokenRule(FoundFile file, String rule) {
        return Problem.of(Code.FILE_INVALID, "must " + rule)
                .fact("looked", file.location())
                .fix("correct " + file.location());
    }

    static Problem noDocument(ConfigFile<?> check) {
        return Problem.of(Code.CHECK_CRASHED, "the check itself broke")
                .fact("why", "having() asks for keys, and what the lambda of parsedAs() returns has none")
                .fix("return a Document from the lambda of " + check.id() + ", as Document.of makes one");
    }

    static Problem textMissing(FoundFile file, String text) {
        return Problem.of(Code.FILE_TEXT_MISSING, "lacks a text")
                .fact("lacks", Printable.quote(text))
                .fix("add it to " + file.location());
    }

    static Problem checksum(ConfigFile<?> check, FoundFile file, String actual) {
        Problem problem = Problem.of(Code.FILE_CHECKSUM, "has another content than was declared");
        // A digest tells a secret to whoever can guess it.
        problem = check.settings().secret()
                ? problem.fact("looked", file.location())
                : problem.fact("expect", check.spec().digest()).found(actual + " at " + file.location());
        return problem.fix("ship the file that belongs to this release, or declare its new checksum");
    }

    static Problem exposed(FoundFile file) {
        return Problem.of(Code.FILE_EXPOSED, "a secret that every user of the machine may read")
                .found(file.location() + " has mode o+r")
                .fix("chmod o-r " + file.location());
    }

    static Problem worldWritable(Path path) {
        return Problem.of(Code.FILE_WORLD_WRITABLE, "a secret that every user of the machine may write")
                .found(Sight.origin(path) + " has mode o+w")
                .fix("chmod o-rw " + Sight.origin(path) + ", and replace the secret");
    }
}
