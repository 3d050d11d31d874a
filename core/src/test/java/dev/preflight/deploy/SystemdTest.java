package dev.preflight.deploy;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.preflight.Deployment;
import dev.preflight.DeploymentException;
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

    @Test
    void quoteThatIsNotClosedIsRefused() throws IOException {
        Path unit = Files.writeString(dir.resolve("orders.service"), "[Service]\nEnvironment=\"A=1\n");

        assertEquals(
                unit + ", line 2: a quote is not closed",
                assertThrows(DeploymentException.class, () -> Deployment.fromSystemd(unit))
                        .getMessage());
    }
}
