package dev.preflight.check;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.preflight.Preflight;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.report.Report;
import dev.preflight.report.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a version control system leaves in a file that it could not merge. */
class MergeConflictTest {
    private static final String CONFLICT = "<<<<<<< HEAD\na=1\n=======\na=2\n>>>>>>> feature\n";

    @TempDir
    private Path directory;

    private FileRun run() {
        return new FileRun(directory);
    }

    private static ConfigFile<String> text(String name) {
        return file(name).parsedAs("text", in -> new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void marksFailInEveryFormat() throws IOException {
        run().write("app", "a: 0\n" + CONFLICT);
        for (ConfigFile<?> check : List.of(
                file("app").properties(),
                file("app").json(),
                file("app").yaml(),
                file("app").xml(),
                file("app").properties().secret(),
                text("app"))) {
            Report report = run().report(check);
            assertEquals(Verdict.FAILED, report.verdict());
            assertEquals(
                    Problem.of(Code.FILE_MALFORMED, "holds the marks of a merge conflict")
                            .found(directory + "/app, line 2")
                            .fix("resolve the conflict, and ship the file that comes of it"),
                    report.problems().get(0));
        }
    }

    @Test
    void oneMarkThatWasForgottenFailsWhereItIsNoText() throws IOException {
        for (String mark : List.of("<<<<<<< HEAD", ">>>>>>> feature", "<<<<<<<", "<<<<<<< HEAD\r")) {
            run().write("app", "a=1\n" + mark + "\nb=2\n");
            assertEquals(Verdict.FAILED, run().report(file("app").properties()).verdict(), mark);
            assertEquals(Verdict.PASSED, run().report(text("app")).verdict(), mark);
        }
    }

    @Test
    void whatOnlyLooksLikeAMarkIsNone() throws IOException {
        run().write("app.properties", "a=<<<<<<< HEAD\n=======\n <<<<<<< b\n<<<<<<<<=1\n<<<<<<<x=1\n# >>>>>>> x\n");
        assertEquals(
                Optional.of("<<<<<<< HEAD"),
                run().value(file("app.properties").properties()).text("a"));
    }

    @Test
    void secretsInFilesFail() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), CONFLICT);
        EnvVar<String> password = env("PASSWORD").orFile().secret();
        Map<String, String> variables = Map.of("PASSWORD_FILE", secret.toString());
        assertEquals(
                "its file holds the marks of a merge conflict, in line 1",
                run(password, variables).get(0).summary());
        assertEquals(List.of(), run(password.verbatim(), variables));
    }

    @Test
    void encodingsOfSecretsInFilesAreNamed() throws IOException {
        EnvVar<String> password = env("PASSWORD").orFile().secret();
        for (String charset : List.of("UTF-16", "UTF-16LE", "UTF-16BE")) {
            Path secret = Files.write(directory.resolve("secret"), "hunter2".getBytes(charset));
            assertEquals(
                    "its file is UTF-16, and not UTF-8 text",
                    run(password, Map.of("PASSWORD_FILE", secret.toString()))
                            .get(0)
                            .summary());
        }
        Path secret = Files.writeString(directory.resolve("secret"), "\ufeffhunter2");
        assertEquals(
                "its file begins with a byte order mark, which becomes a part of the value",
                run(password, Map.of("PASSWORD_FILE", secret.toString())).get(0).summary());
    }

    private static List<Problem> run(EnvVar<?> check, Map<String, String> variables) {
        return Preflight.of("orders", check)
                .against(Deployment.of(variables))
                .run()
                .problems();
    }
}
