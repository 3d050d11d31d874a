package dev.preflight.console;

import static dev.preflight.Checks.directory;
import static dev.preflight.Checks.env;
import static dev.preflight.Checks.envEquals;
import static dev.preflight.Checks.envSet;
import static dev.preflight.Checks.file;
import static dev.preflight.Checks.java;
import static dev.preflight.Checks.probe;
import static dev.preflight.Checks.property;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import dev.preflight.Verified;
import dev.preflight.backend.Backends;
import dev.preflight.check.Check;
import dev.preflight.check.EnvVar;
import dev.preflight.check.Probe;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import dev.preflight.report.TextReport;
import dev.preflight.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be seen of a deployment that is about to ship is neither missing nor verified. */
class ProvidersTest {
    private static final EnvVar<String> TOKEN = env("TOKEN").orFile().secret();

    @TempDir
    Path dir;

    /** An environment in which TOKEN comes from the shell, and everything else is known. */
    private Deployment withHiddenToken(String... lines) throws IOException {
        Path file = Files.writeString(dir.resolve("prod.env"), "TOKEN\n" + String.join("\n", lines) + "\n");
        return Deployment.planned().withEnvFile(file);
    }

    private String outcomes(Deployment deployment, Check<?>... checks) {
        StringBuilder out = new StringBuilder();
        for (CheckResult result :
                Preflight.of("test", checks).against(deployment).run().results()) {
            out.append(result.outcome()).append(' ').append(result.check().id());
            out.append(result.reason().isEmpty() ? "" : ": " + result.reason());
            for (Problem problem : result.problems()) {
                out.append(" [").append(problem.code()).append(']');
            }
            out.append('\n');
        }
        return out.toString().replace(dir.toString(), "DIR");
    }

    @Test
    void hiddenValueNeitherFailsNorCountsAsVerified() throws IOException {
        Report report = Preflight.of("test", TOKEN, env("MODE"))
                .against(withHiddenToken("MODE=fast"))
                .run();

        assertEquals(Verdict.PASSED, report.verdict());
        assertEquals(1, report.count(Outcome.PASSED));
        assertEquals(1, report.count(Outcome.PROVIDED));
        assertEquals("""
                PREFLIGHT PASSED  test: 1 not visible, 1 passed in 0 ms

                PROV  env TOKEN  the shell that runs docker, as of DIR/prod.env, line 1""", report.toString().replace(dir.toString(), "DIR").replaceAll("in \\d+ ms", "in 0 ms"));
    }

    @Test
    void knownEnvironmentWithoutTheVariableFails() throws IOException {
        assertEquals("FAILED env OTHER [env.missing]\n", outcomes(withHiddenToken(), env("OTHER")));
    }

    @Test
    void nothingButHiddenValuesIsNoSuccess() throws IOException {
        Report report = Preflight.of("test", TOKEN).against(withHiddenToken()).run();

        assertEquals(Verdict.NOTHING_CHECKED, report.verdict());
    }

    @Test
    void whatNeedsAHiddenValueIsHiddenTooAndNotSkipped() throws IOException {
        Probe<Integer> length = probe("length", context -> context.get(TOKEN).length())
                .needs(TOKEN)
                .offline();

        assertEquals(
                """
                PROVIDED env TOKEN: the shell that runs docker, as of DIR/prod.env, line 1
                PROVIDED probe length: needs env TOKEN, which cannot be seen here
                PROVIDED file CONFIG: needs env CONFIG, which cannot be seen here
                """.replace(
                                "PROVIDED file",
                                "PROVIDED env CONFIG: the shell that runs docker, as of DIR/prod.env, line 2\nPROVIDED file"),
                outcomes(withHiddenToken("CONFIG"), length, file(env("CONFIG").path())));
    }

    @Test
    void valueOfSomethingHiddenIsNotThere() throws IOException {
        Verified verified = Preflight.of("test", TOKEN, env("MODE"))
                .against(withHiddenToken("MODE=fast"))
                .verify();

        assertTrue(verified.find(TOKEN).isEmpty());
        NoSuchElementException e = assertThrows(NoSuchElementException.class, () -> verified.get(TOKEN));
        assertEquals(
                "env TOKEN has no value: the shell that runs docker, as of DIR/prod.env, line 1",
                e.getMessage().replace(dir.toString(), "DIR"));
    }

    @Test
    void hiddenFileOfAVariableIsHidden() throws IOException {
        Path file = Files.writeString(dir.resolve("other.env"), "TOKEN_FILE\n");

        assertEquals(
                "PROVIDED env TOKEN: the shell that runs docker, as of DIR/other.env, line 1\n",
                outcomes(Deployment.planned().withEnvFile(file), TOKEN));
        assertEquals(
                "FAILED env TOKEN [env.missing]\n",
                outcomes(Deployment.planned().withEnvFile(file), env("TOKEN")));
    }

    @Test
    void fileThatLiesOnTheMachineIsNamed() {
        assertEquals(
                "PROVIDED env TOKEN: TOKEN_FILE leads to '/run/secrets/token': no package was given, and nothing is"
                        + " mounted there\n",
                outcomes(Deployment.planned().withEnv(Map.of("TOKEN_FILE", "/run/secrets/token")), TOKEN));
    }

    @Test
    void valueAndHiddenFileOfItAreAConflictAsTheyWillBe() throws IOException {
        Path file = Files.writeString(dir.resolve("other.env"), "TOKEN_FILE\nTOKEN=tok-1234\n");

        assertEquals(
                "FAILED env TOKEN [env.conflict]\n",
                outcomes(Deployment.planned().withEnvFile(file), TOKEN));
    }

    @Test
    void conditionOnAHiddenValueIsNotTakenForOneThatDoesNotHold() throws IOException {
        assertEquals(
                """
                PROVIDED env A: only if TOKEN is 'x', which cannot be seen here: the shell that runs docker, as of DIR/prod.env, line 1
                PROVIDED env B: only if not (TOKEN is set), which cannot be seen here: the shell that runs docker, as of DIR/prod.env, line 1
                INACTIVE env C: only if MODE is 'slow'
                FAILED env D [env.missing]
                """,
                outcomes(
                        withHiddenToken("MODE=fast"),
                        env("A").onlyIf(envEquals("TOKEN", "x")),
                        env("B").onlyIf(envSet("TOKEN").not()),
                        env("C").onlyIf(envEquals("MODE", "slow")),
                        env("D").onlyIf(envEquals("MODE", "fast"))));
    }

    @Test
    void inputsOfAHiddenConditionAreHiddenWithIt() throws IOException {
        assertEquals(
                """
                PROVIDED env MAIL_URL: only for backend mail
                PROVIDED backend mail: only if TOKEN is 'x', which cannot be seen here: the shell that runs docker, as of DIR/prod.env, line 1
                """,
                outcomes(
                        withHiddenToken(),
                        Backends.http("mail", env("MAIL_URL").uri("https")).onlyIf(envEquals("TOKEN", "x"))));
    }

    @Test
    void defaultCountsWhereNothingIsKnown() {
        assertEquals(
                """
                PASSED env PORT
                PASSED env NOTE
                PROVIDED env URL: neither an env file nor a manifest was given
                """,
                outcomes(
                        Deployment.planned(),
                        env("PORT").port().orElse(8080),
                        env("NOTE").optional(),
                        env("URL")));
    }

    @Test
    void machineAndProcessAreNotJudgedFromHere() {
        assertEquals(
                """
                PROVIDED java 9999: the machine brings along the Java runtime
                PROVIDED property home: the command that starts it sets system properties
                PROVIDED probe mine: it looks at the process that runs it
                PROVIDED file app.yaml: no package was given, and nothing is mounted there
                PROVIDED directory /var/lib/orders: no package was given, and nothing is mounted there
                PROVIDED file classpath:app.yaml: nothing that was given holds a class path
                """,
                outcomes(
                        Deployment.planned(),
                        java(9999),
                        property("home"),
                        probe("mine", () -> {
                                    throw new IllegalStateException("never to be run");
                                })
                                .offline(),
                        file("app.yaml"),
                        directory("/var/lib/orders").writable(),
                        file("classpath:app.yaml")));
    }

    @Test
    void propertiesThatAreGivenAreKnown() {
        assertEquals(
                "PASSED property a\nFAILED property b [env.missing]\n",
                outcomes(Deployment.planned().properties(Map.of("a", "1")), property("a"), property("b")));
    }

    @Test
    void probeWithInputsRunsOnWhatShips() throws IOException {
        EnvVar<Integer> port = env("PORT").port();

        assertEquals(
                """
                PASSED env PORT
                FAILED probe odd [probe.rejected]
                """,
                outcomes(
                        withHiddenToken("PORT=8080"),
                        probe("odd", context -> context.get(port) % 2 == 1)
                                .needs(port)
                                .offline()));
    }

    @Test
    void onlineChecksAreTriedOnlyIfAskedFor() throws IOException {
        List<String> ran = new ArrayList<>();
        Probe<Void> online = probe("queue", () -> {
            ran.add("queue");
        });
        Probe<Void> needing = probe("db", () -> {
                    ran.add("db");
                })
                .needs(env("DB_URL"));

        assertEquals("""
                PROVIDED probe queue: not tried before it is deployed
                FAILED env DB_URL [env.missing]
                SKIPPED probe db: needs env DB_URL
                """, outcomes(withHiddenToken(), online, needing));
        assertEquals(List.of(), ran);

        assertEquals("PASSED probe queue\n", outcomes(withHiddenToken().connecting(), online));
        assertEquals(List.of("queue"), ran);
    }

    @Test
    void switchThatLetsABrokenDeploymentBootDoesNotLetItShip() throws IOException {
        for (String mode : List.of("off", "warn")) {
            Report report = Preflight.of("test", env("OTHER"))
                    .against(withHiddenToken("PREFLIGHT=" + mode))
                    .run();

            assertEquals(Verdict.FAILED, report.verdict());
            assertEquals(
                    "PREFLIGHT=" + mode + " will be in force",
                    report.notices().get(0).summary());
        }
    }

    @Test
    void onlyDeploymentsThatShipHaveParts() {
        Deployment process = Deployment.of(Map.of());

        assertThrows(IllegalStateException.class, () -> process.root("opt/orders"));
        assertThrows(IllegalStateException.class, () -> process.with(Deployment.planned()));
        assertThrows(IllegalStateException.class, () -> Deployment.planned().with(process));
    }

    @Test
    void secretOfAnEnvFileIsShownNowhere() throws IOException {
        Report report = Preflight.of("test", TOKEN, env("URL").uri("https"))
                .against(Deployment.planned().withEnv(Map.of("TOKEN", "\"tok-12345678\"", "URL", "tok-12345678")))
                .run();

        assertEquals(2, report.count(Outcome.FAILED));
        assertFalse(TextReport.of(report).full().toString().contains("tok-12345678"), report::toString);
    }

    @Test
    void directoryThatMustBeWritableIsHalfSeen() throws IOException {
        Files.createDirectories(dir.resolve("app/data"));
        Deployment deployment = Deployment.ofPackage(dir.resolve("app"));

        assertEquals(
                """
                PROVIDED directory data: DIR/app/data is there; only the machine shows whether it can be written
                FAILED directory logs [directory.missing]
                """,
                outcomes(
                        deployment,
                        directory("data").writable(),
                        directory("logs").free("1GB")));
    }
}
