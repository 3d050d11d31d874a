package dev.preflight.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.preflight.Checks;
import dev.preflight.problem.DeploymentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three syntaxes of env files, each by the examples of its documentation, and where they differ. */
class EnvSyntaxTest {
    @TempDir
    Path dir;

    private Deployment read(String content, EnvSyntax syntax) throws IOException {
        return read(content.getBytes(StandardCharsets.UTF_8), syntax);
    }

    private Deployment read(byte[] content, EnvSyntax syntax) throws IOException {
        Path file = Files.write(dir.resolve("prod.env"), content);
        return Deployment.planned().withEnvFile(file, syntax);
    }

    private String value(String line, EnvSyntax syntax) throws IOException {
        return read("OTHER=else\n" + line + "\nLAST=1\n", syntax)
                .variable("VAR")
                .orElse("(none)");
    }

    private String refusal(String content, EnvSyntax syntax) {
        DeploymentException e = assertThrows(DeploymentException.class, () -> read(content, syntax));
        return e.getMessage().replace(dir.toString(), "DIR");
    }

    /** docs.docker.com, "docker container run", "Set environment variables (-e, --env, --env-file)". */
    @Test
    void dockerTakesAValueAsItIs() throws IOException {
        assertEquals("VAL", value("VAR=VAL", EnvSyntax.DOCKER));
        assertEquals("\"VAL\"", value("VAR=\"VAL\"", EnvSyntax.DOCKER));
        assertEquals("'VAL'", value("VAR='VAL'", EnvSyntax.DOCKER));
        assertEquals("VAL # comment", value("VAR=VAL # comment", EnvSyntax.DOCKER));
        assertEquals("${OTHER}", value("VAR=${OTHER}", EnvSyntax.DOCKER));
        assertEquals("a=b=c ", value("  VAR=a=b=c ", EnvSyntax.DOCKER));
        assertEquals("", value("VAR=", EnvSyntax.DOCKER));
        assertEquals("(none)", value("# VAR=VAL", EnvSyntax.DOCKER));
        assertEquals("2", value("VAR=1\nVAR=2", EnvSyntax.DOCKER));
        assertEquals("VAL", value("VAR=VAL\r", EnvSyntax.DOCKER));
        assertEquals("1", read("\ufeffVAR=1", EnvSyntax.DOCKER).variable("VAR").orElse(""));
    }

    @Test
    void dockerTakesANameAloneFromTheShell() throws IOException {
        assertEquals(
                "PROVIDED env VAR: the shell that runs docker, as of DIR/prod.env, line 2\n",
                new Lists(dir).of(read("A=1\nVAR\n", EnvSyntax.DOCKER), Checks.env("VAR")));
    }

    @Test
    void whatDockerRefusesIsRefused() {
        assertEquals(
                "DIR/prod.env, line 2: the name 'export VAR' has white space in it, which docker refuses",
                refusal("A=1\nexport VAR=1", EnvSyntax.DOCKER));
        assertEquals(
                "DIR/prod.env, line 1: there is no name before the equals sign, which docker refuses",
                refusal("=1", EnvSyntax.DOCKER));
    }

    /** docs.docker.com, "Interpolation", ".env file syntax": each example with what it is said to become. */
    @Test
    void composeReadsTheExamplesOfItsDocumentation() throws IOException {
        Map<String, String> examples = Map.ofEntries(
                Map.entry("VAR=VAL", "VAL"),
                Map.entry("VAR=\"VAL\"", "VAL"),
                Map.entry("VAR='VAL'", "VAL"),
                Map.entry("VAR: VAL", "VAL"),
                Map.entry("VAR = VAL  ", "VAL"),
                Map.entry("VAR=VAL # comment", "VAL"),
                Map.entry("VAR=VAL# not a comment", "VAL# not a comment"),
                Map.entry("VAR=\"VAL # not a comment\"", "VAL # not a comment"),
                Map.entry("VAR=\"VAL\" # comment", "VAL"),
                Map.entry("VAR='$OTHER'", "$OTHER"),
                Map.entry("VAR='${OTHER}'", "${OTHER}"),
                Map.entry("VAR=$OTHER", "else"),
                Map.entry("VAR=\"${OTHER}!\"", "else!"),
                Map.entry("VAR='Let\\'s go!'", "Let's go!"),
                Map.entry("VAR=\"{\\\"hello\\\": \\\"json\\\"}\"", "{\"hello\": \"json\"}"),
                Map.entry("VAR=\"some\\tvalue\"", "some\tvalue"),
                Map.entry("VAR='some\\tvalue'", "some\\tvalue"),
                Map.entry("VAR=some\\tvalue", "some\\tvalue"),
                Map.entry("VAR='SOME\nVALUE'", "SOME\nVALUE"),
                Map.entry("export VAR=VAL", "VAL"),
                Map.entry("VAR=", ""),
                Map.entry("VAR=${UNSET_IN_TESTS:-fallback}", "fallback"),
                Map.entry("VAR=\"a\\$OTHER\"", "a$OTHER"));
        for (Map.Entry<String, String> example : examples.entrySet()) {
            assertEquals(example.getValue(), value(example.getKey(), EnvSyntax.COMPOSE), example::getKey);
        }
    }

    @Test
    void whatComposeRefusesIsRefused() {
        assertEquals("DIR/prod.env, line 2: a quote is not closed", refusal("A=1\nB=\"x\nC=1", EnvSyntax.COMPOSE));
        assertEquals(
                "DIR/prod.env, line 1: UNSET_IN_TESTS is required and not set: say which",
                refusal("A=${UNSET_IN_TESTS:?say which}", EnvSyntax.COMPOSE));
    }

    /** systemd.exec(5), "EnvironmentFile=", and the reader that it describes. */
    @Test
    void systemdTakesQuotesOffAndContinuesLines() throws IOException {
        assertEquals("VAL", value("VAR=VAL", EnvSyntax.SYSTEMD));
        assertEquals("a b", value("VAR=  a b  ", EnvSyntax.SYSTEMD));
        assertEquals(" a b ", value("VAR=\" a b \"", EnvSyntax.SYSTEMD));
        assertEquals("$OTHER", value("VAR='$OTHER'", EnvSyntax.SYSTEMD));
        assertEquals("$OTHER", value("VAR=$OTHER", EnvSyntax.SYSTEMD));
        assertEquals("VAL # no comment", value("VAR=VAL # no comment", EnvSyntax.SYSTEMD));
        assertEquals("(none)", value("; VAR=VAL", EnvSyntax.SYSTEMD));
        assertEquals("onetwo", value("VAR=one\\\ntwo", EnvSyntax.SYSTEMD));
        assertEquals("one\ntwo", value("VAR=\"one\ntwo\"", EnvSyntax.SYSTEMD));
        assertEquals("a\"b\\n", value("VAR=\"a\\\"b\\n\"", EnvSyntax.SYSTEMD));
        assertEquals("an", value("VAR=a\\n", EnvSyntax.SYSTEMD));
        assertEquals("(none)", value("VAR", EnvSyntax.SYSTEMD));
    }

    @Test
    void lineThatSystemdLeavesOutIsAWarning() throws IOException {
        assertEquals("""
                FAILED env VAR
                  env.missing: not set
                  fix: set VAR
                  deployment.manifest: a line of an env file is left out by systemd
                  found: DIR/prod.env, line 1: 'export VAR' is no name of a variable
                  fix: write NAME=value
                """, new Lists(dir).of(read("export VAR=1\n", EnvSyntax.SYSTEMD), Checks.env("VAR")));
    }

    @Test
    void valueIsToldWithItsLine() throws IOException {
        for (EnvSyntax syntax : EnvSyntax.values()) {
            assertEquals(
                    "PASSED env VAR <- DIR/prod.env, line 3\n",
                    new Lists(dir).of(read("# first\nA=1\nVAR=2\n", syntax), Checks.env("VAR")));
        }
    }

    @Test
    void quotesThatDockerKeepsAreFound() throws IOException {
        assertEquals("""
                FAILED env VAR <- DIR/prod.env, line 1
                  env.quoted: has quotes around its value
                  found: '"2"'
                  fix: take the quotes off VAR; docker --env-file keeps them; if the value is meant so, declare it verbatim()
                """, new Lists(dir).of(read("VAR=\"2\"\n", EnvSyntax.DOCKER), Checks.env("VAR")));
    }

    @Test
    void fileThatCannotBeReadIsNamed() {
        for (EnvSyntax syntax : EnvSyntax.values()) {
            DeploymentException e =
                    assertThrows(DeploymentException.class, () -> read(new byte[] {'A', '=', (byte) 0xff}, syntax));
            assertEquals("DIR/prod.env: it is not UTF-8", e.getMessage().replace(dir.toString(), "DIR"));
        }
        DeploymentException e = assertThrows(
                DeploymentException.class, () -> Deployment.planned().withEnvFile(dir.resolve("none.env")));
        assertEquals("DIR/none.env: it does not exist", e.getMessage().replace(dir.toString(), "DIR"));
    }

    @Test
    void laterSourcesCountBeforeEarlierOnes() throws IOException {
        Path first = Files.writeString(dir.resolve("first.env"), "A=1\nB=1\nC=1\n");
        Path second = Files.writeString(dir.resolve("second.env"), "B=2\nC=2\n");

        Deployment deployment =
                Deployment.planned().withEnvFile(first).withEnvFile(second).withEnv(Map.of("C", "3"));

        assertEquals(
                "123",
                deployment.variable("A").orElse("")
                        + deployment.variable("B").orElse("")
                        + deployment.variable("C").orElse(""));
    }

    @Test
    void deploymentOfATestTakesThemToo() throws IOException {
        Path file = Files.writeString(dir.resolve("test.env"), "B=2\n");

        Deployment deployment =
                Deployment.of(Map.of("A", "1", "B", "1")).withEnvFile(file).withEnv(Map.of("C", "3"));

        assertEquals("[A, B, C]", deployment.variableNames().toString());
        assertEquals("2", deployment.variable("B").orElse(""));
    }
}
