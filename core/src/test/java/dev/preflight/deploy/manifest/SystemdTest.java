package dev.preflight.deploy.manifest;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.preflight.deploy.Deployment;
import dev.preflight.deploy.Lists;
import dev.preflight.deploy.Packing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemdTest {
    private static final Path UNIT = Path.of("src/test/resources/deploy/systemd/orders.service");

    @TempDir
    Path dir;

    private static String variables(Deployment deployment) {
        StringBuilder out = new StringBuilder();
        for (String name : new TreeSet<>(deployment.variableNames())) {
            out.append(name)
                    .append('=')
                    .append(deployment.variable(name).orElse(""))
                    .append('\n');
        }
        return out.toString();
    }

    private Path packed() throws IOException {
        return new Packing()
                .add("etc/default/orders", "MODE=\"fast\"\nFILE_ONLY=1\n")
                .add("opt/orders/config/app.yaml", "a: 1")
                .tar(dir.resolve("orders.tar"));
    }

    /** systemd.exec(5), "Environment=", with its own example in the first line. */
    @Test
    void environmentOfTheUnitAndItsDropInsAndItsFile() throws IOException {
        Deployment deployment = Deployment.ofPackage(packed()).with(Deployment.fromSystemd(UNIT));

        assertEquals("""
                CONTINUED=1
                CREDENTIALS_DIRECTORY=/run/credentials/orders.service
                FILE_ONLY=1
                FROM_DROP_IN=1
                HEX=AB
                MODE=fast
                PERCENT=100%
                QUOTED=it is
                UNIT=orders.service/orders
                VAR1=word1 word2
                VAR2=word3
                VAR3=$word 5 6
                """, variables(deployment));
    }

    @Test
    void everythingNamesWhereItComesFrom() throws IOException {
        Deployment deployment = Deployment.ofPackage(packed()).with(Deployment.fromSystemd(UNIT));

        assertEquals(
                """
                PASSED env VAR2 <- UNIT, line 7
                PASSED env MODE <- DIR/orders.tar!/etc/default/orders, line 1
                PASSED env FROM_DROP_IN <- UNIT.d/10-local.conf, line 2
                PROVIDED env LANG: the environment of systemd itself, as of UNIT, line 16
                PROVIDED env MACHINE: UNIT, line 11: a specifier that the machine fills in
                PROVIDED env GONE: it may come from /etc/orders/absent.env of the machine
                PROVIDED env DATABASE_PASSWORD: $CREDENTIALS_DIRECTORY/DATABASE_PASSWORD leads to '/run/credentials/orders.service/DATABASE_PASSWORD': LoadCredential=DATABASE_PASSWORD of UNIT, line 19
                PASSED env GREETING <- /run/credentials/orders.service/GREETING (SetCredential=GREETING of UNIT, line 20)
                PASSED file config/app.yaml <- DIR/orders.tar!/opt/orders/config/app.yaml
                """,
                new Lists(dir)
                        .of(
                                deployment,
                                env("VAR2"),
                                env("MODE"),
                                env("FROM_DROP_IN"),
                                env("LANG"),
                                env("MACHINE"),
                                env("GONE"),
                                env("DATABASE_PASSWORD").orFile().secret(),
                                env("GREETING").orFile(),
                                file("config/app.yaml"))
                        .replace(UNIT.toString(), "UNIT"));
    }

    /** systemd.exec(5), "PassEnvironment=": "subject to being overridden by those configured with Environment=". */
    @Test
    void environmentCountsBeforeWhatIsPassed() throws IOException {
        Path unit = Files.writeString(
                dir.resolve("orders.service"), "[Service]\nEnvironment=MODE=unit\nPassEnvironment=MODE OTHER\n");

        assertEquals("""
                PASSED env MODE <- DIR/orders.service, line 2
                PROVIDED env OTHER: the environment of systemd itself, as of DIR/orders.service, line 3
                """, new Lists(dir).of(Deployment.fromSystemd(unit), env("MODE"), env("OTHER")));
    }

    /** systemd.exec(5), "UnsetEnvironment=": an assignment takes away what matches it precisely. */
    @Test
    void assignmentThatIsUnsetTakesAwayThatValueAlone() throws IOException {
        Path unit = Files.writeString(
                dir.resolve("orders.service"), "[Service]\nEnvironment=A=1 B=2 C=3\nUnsetEnvironment=A=2 B=2 C\n");

        assertEquals("A=1\n", variables(Deployment.fromSystemd(unit)));
    }

    @Test
    void variablesOfSystemdItselfAreNotMissing() throws IOException {
        Path unit = Files.writeString(dir.resolve("orders.service"), "[Service]\nUser=orders\nStateDirectory=orders\n");

        assertEquals(
                """
                PROVIDED env PATH: systemd, for each service
                PROVIDED env HOME: systemd, for each service
                PROVIDED env STATE_DIRECTORY: systemd, for each service
                FAILED env CACHE_DIRECTORY
                  env.missing: not set
                  fix: set CACHE_DIRECTORY
                """,
                new Lists(dir)
                        .of(
                                Deployment.fromSystemd(unit),
                                env("PATH"),
                                env("HOME"),
                                env("STATE_DIRECTORY"),
                                env("CACHE_DIRECTORY")));
    }

    @Test
    void nameOfTheUnitIsFilledInIntoThePathOfAnEnvironmentFile() throws IOException {
        Path unit = Files.writeString(dir.resolve("orders.service"), "[Service]\nEnvironmentFile=/etc/default/%p\n");

        assertEquals(
                "PASSED env FILE_ONLY <- DIR/orders.tar!/etc/default/orders, line 2\n",
                new Lists(dir)
                        .of(
                                Deployment.ofPackage(packed()).root("/").with(Deployment.fromSystemd(unit)),
                                env("FILE_ONLY")));
    }

    @Test
    void credentialThatTheUnitDoesNotLoadIsMissing() throws IOException {
        Path unit = Files.writeString(
                dir.resolve("orders.service"), "[Service]\nLoadCredential=TOKEN:/etc/credstore/token\n");
        Path importing = Files.writeString(dir.resolve("importing.service"), "[Service]\nImportCredential=orders.*\n");

        assertEquals(
                """
                FAILED env PASSWORD
                  env.missing: not set
                  fix: set PASSWORD, or PASSWORD_FILE to a readable file
                """,
                new Lists(dir).of(Deployment.fromSystemd(unit), env("PASSWORD").orFile()));
        assertEquals(
                "PROVIDED env PASSWORD: $CREDENTIALS_DIRECTORY/PASSWORD leads to"
                        + " '/run/credentials/importing.service/PASSWORD':"
                        + " DIR/importing.service, line 2 imports credentials of the machine\n",
                new Lists(dir)
                        .of(Deployment.fromSystemd(importing), env("PASSWORD").orFile()));
    }

    @Test
    void environmentFileOfTheMachineMayHoldAnything() {
        assertEquals(
                "PROVIDED env OTHER: it may come from /etc/default/orders of the machine,"
                        + " it may come from /etc/orders/absent.env of the machine\n",
                new Lists(dir).of(Deployment.fromSystemd(UNIT), env("OTHER")));
    }

    @Test
    void environmentFileThatAWholeFileSystemLacksFails() throws IOException {
        Path image = new Packing().directory("etc").directory("usr").tar(dir.resolve("image.tar"));
        Path unit = Files.writeString(dir.resolve("orders.service"), "[Service]\nEnvironmentFile=/etc/orders.env\n");

        assertEquals(
                """
                FAILED env PORT
                  env.missing: not set
                  fix: set PORT
                FAILED deployment orders.service
                  deployment.reference: an EnvironmentFile that is not there, so that the unit does not start
                  found: DIR/orders.service, line 2: /etc/orders.env
                  fix: ship the file, or put a dash before its path if it may be absent
                """, new Lists(dir).of(Deployment.ofPackage(image).with(Deployment.fromSystemd(unit)), env("PORT")));
    }

    @Test
    void emptyAssignmentTakesAwayWhatWasBefore() throws IOException {
        Path unit = Files.writeString(
                dir.resolve("orders.service"), "[Service]\nEnvironment=A=1\nEnvironment=\nEnvironment=B=2\n");

        assertEquals("B=2\n", variables(Deployment.fromSystemd(unit)));
    }

    /** What stands before it counts; systemd says "Invalid syntax, ignoring". */
    @Test
    void quoteThatIsNotClosedTakesTheRestOfTheLineAway() throws IOException {
        Path unit = Files.writeString(dir.resolve("orders.service"), "[Service]\nEnvironment=A=1 \"B=2 C=3\n");

        assertEquals("""
                PASSED env A <- DIR/orders.service, line 2
                FAILED env B
                  env.missing: not set
                  fix: set B
                  deployment.manifest: the rest of a line that systemd leaves out
                  found: DIR/orders.service, line 2: a quote is not closed
                  fix: write \\\\ for a backslash, and close each quote
                """, new Lists(dir).of(Deployment.fromSystemd(unit), env("A"), env("B")));
    }

    @Test
    void percentSignThatIsNoSpecifierTakesTheAssignmentAway() throws IOException {
        Path unit = Files.writeString(
                dir.resolve("orders.service"),
                "[Service]\nEnvironment=URL=postgres://orders:p%40ss@db/orders MODE=live RATE=100%\n");

        assertEquals(
                """
                FAILED env URL
                  env.missing: not set
                  fix: set URL
                PASSED env MODE <- DIR/orders.service, line 2
                PASSED env RATE <- DIR/orders.service, line 2
                  deployment.manifest: an assignment that systemd leaves out
                  found: DIR/orders.service, line 2: URL has a percent sign before a letter or a digit that is no specifier
                  fix: write %% for a percent sign
                """,
                new Lists(dir)
                        .of(
                                Deployment.fromSystemd(unit),
                                env("URL"),
                                env("MODE"),
                                env("RATE").matching("100%")));
    }

    @Test
    void wordWithoutAnEqualsSignMayBeHalfOfAPasswordAndIsNotShown() throws IOException {
        Path unit = Files.writeString(dir.resolve("orders.service"), "[Service]\nEnvironment=PASSWORD=abc Qx7w\n");

        assertEquals(
                """
                PASSED env PASSWORD <- DIR/orders.service, line 2
                  deployment.manifest: an assignment that systemd leaves out
                  found: DIR/orders.service, line 2: a word without an equals sign
                  fix: write NAME=value, with quotes around the whole if the value has blanks
                """,
                new Lists(dir).of(Deployment.fromSystemd(unit), env("PASSWORD").secret()));
    }

    @Test
    void environmentFileThatSystemdLeavesOutSetsNothing() throws IOException {
        String[][] rows = {
            {"\"/etc/default/orders\"", "the path is not absolute, since quotes are not taken off here"},
            {"-'/etc/default/orders'", "the path is not absolute, since quotes are not taken off here"},
            {"etc/default/orders", "the path is not absolute"},
            {"/etc/%20/orders", "a percent sign before a letter or a digit that is no specifier"},
            {"/etc/../etc/default/orders", "the path goes up with '..'"},
        };
        for (String[] row : rows) {
            Path unit = Files.writeString(dir.resolve("orders.service"), "[Service]\nEnvironmentFile=" + row[0] + "\n");

            assertEquals(
                    """
                    FAILED env FILE_ONLY
                      env.missing: not set
                      fix: set FILE_ONLY
                      deployment.manifest: an EnvironmentFile that systemd leaves out
                      found: DIR/orders.service, line 2: REASON
                      fix: write the absolute path as it is, and %% for a percent sign
                    """.replace("REASON", row[1]),
                    new Lists(dir)
                            .of(
                                    Deployment.ofPackage(packed()).root("/").with(Deployment.fromSystemd(unit)),
                                    env("FILE_ONLY")));
        }
    }

    @Test
    void specifiersOfTheMachineAndOfSomeVersionsAreNotVisible() throws IOException {
        Path unit =
                Files.writeString(dir.resolve("orders@.service"), "[Service]\nEnvironment=A=%C3 B=%i C=%c D=%p Z=%D\n");

        assertEquals(
                """
                PROVIDED env A: DIR/orders@.service, line 2: a specifier that the machine fills in
                PROVIDED env B: DIR/orders@.service, line 2: a specifier of the instance of the unit
                PROVIDED env C: DIR/orders@.service, line 2: a specifier that not every version of systemd knows
                PASSED env D <- DIR/orders@.service, line 2
                PROVIDED env Z: DIR/orders@.service, line 2: a specifier that not every version of systemd knows
                """,
                new Lists(dir)
                        .of(
                                Deployment.fromSystemd(unit),
                                env("A"),
                                env("B"),
                                env("C"),
                                env("D").matching("orders"),
                                env("Z")));
    }

    @Test
    void namesThatAreNoneAreLeftOut() throws IOException {
        Path unit = Files.writeString(
                dir.resolve("orders.service"),
                "[Service]\nEnvironment=A=1 B=2\nPassEnvironment=X Y=1\nUnsetEnvironment=%Q B\n");

        assertEquals("A=1\n", variables(Deployment.fromSystemd(unit)));
        assertEquals("""
                PROVIDED env X: the environment of systemd itself, as of DIR/orders.service, line 3
                  deployment.manifest: a name that systemd leaves out
                  found: DIR/orders.service, line 3: 'Y=1' is no name of a variable
                  fix: write the names alone, with blanks between them
                  deployment.manifest: an assignment that systemd leaves out
                  found: DIR/orders.service, line 4: '%Q' has a percent sign before a letter or a digit that is no specifier
                  fix: write %% for a percent sign
                """, new Lists(dir).of(Deployment.fromSystemd(unit), env("X")));
    }
}
