package dev.preflight.check;

import static dev.preflight.Checks.env;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.preflight.Preflight;
import dev.preflight.deploy.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvFileTest {
    private static final EnvVar<String> PASSWORD = env("PASSWORD").orFile().secret();

    @TempDir
    Path directory;

    private String file(String content) throws IOException {
        return Files.writeString(directory.resolve("pw"), content).toString();
    }

    @ParameterizedTest
    @CsvSource({
        "hunter2,hunter2",
        "hunter2\\n,hunter2",
        "hunter2\\r\\n,hunter2",
        "' hunter2 \\n',' hunter2 '",
        "a\\nb\\n,a\\nb"
    })
    void oneLineBreakAtTheEndIsDropped(String content, String value) throws IOException {
        assertEquals(unescaped(value), EnvReports.value(PASSWORD, "PASSWORD_FILE", file(unescaped(content))));
    }

    private static String unescaped(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n");
    }

    @Test
    void secondLineBreakAtTheEndIsRefused() throws IOException {
        String path = file("hunter2\n\n");
        assertEquals("""
                FAIL  env PASSWORD  ends in a line break  [env.line-break]
                      found   a secret, so it is not shown
                      fix     take the line break off the end of '%s'; if the value is meant so, declare it verbatim()
                """.formatted(path), EnvReports.problems(PASSWORD, "PASSWORD_FILE", path));
    }

    @Test
    void secondLineBreakAtTheEndIsKeptByVerbatim() throws IOException {
        assertEquals("x\n", EnvReports.value(PASSWORD.verbatim(), "PASSWORD_FILE", file("x\n\n")));
    }

    @Test
    void valueOfAFileIsTyped() throws IOException {
        String path = file("80a\n");
        assertEquals(
                """
                FAIL  env PORT  not a port number (1 to 65535)  [env.invalid]
                      found   '80a'
                      fix     correct '%s', for example 8080
                """.formatted(path), EnvReports.problems(env("PORT").orFile().port(), "PORT_FILE", path));
    }

    @Test
    void variableAndFileBothSetIsRefused() {
        assertEquals("""
                FAIL  env PASSWORD  set twice  [env.conflict]
                      found   PASSWORD and PASSWORD_FILE are both set, and nobody can tell which one counts
                      fix     unset one of the two
                """, EnvReports.problems(PASSWORD, "PASSWORD", "hunter2", "PASSWORD_FILE", "/run/secrets/pw"));
    }

    @Test
    void blankVariableBesideAFileDoesNotCount() throws IOException {
        assertEquals("hunter2", EnvReports.value(PASSWORD, "PASSWORD", " ", "PASSWORD_FILE", file("hunter2")));
    }

    @Test
    void missingFileIsNamed() {
        assertEquals("""
                FAIL  env PASSWORD  its file does not exist  [env.file]
                      found   PASSWORD_FILE leads to '/no/such/file'
                      fix     mount the file, or correct PASSWORD_FILE
                """, EnvReports.problems(PASSWORD, "PASSWORD_FILE", "/no/such/file"));
    }

    @Test
    void linkThatLeadsNowhereIsNamedWithItsTarget() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("pw"), Path.of("..data/pw"));

        assertEquals(
                """
                FAIL  env PASSWORD  its file does not exist  [env.file]
                      found   PASSWORD_FILE leads to 'LINK'; LINK is a link to ..data/pw, which does not exist
                      fix     mount the file, or correct PASSWORD_FILE
                """.replace("LINK", link.toString()), EnvReports.problems(PASSWORD, "PASSWORD_FILE", link.toString()));
    }

    @Test
    void missingFileThatMayBeTheSecretItselfIsNotShown() {
        assertEquals("""
                FAIL  env PASSWORD  its file does not exist  [env.file]
                      found   PASSWORD_FILE has no absolute path, and is not shown since it may be the secret itself
                      fix     mount the file, or correct PASSWORD_FILE
                """, EnvReports.problems(PASSWORD, "PASSWORD_FILE", "correct-horse-battery"));
    }

    @Test
    void relativePathThatIsNotSecretIsShown() {
        assertEquals("""
                FAIL  env HOST  its file does not exist  [env.file]
                      found   HOST_FILE leads to 'no/such/file'
                      fix     mount the file, or correct HOST_FILE
                """, EnvReports.problems(env("HOST").orFile(), "HOST_FILE", "no/such/file"));
    }

    @Test
    void relativePathStartsInTheDirectoryOfTheDeployment() throws IOException {
        file("hunter2");
        Preflight suite = Preflight.of("app", PASSWORD)
                .against(Deployment.of(EnvReports.map("PASSWORD_FILE", "pw")).directory(directory));
        assertEquals("hunter2", suite.verify().get(PASSWORD));
    }

    @Test
    void textThatIsNoPathIsRefused() {
        assertEquals("""
                FAIL  env HOST  its file is not a path  [env.file]
                      found   HOST_FILE leads to '/run\\u0000'
                      fix     mount the file, or correct HOST_FILE
                """, EnvReports.problems(env("HOST").orFile(), "HOST_FILE", "/run\0"));
    }

    @Test
    void secretThatIsNoPathIsNotShown() {
        assertEquals("""
                FAIL  env PASSWORD  its file is not a path  [env.file]
                      found   PASSWORD_FILE has no absolute path, and is not shown since it may be the secret itself
                      fix     mount the file, or correct PASSWORD_FILE
                """, EnvReports.problems(PASSWORD, "PASSWORD_FILE", "/run\0"));
    }

    @Test
    void directoryIsRefused() {
        assertEquals("""
                FAIL  env PASSWORD  its file is not a regular file  [env.file]
                      found   PASSWORD_FILE leads to '%s'
                      fix     mount the file, or correct PASSWORD_FILE
                """.formatted(directory), EnvReports.problems(PASSWORD, "PASSWORD_FILE", directory.toString()));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @Timeout(10)
    void pipeThatNobodyWritesToIsRefusedAndNotWaitedFor() throws Exception {
        Path pipe = directory.resolve("pipe");
        Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assumeTrue(mkfifo.waitFor(5, TimeUnit.SECONDS) && mkfifo.exitValue() == 0);
        assertEquals("""
                FAIL  env PASSWORD  its file is not a regular file  [env.file]
                      found   PASSWORD_FILE leads to '%s'
                      fix     mount the file, or correct PASSWORD_FILE
                """.formatted(pipe), EnvReports.problems(PASSWORD, "PASSWORD_FILE", pipe.toString()));
    }

    @Test
    void emptyFileIsRefused() throws IOException {
        String path = file(" \n");
        assertEquals("""
                FAIL  env PASSWORD  its file is blank  [env.blank]
                      found   PASSWORD_FILE leads to '%s'
                      fix     put the value into the file
                """.formatted(path), EnvReports.problems(PASSWORD, "PASSWORD_FILE", path));
    }

    @Test
    void fileOfOneMebibytePassesAndOneByteMoreDoesNot() throws IOException {
        String most = "a".repeat(1024 * 1024);
        assertEquals(most, EnvReports.value(PASSWORD, "PASSWORD_FILE", file(most)));
        String path = file(most + "a");
        assertEquals("""
                FAIL  env PASSWORD  its file is larger than 1 MiB  [env.file]
                      found   PASSWORD_FILE leads to '%s'
                      fix     mount the file, or correct PASSWORD_FILE
                """.formatted(path), EnvReports.problems(PASSWORD, "PASSWORD_FILE", path));
    }

    @Test
    void fileThatIsNotUtf8IsRefused() throws IOException {
        Path path = Files.write(directory.resolve("pw"), new byte[] {'a', (byte) 0xff, 'b'});
        assertEquals("""
                FAIL  env PASSWORD  its file is not UTF-8 text  [env.file]
                      found   PASSWORD_FILE leads to '%s'
                      fix     mount the file, or correct PASSWORD_FILE
                """.formatted(path), EnvReports.problems(PASSWORD, "PASSWORD_FILE", path.toString()));
    }

    @Test
    void fileThatCannotBeReadIsRefused() throws IOException {
        Path path = Path.of("/proc/self/mem");
        if (!Files.isRegularFile(path)) {
            path = Path.of(file("hunter2"));
            assumeTrue(Files.getFileStore(path).supportsFileAttributeView("posix"));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
            assumeFalse(Files.isReadable(path));
        }
        assertEquals("""
                FAIL  env PASSWORD  its file cannot be read by this user  [env.file]
                      found   PASSWORD_FILE leads to '%s'
                      fix     mount the file, or correct PASSWORD_FILE
                """.formatted(path), EnvReports.problems(PASSWORD, "PASSWORD_FILE", path.toString()));
    }

    @Test
    void credentialOfSystemdIsFound() throws IOException {
        Files.writeString(directory.resolve("PASSWORD"), "hunter2\n");
        assertEquals("hunter2", EnvReports.value(PASSWORD, "CREDENTIALS_DIRECTORY", directory.toString()));
    }

    @Test
    void variableGoesBeforeTheCredentialOfSystemd() throws IOException {
        Files.writeString(directory.resolve("PASSWORD"), "hunter2\n");
        assertEquals(
                "other",
                EnvReports.value(PASSWORD, "PASSWORD", "other", "CREDENTIALS_DIRECTORY", directory.toString()));
    }

    @Test
    void absentCredentialOfSystemdIsMissing() {
        assertEquals("env.missing", EnvReports.code(PASSWORD, "CREDENTIALS_DIRECTORY", directory.toString()));
        assertEquals("env.missing", EnvReports.code(PASSWORD, "CREDENTIALS_DIRECTORY", ""));
    }

    @Test
    void blankCredentialOfSystemdIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("PASSWORD"), "\n");
        assertEquals("""
                FAIL  env PASSWORD  its file is blank  [env.blank]
                      found   $CREDENTIALS_DIRECTORY/PASSWORD leads to '%s'
                      fix     put the value into the file
                """.formatted(file), EnvReports.problems(PASSWORD, "CREDENTIALS_DIRECTORY", directory.toString()));
    }

    @Test
    void optionalVariableWithAWrongFileFails() {
        assertEquals("env.file", EnvReports.code(PASSWORD.optional(), "PASSWORD_FILE", "/no/such/file"));
        assertFalse(EnvReports.run(PASSWORD.orElse("x"), "PASSWORD_FILE", "/no/such/file")
                .mayBoot());
    }
}
