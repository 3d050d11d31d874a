package dev.preflight.check;

import static dev.preflight.Checks.env;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import dev.preflight.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvOldNameTest {
    private static final EnvVar<Integer> PORT = env("PORT").port().deprecates("HTTP_PORT");

    @Test
    void oldNameWorksWithAWarning() {
        Report report = EnvReports.run(PORT, "HTTP_PORT", "80");
        assertTrue(report.mayBoot());
        assertEquals("""
                WARN  env PORT  set by its old name  [env.deprecated]
                      found   HTTP_PORT is set, which still works
                      fix     set PORT instead of HTTP_PORT
                """, EnvReports.problems(report));
        assertEquals(80, EnvReports.value(PORT, "HTTP_PORT", "80"));
    }

    @Test
    void bothSetToTheSameValuePass() {
        assertEquals("", EnvReports.problems(PORT, "HTTP_PORT", "80", "PORT", "80"));
    }

    @Test
    void bothSetToDifferentValuesFail() {
        assertEquals("""
                FAIL  env PORT  set twice, to different values  [env.conflict]
                      found   PORT and its old name HTTP_PORT differ
                      fix     unset HTTP_PORT
                """, EnvReports.problems(PORT, "HTTP_PORT", "80", "PORT", "81"));
    }

    @Test
    void blankOldNameIsNotSet() {
        assertEquals("", EnvReports.problems(PORT, "HTTP_PORT", " ", "PORT", "81"));
    }

    @Test
    void twoOldNamesWithDifferentValuesFail() {
        EnvVar<Integer> port = PORT.deprecates("LISTEN");
        assertEquals("[HTTP_PORT, LISTEN]", port.spec().oldNames().toString());
        Problem problem = EnvReports.run(port, "HTTP_PORT", "80", "LISTEN", "81")
                .results()
                .get(0)
                .problems()
                .get(0);
        assertEquals(
                "Problem[code=env.conflict, summary=set twice, to different values, facts=["
                        + "Fact[label=found, text=HTTP_PORT and LISTEN, both old names of PORT, differ], "
                        + "Fact[label=fix, text=set PORT, and unset both]]]",
                problem.toString());
    }

    @Test
    void wrongValueOfTheOldNameIsCorrectedThere() {
        Problem problem = EnvReports.run(PORT, "HTTP_PORT", "80a")
                .results()
                .get(0)
                .problems()
                .get(0);
        assertEquals("not a port number (1 to 65535)", problem.summary());
        assertEquals(
                Fact.of("fix", "correct HTTP_PORT, for example 8080"),
                problem.facts().get(1));
    }

    @Test
    void fileOfTheOldNameWorks(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("old"), "80\n");
        assertEquals("""
                WARN  env PORT  set by its old name  [env.deprecated]
                      found   HTTP_PORT_FILE is set, which still works
                      fix     set PORT_FILE instead of HTTP_PORT_FILE
                """, EnvReports.problems(PORT.orFile(), "HTTP_PORT_FILE", file.toString()));
    }

    @Test
    void credentialOfTheOldNameWorks(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("HTTP_PORT"), "80\n");
        assertEquals("""
                WARN  env PORT  set by its old name  [env.deprecated]
                      found   $CREDENTIALS_DIRECTORY/HTTP_PORT is set, which still works
                      fix     set $CREDENTIALS_DIRECTORY/PORT instead of $CREDENTIALS_DIRECTORY/HTTP_PORT
                """, EnvReports.problems(PORT.orFile(), "CREDENTIALS_DIRECTORY", directory.toString()));
    }
}
