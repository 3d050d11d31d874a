package dev.preflight;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.java;
import static dev.preflight.Checks.probe;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.slf4j.LoggerFactory;

/** An application that a test boots in a process of its own. */
final class BootingMain {
    private BootingMain() {}

    public static void main(String[] args) throws Exception {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Check<?> check = switch (args[0]) {
                case "configuration" -> env("NOT_SET_ANYWHERE");
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
                default -> java(17);
            };
            Preflight.of("orders", check).verifyOrExit(args);
            System.out.println("started");
        }
    }
}
