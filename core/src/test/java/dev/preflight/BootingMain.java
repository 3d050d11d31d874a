package dev.preflight;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.java;
import static dev.preflight.Checks.probe;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.preflight.check.Check;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.LoggerFactory;

/** An application that a test boots in a process of its own. */
public final class BootingMain {
    private BootingMain() {}

    /** The command that boots it. */
    public static List<String> command(String how, String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dlogback.configurationFile=no-such-file.xml",
                "-Dfile.encoding=US-ASCII",
                "-Dstdout.encoding=US-ASCII",
                "-cp",
                System.getProperty("java.class.path"),
                BootingMain.class.getName(),
                how));
        command.addAll(List.of(args));
        return command;
    }

    public static void main(String[] args) throws Exception {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Check<?> check = switch (args[0]) {
                case "configuration" -> env("NOT_SET_ANYWHERE");
                case "credential" -> env("DATABASE_PASSWORD").orFile().secret();
                case "unavailable" ->
                    probe("p", () -> {
                        throw new ConnectException();
                    });
                case "broken" ->
                    probe("p", () -> {
                        throw new NoClassDefFoundError("Gone");
                    });
                case "hang" ->
                    probe(
                                    "p",
                                    context -> context.register(
                                                    new Socket(silent.getInetAddress(), silent.getLocalPort()))
                                            .getInputStream()
                                            .read())
                            .timeout(Duration.ofMillis(300));
                case "deaf-holds-err" ->
                    probe("p", () -> {
                                synchronized (System.err) {
                                    while (true) {
                                        LockSupport.park();
                                    }
                                }
                            })
                            .timeout(Duration.ofMillis(300));
                case "endless-hook", "endless-hook-good" -> {
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                        while (true) {
                            LockSupport.park();
                        }
                    }));
                    yield args[0].equals("endless-hook") ? env("NOT_SET_ANYWHERE") : java(17);
                }
                case "slow" ->
                    probe("queue", () -> {
                                throw new ConnectException();
                            })
                            .retryFor(Duration.ofMillis(1_600))
                            .every(Duration.ofMillis(200));
                default -> java(17);
            };
            Preflight.of("orders", check).verifyOrExit(args);
            System.out.println("started");
            if (args[0].equals("endless-hook-good")) {
                // Longer than a watchdog that should not be there would wait.
                System.in.read();
                System.out.println("still here");
                Runtime.getRuntime().halt(0);
            }
        }
    }
}
