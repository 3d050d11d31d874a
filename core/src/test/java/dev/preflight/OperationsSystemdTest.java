package dev.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The units of {@code docs/operations.md} are read by systemd, and where namespaces may be made, a systemd of its own
 * starts them and shows what the page claims.
 */
@Tag("slow")
@Timeout(300)
class OperationsSystemdTest {
    private static final List<String> UNITS =
            List.of("orders.service", "orders-preflight.service", "orders.service.d/preflight.conf");
    private static final int NOT_PERMITTED = 77;

    private final OperationsPage page = OperationsPage.read();

    @TempDir
    Path directory;

    private Path units;

    @BeforeEach
    void writeUnits() {
        units = directory.resolve("units");
        UNITS.subList(0, 2).forEach(unit -> page.write(unit, units));
    }

    private LiveTool.Ended verify() throws Exception {
        String systemd = LiveTool.onPath("systemd-analyze");
        Path root = directory.resolve("root");
        Path here = Files.createDirectories(root.resolve("etc/systemd/system"));
        copy(units, here);
        copy(Path.of("/usr/lib/systemd/system"), root.resolve("usr/lib/systemd/system"));
        release("exit 0", root.resolve("srv/orders"));
        return LiveTool.run(
                directory,
                systemd,
                "verify",
                "--man=no",
                "--root=" + root,
                "orders.service",
                "orders-preflight.service");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> paths = Files.list(from)) {
            // What units want of each other is in directories, and no question here.
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                Files.copy(path, to.resolve(path.getFileName()));
            }
        }
    }

    /** What stands at {@code bin/orders}. */
    private static void release(String script, Path release) throws IOException {
        Path start = Files.createDirectories(release.resolve("bin")).resolve("orders");
        Files.writeString(start, "#!/bin/sh\n" + script + "\n");
        assertTrue(start.toFile().setExecutable(true));
    }

    @Test
    void systemdHasNothingToSayOfTheUnits() throws Exception {
        page.write(UNITS.get(2), directory.resolve("root/etc/systemd/system"));
        LiveTool.Ended ended = verify();
        assertEquals("", ended.output());
        assertEquals(0, ended.exitCode());
    }

    @Test
    void systemdWouldNoticeAMistake() throws Exception {
        Files.writeString(
                units.resolve("orders.service"),
                page.file("orders.service").replace("RestartPrevent", "RestartPrevents"));
        assertTrue(verify().output().contains("Unknown key 'RestartPreventsExitStatus' in section [Service]"));
    }

    /** Boots systemd, lets it run a script, and returns what the script printed. */
    private String trial(String how, String script) throws Exception {
        LiveTool.onPath("systemd-analyze");
        String classPath = ship(directory.resolve("release/lib"));
        String command = String.join(
                " ",
                BootingMain.command("$(cat /etc/orders/how)").stream()
                        .map(part -> part.equals(System.getProperty("java.class.path")) ? classPath : part)
                        .map(part -> part.startsWith("$") ? part : "'" + part + "'")
                        .toList());
        release("exec " + command + " \"$@\"", directory.resolve("release"));
        Path etc = Files.createDirectories(directory.resolve("etc"));
        Files.writeString(etc.resolve("how"), how);
        Files.writeString(etc.resolve("environment"), "");
        Files.writeString(etc.resolve("database-password"), "pw-of-the-app\n");
        // The classes of the tests are the root user's; and nobody here can wait for 10 seconds.
        for (String unit : UNITS.subList(0, 2)) {
            Path dropIns = Files.createDirectories(units.resolve(unit + ".d"));
            Files.writeString(dropIns.resolve("zz-trial.conf"), "[Service]\nUser=root\nRestartSec=100ms\n");
        }
        Files.writeString(directory.resolve("trial"), """
                # until UNIT PATTERN: waits until the properties of a unit are so.
                until_so() {
                  for i in $(seq 600); do
                    seen=$(systemctl show "$1" -p ActiveState,ExecMainStatus,NRestarts,Result | sort | tr '\\n' ' ')
                    case "$seen" in $2) break;; esac
                    sleep 0.1
                  done
                  echo "$seen"
                }
                """ + script);
        Path boot = Path.of("src/test/systemd/boot").toAbsolutePath();
        LiveTool.Ended ended = LiveTool.run(directory, boot.toString(), directory.toString());
        assumeTrue(ended.exitCode() != NOT_PERMITTED, "no namespaces may be made here, so systemd was not booted");
        assertEquals(0, ended.exitCode(), () -> ended.output() + console());
        return Files.readString(directory.resolve("out/result"));
    }

    /** Puts what the application is made of into the release, since that systemd need not see where this build is. */
    private static String ship(Path lib) throws IOException {
        List<String> shipped = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path from = Path.of(entry);
            String name = from.getFileName().toString();
            if (Files.isDirectory(from) || name.startsWith("slf4j-api") || name.startsWith("logback-")) {
                Path to = lib.resolve(shipped.size() + "-" + name);
                copyAll(from, to);
                shipped.add("/srv/orders/lib/" + to.getFileName());
            }
        }
        return String.join(":", shipped);
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path copy = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else {
                    Files.createDirectories(copy.getParent());
                    Files.copy(path, copy);
                }
            }
        }
    }

    private String console() {
        try {
            return Files.readString(directory.resolve("console"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void wrongConfigurationIsNotStartedAgain() throws Exception {
        String seen = trial("configuration", """
                systemctl start orders; echo "start $?"
                until_so orders '*State=failed*'
                """);
        assertEquals("start 0\nActiveState=failed ExecMainStatus=78 NRestarts=0 Result=exit-code \n", seen);
    }

    @Test
    void unavailableBackendIsTriedAgain() throws Exception {
        String seen = trial("unavailable", """
                systemctl start orders
                until_so orders '*NRestarts=[2-9]*'
                """);
        assertTrue(seen.matches("(?s).*ExecMainStatus=(69|0) NRestarts=[2-9].*"), seen);
    }

    @Test
    void checkBeforehandKeepsTheOldOneServing() throws Exception {
        String seen = trial("configuration", """
                systemctl start orders-preflight && systemctl restart orders; echo "bad $?"
                systemctl show orders -p ExecMainStartTimestamp
                echo good >/etc/orders/how
                systemctl start orders-preflight && systemctl restart orders; echo "good $?"
                """);
        assertEquals("bad 1\nExecMainStartTimestamp=\ngood 0\n", seen.replaceAll("(?m)^(Job|See) .*\n", ""));
    }

    @Test
    void credentialIsWhereTheLibraryLooks() throws Exception {
        String seen = trial("credential", "systemctl start orders-preflight; echo \"start $?\"\n");
        assertEquals("start 0\n", seen);
    }

    @Test
    void checkInExecStartPreFailsTheStartAndIsStartedAgainUpToTheLimit() throws Exception {
        page.write(UNITS.get(2), units);
        String seen = trial("configuration", """
                systemctl start orders; echo "start $?"
                until_so orders '*State=failed*'
                """);
        assertEquals(
                "start 1\nActiveState=failed ExecMainStatus=0 NRestarts=5 Result=exit-code \n",
                seen.replaceAll("(?m)^(Job|See) .*\n", ""));
    }

    @Test
    void execConditionHidesTheFailure() throws Exception {
        Files.createDirectories(units.resolve("orders.service.d"));
        Files.writeString(
                units.resolve("orders.service.d/condition.conf"),
                "[Service]\nExecCondition=/srv/orders/bin/orders --preflight\n");
        String seen = trial("configuration", """
                systemctl start orders; echo "start $?"
                systemctl is-failed orders
                """);
        assertEquals("start 0\ninactive\n", seen);
    }
}
