package dev.preflight;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.envEquals;
import static dev.preflight.Checks.file;
import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.check.EnvVar;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --preflight} among the arguments of {@code main}. */
class RunCommandTest {
    private static final EnvVar<String> URL = env("URL").describedAs("orders database");
    private static final EnvVar<String> PASSWORD = env("PASSWORD").secret();
    private static final Preflight SUITE = Preflight.of(
            "orders",
            URL,
            file("config/app.yaml").optional(),
            env("SMTP_HOST").onlyIf(envEquals("MAIL_MODE", "smtp")),
            probe("db", RunCommandTest::connect).needs(URL, PASSWORD).warnOnly().retryFor(Duration.ofSeconds(20)));

    private static void connect() {}

    private final Map<String, String> environment = new HashMap<>();

    @TempDir
    Path directory;

    private OptionalInt exit = OptionalInt.empty();

    private Streams run(Preflight suite, String... args) {
        Deployment deployment = Deployment.of(environment).directory(directory);
        return Streams.of(() -> exit = suite.against(deployment).runCommand(args));
    }

    private Streams run(String... args) {
        return run(SUITE, args);
    }

    @Test
    void withoutItTheApplicationIsToBeStarted() {
        Streams streams = run("--port=80", "preflight", "--preflight-report=echo");

        assertEquals(OptionalInt.empty(), exit);
        assertEquals("", streams.out() + streams.err());
    }

    @Test
    void checksEverythingAndExits() {
        environment.put("URL", "x");
        environment.put("PASSWORD", "y");

        Streams streams = run("--port=80", "--preflight");

        assertEquals(OptionalInt.of(0), exit);
        assertEquals("PREFLIGHT PASSED  orders: 1 not needed here, 4 passed in <time>\n", streams.out());
        assertEquals("", streams.err());
    }

    @Test
    void failureIsPrintedWithItsExitCode() {
        environment.put("PASSWORD", "y");

        Streams streams = run("--preflight");

        assertEquals(OptionalInt.of(78), exit);
        assertTrue(streams.out().startsWith("PREFLIGHT FAILED  orders: 1 failed, 1 skipped"), streams::out);
        assertEquals("", streams.err());
    }

    @Test
    void offlineLeavesConnectionsOut() {
        Preflight suite = Preflight.of("orders", env("URL"), probe("db", () -> {
            throw new IOException("asked");
        }));
        environment.put("URL", "x");

        Streams streams = run(suite, "--preflight=offline");

        assertEquals(OptionalInt.of(0), exit);
        assertEquals("PREFLIGHT PASSED  orders: 1 passed in <time>\n", streams.out());
    }

    @Test
    void offlineWithoutOfflineChecksIsNoSuccess() {
        Streams streams = run(Preflight.of("orders", probe("db", () -> {})), "--preflight=offline");

        assertEquals(OptionalInt.of(0), exit);
        assertEquals("PREFLIGHT VERIFIED NOTHING  orders: every check is online\n", streams.out());
    }

    @Test
    void listTellsWhatWouldBeCheckedAndLooksAtNothing() {
        Streams streams = run("--preflight=list");

        assertEquals(OptionalInt.of(0), exit);
        assertEquals("""
                orders: 5 checks, 1 of them online

                env URL               required; orders database
                file config/app.yaml  optional
                env SMTP_HOST         required; only if MAIL_MODE is 'smtp'
                env PASSWORD          required; secret
                probe db              warns only; needs env URL, env PASSWORD; timeout 3 s; tried again for 20 s
                """, streams.out());
    }

    @Test
    void explainTellsTheSectionOfTheDocumentation() {
        Streams streams = run("--preflight=explain", "backend.refused");

        assertEquals(OptionalInt.of(0), exit);
        assertTrue(streams.out().startsWith("backend.refused  exit code 69, transient\n\nTransient. "), streams::out);
        assertTrue(streams.out().contains("\nMend: "), streams::out);
    }

    @Test
    void everyCodeIsExplained() {
        for (Code code : Code.all()) {
            Streams streams = run("--preflight=explain", code.id());
            assertEquals(OptionalInt.of(0), exit);
            assertTrue(streams.out().lines().count() >= 3, streams::out);
            assertTrue(streams.out().contains("\nMend: "), streams::out);
        }
    }

    @Test
    void unknownCodeIsAMisuseThatHelps() {
        Streams streams = run("--preflight=explain", "env.mising");

        assertEquals(OptionalInt.of(64), exit);
        assertEquals("""
                preflight: unknown code 'env.mising'; did you mean env.missing?
                preflight: --preflight=help lists what there is
                """, streams.err());
        assertEquals("", streams.out());
    }

    @Test
    void explainWantsACode() {
        Streams streams = run("--preflight=explain");

        assertEquals(OptionalInt.of(64), exit);
        assertEquals("""
                preflight: explain wants one problem code, as in --preflight=explain env.missing
                preflight: --preflight=help lists what there is
                """, streams.err());
    }

    @Test
    void unknownCommandIsAMisuseThatNamesTheOthers() {
        Streams streams = run("--preflight=lst");

        assertEquals(OptionalInt.of(64), exit);
        assertTrue(
                streams.err()
                        .startsWith("preflight: unknown command 'lst'; there are check, offline, list, explain, help"),
                streams::err);
        assertEquals("", streams.out());
    }

    @Test
    void twoCommandsAreAMisuse() {
        run("--preflight", "--preflight=list");
        assertEquals(OptionalInt.of(64), exit);
    }

    @Test
    void unknownFormatIsAMisuseBeforeAnythingIsChecked() {
        Streams streams = run("--preflight", "--preflight-report=jsn");

        assertEquals(OptionalInt.of(64), exit);
        assertTrue(
                streams.err().startsWith("preflight: --preflight-report= names an unknown format 'jsn'; there are "),
                streams::err);
        assertTrue(streams.err().contains("echo"), streams::err);
        assertEquals("", streams.out());
    }

    @Test
    void misspeltArgumentStartsNothing() {
        for (String arg : new String[] {
            "--preflihgt",
            "--preflihgt=list",
            "--preflight-check",
            "--preflights",
            "--preflght",
            "--pre-flight",
            "--Preflight",
            "-preflight",
            "\u2014preflight=offline",
            "--preflight-report",
            "--preflight_report=json",
            "--prefligth-report=json:x"
        }) {
            Streams streams = run("--port=80", arg);
            assertEquals(OptionalInt.of(64), exit, arg);
            assertTrue(streams.err().startsWith("preflight: unknown argument '" + arg + "'; "), streams::err);
        }
    }

    @Test
    void argumentsOfTheApplicationAreItsOwn() {
        for (String arg : new String[] {
            "preflight",
            "flight",
            "--profile=preflight",
            "--prefix",
            "--inflight=3",
            "--flight",
            "--prefetch=1",
            "--preflight.mode=warn",
            "--spring.preflight=1",
            "x--preflight"
        }) {
            Streams streams = run(arg);
            assertEquals(OptionalInt.empty(), exit, arg);
            assertEquals("", streams.err());
        }
    }

    @Test
    void reportsAreWrittenByEveryCommandWithAVerdict() throws IOException {
        Files.createDirectory(directory.resolve("package"));
        Streams streams = run(
                "--preflight=checklist",
                "--preflight-report=echo:checklist.txt",
                "--package",
                directory.resolve("package").toString());
        assertEquals(OptionalInt.of(0), exit, streams::err);
        assertEquals("echo of orders: PASSED \ud83d\ude80\n", Files.readString(directory.resolve("checklist.txt")));
        assertTrue(streams.out().contains("env URL"), streams::out);

        run("--preflight=offline", "--preflight-report=echo:offline.txt");
        assertEquals("echo of orders: FAILED \ud83d\ude80\n", Files.readString(directory.resolve("offline.txt")));

        run(
                Preflight.of("orders", probe("db", () -> {})),
                "--preflight=offline",
                "--preflight-report=echo:nothing.txt");
        assertEquals(
                "echo of orders: NOTHING_CHECKED \ud83d\ude80\n", Files.readString(directory.resolve("nothing.txt")));
    }

    @Test
    void theChecklistMakesRoomForAReportOnStandardOutput() throws IOException {
        Files.createDirectory(directory.resolve("package"));
        Streams streams = run(
                "--preflight=checklist",
                "--preflight-report=echo",
                "--package",
                directory.resolve("package").toString());
        assertEquals("echo of orders: PASSED \ud83d\ude80\n", streams.out());
        assertTrue(streams.err().contains("env URL"), streams::err);
    }

    @Test
    void reportsOfWhatVerifiesNothingAreRefused() {
        for (String command : new String[] {"list", "help", "explain", "greet", "docs", "env-example", "audit"}) {
            Streams streams = run("--preflight=" + command, "--preflight-report=echo:x.txt", "Ada");
            assertEquals(OptionalInt.of(64), exit, command);
            assertTrue(
                    streams.err()
                            .startsWith("preflight: " + command
                                    + " verifies nothing, so there is no report for --preflight-report to write\n"),
                    streams::err);
            assertEquals("", streams.out());
            assertTrue(Files.notExists(directory.resolve("x.txt")));
        }
    }

    @Test
    void theVariableAsksForReportsWhereThereAreAny() {
        environment.put("PREFLIGHT_REPORT", "echo:x.txt");
        run("--preflight=list");
        assertEquals(OptionalInt.of(0), exit);
        assertTrue(Files.notExists(directory.resolve("x.txt")));
    }

    @Test
    void misspeltArgumentIsAMisuse() {
        Streams streams = run("--preflight", "--preflight-reprot=echo");

        assertEquals(OptionalInt.of(64), exit);
        assertTrue(
                streams.err().startsWith("preflight: unknown argument '--preflight-reprot=echo'; --preflight=help"),
                streams::err);
    }

    @Test
    void helpListsCommandsFormatsAndVariables() {
        Streams streams = run("--preflight=help");

        assertEquals(OptionalInt.of(0), exit);
        for (String part : new String[] {
            "--preflight=offline", "--preflight=greet", "greet whoever asks", "echo", "PREFLIGHT_WARN_ONLY", "78"
        }) {
            assertTrue(streams.out().contains(part), streams::out);
        }
        assertTrue(streams.out().lines().allMatch(line -> line.length() <= 110), streams::out);
    }

    @Test
    void commandOfOthersGetsTheOtherArguments() {
        Streams streams = run("--preflight=greet", "--preflight-color=never", "Ada", "Grace");

        assertEquals(OptionalInt.of(3), exit);
        assertEquals("hello Ada and Grace, from orders\n", streams.out());
    }

    @Test
    void commandOfOthersSaysWhatItCannotDo() {
        assertTrue(run("--preflight=greet").err().startsWith("preflight: greet wants a name\n"));
        assertEquals(OptionalInt.of(64), exit);
        assertTrue(run("--preflight=greet", "nobody").err().startsWith("preflight: nobody is there\n"));
        assertEquals(OptionalInt.of(74), exit);
    }

    @Test
    void providerThatCannotBeUsedIsToldAndLeftOut() {
        Streams streams = run("--preflight=greet", "Ada");

        assertEquals(OptionalInt.of(3), exit);
        assertEquals("""
                preflight: left out: dev.preflight.Command: Provider dev.preflight.NoSuchCommand not found
                """, streams.err());
    }

    @Test
    void reportOnStandardOutputStandsThereAlone() {
        environment.put("PREFLIGHT_REPORT", "echo");

        Streams streams = run("--preflight");

        assertEquals("echo of orders: FAILED \ud83d\ude80\n", streams.out());
        assertTrue(streams.err().startsWith("PREFLIGHT FAILED  orders: "), streams::err);
    }

    @Test
    void severalReportsAreWritten() throws IOException {
        Streams streams = run("--preflight", "--preflight-report=echo:a/b/report.txt", "--preflight-report=echo:c.txt");

        assertEquals("echo of orders: FAILED \ud83d\ude80\n", Files.readString(directory.resolve("a/b/report.txt")));
        assertEquals("echo of orders: FAILED \ud83d\ude80\n", Files.readString(directory.resolve("c.txt")));
        assertTrue(streams.out().startsWith("PREFLIGHT FAILED"), streams::out);
        assertEquals("", streams.err());
    }

    @Test
    void variableNamesSeveralReports() throws IOException {
        environment.put("PREFLIGHT_REPORT", "echo:a.txt, echo:b.txt");

        run("--preflight");

        assertEquals(Files.readString(directory.resolve("a.txt")), Files.readString(directory.resolve("b.txt")));
    }

    @Test
    void reportThatCannotBeWrittenIsALineAndNoReasonToFail() throws IOException {
        environment.put("URL", "x");
        environment.put("PASSWORD", "y");
        Files.writeString(directory.resolve("file"), "");

        Streams streams = run("--preflight", "--preflight-report=echo:file/report.txt");

        assertEquals(OptionalInt.of(0), exit);
        assertTrue(
                streams.err()
                        .startsWith("preflight: the echo report could not be written to '" + directory
                                + "/file/report.txt': "),
                streams::err);
        assertEquals(1, streams.err().lines().count());
    }

    @Test
    void nothingAfterTheColonIsAMisuse() {
        Streams streams = run("--preflight", "--preflight-report=echo:");

        assertEquals(OptionalInt.of(64), exit);
        assertTrue(
                streams.err().startsWith("preflight: --preflight-report=echo: names no file after the colon\n"),
                streams::err);
    }

    @Test
    void colourIsOnlyWhereItIsWanted() {
        assertTrue(run("--preflight", "--preflight-color=always").out().startsWith("\u001b[31;1mPREFLIGHT FAILED"));
        assertTrue(run("--preflight").out().startsWith("PREFLIGHT FAILED"));
        assertEquals(OptionalInt.of(78), exit);
        run("--preflight", "--preflight-color=pink");
        assertEquals(OptionalInt.of(64), exit);
    }
}
