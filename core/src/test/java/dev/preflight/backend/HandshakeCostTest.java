package dev.preflight.backend;

import static dev.preflight.backend.Backends.service;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/**
 * What a check costs in a fresh JVM, in classes, which do not depend on the machine: at most half as much again as an
 * exchange of the same bytes with the same server that is written by hand on a socket, and no lambda, which costs several.
 */
class HandshakeCostTest {
    private static final double MOST = 1.5;

    @TempDir
    static Path directory;

    private static HandshakeServers servers;

    @AfterAll
    static void stop() throws Exception {
        servers.close();
    }

    @TestFactory
    Stream<DynamicTest> handshakeLoadsAtMostHalfAsManyClassesAgainAsItsBytesDo() throws Exception {
        servers = new HandshakeServers(directory);
        return servers.uris().entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.getKey(),
                        () -> assertCheap(each.getValue(), each.getKey().equals("rediss"))));
    }

    private static void assertCheap(String uri, boolean tls) throws Exception {
        // Over TLS the same is said as without.
        List<String> exchange = exchange(tls ? servers.uris().get("redis") : uri);
        String authority = servers.authority().toString();
        exchange.add(0, String.valueOf(port(uri)));
        if (tls) {
            exchange.add(0, authority);
        }
        int raw = classes(tls ? RawTlsExchange.class : RawExchange.class, exchange)
                .size();
        List<String> loaded = classes(CheckedExchange.class, tls ? List.of(uri, authority) : List.of(uri));
        int checked = loaded.size();

        assertTrue(checked > raw, () -> "a check cannot load " + checked + " where its bytes alone take " + raw);
        assertTrue(checked <= MOST * raw, () -> checked + " classes, and " + raw + " by hand");
        assertEquals(
                List.of(),
                loaded.stream()
                        .filter(line -> line.contains("dev.preflight.") && line.contains("Lambda"))
                        .toList());
    }

    /** What a check and the server say to each other. */
    private static List<String> exchange(String uri) throws IOException {
        int port = port(uri);
        try (Recording recording = new Recording(port)) {
            Verdicts.assertPasses(service("x", uri.replace(":" + port, ":" + recording.port())));
            return recording.turns();
        }
    }

    private static int port(String uri) {
        return Integer.parseInt(uri.replaceFirst(".*localhost:(\\d+).*", "$1"));
    }

    /** The classes that a program loads in a JVM of its own, up to its end. */
    private static List<String> classes(Class<?> program, List<String> arguments)
            throws IOException, InterruptedException, URISyntaxException {
        Path log = directory.resolve("classes");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xlog:class+load:file=" + log);
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+UseSerialGC");
        command.add("-cp");
        command.add(String.join(
                System.getProperty("path.separator"), home(program), home(Preflight.class), home(Logger.class)));
        command.add(program.getName());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PREFLIGHT") || name.endsWith("_OPTIONS"));
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        } finally {
            process.destroyForcibly();
        }
        assertEquals(0, process.exitValue(), Files.readString(directory.resolve("output")));
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" source: ")).toList();
        }
    }

    private static String home(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }
}
