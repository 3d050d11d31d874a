package dev.preflight.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.FreshJvm;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

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
        List<String> exchange =
                new ArrayList<>(Recording.ofCheck(tls ? servers.uris().get("redis") : uri));
        String authority = servers.authority().toString();
        exchange.add(0, String.valueOf(Recording.port(uri)));
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
                        .filter(name -> name.startsWith("dev.preflight.") && name.contains("$$Lambda"))
                        .toList());
    }

    /** The classes that a program loads in a JVM of its own, up to its end. */
    private static List<String> classes(Class<?> program, List<String> arguments)
            throws IOException, InterruptedException, URISyntaxException {
        return new FreshJvm(directory, Map.of()).run(program, arguments).classes();
    }
}
