package dev.preflight.backend.protocol;

import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.problems;
import static dev.preflight.backend.Verdicts.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.backend.ScriptedServer;
import dev.preflight.problem.Code;
import dev.preflight.problem.Rung;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The check of ZooKeeper against a real server with the settings that it has by default. */
class ZooKeeperTest {
    private static TestingServer server;

    @BeforeAll
    static void start() throws Exception {
        // ZooKeeper puts a handler of its own in the place of the JVM's.
        Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
        server = new TestingServer(true);
        Thread.setDefaultUncaughtExceptionHandler(handler);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void serverPasses() {
        CheckResult result = assertPasses(service("zk", "zookeeper://127.0.0.1:" + server.getPort()));

        assertEquals(
                List.of("DNS", "TCP", "greeting"),
                result.rungs().stream().map(Rung::name).toList());
        assertEquals("3.9.3 standalone", result.rungs().get(2).detail());
    }

    @Test
    void oneServerOfSeveralIsEnoughUnlessMoreAreDemanded() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        String uri = "zookeeper://127.0.0.1:" + server.getPort() + ",127.0.0.1:" + free;

        CheckResult result = result(service("zk", uri));
        assertEquals(Outcome.PASSED, result.outcome());
        assertEquals(Code.BACKEND_REFUSED, result.problems().get(0).code());
        assertFails(Code.BACKEND_REFUSED, service("zk", uri).atLeast(2));
    }

    @Test
    void serverWithoutAQuorumIsUnhealthy() throws IOException {
        String words = "This ZooKeeper instance is not currently serving requests";
        try (ScriptedServer scripted = new ScriptedServer(client -> {
            client.bytes(4);
            client.say(words + "\n");
        })) {
            String text = problems(service("zk", "zookeeper://127.0.0.1:" + scripted.port()))
                    .replaceAll("\\d+ ms", "0 ms");

            assertEquals("""
                    FAIL  backend zk  not serving requests                                      [backend.unhealthy]
                          tried   127.0.0.1:%d: DNS 127.0.0.1 in 0 ms, TCP in 0 ms, greeting unhealthy
                          why     This ZooKeeper instance is not currently serving requests
                          fix     start enough servers of the ensemble for a quorum, or wait until they have elected a leader""".formatted(scripted.port()), text);
            assertEquals("srvr", scripted.heard().get(0));
        }
    }

    @Test
    void serverThatReadsOnlyIsUnhealthy() throws IOException {
        try (ScriptedServer scripted = new ScriptedServer(client -> {
            client.bytes(4);
            client.say("Zookeeper version: 3.8.4-9316c2a7, built on 2024-02-12\nMode: read-only\nNode count: 5\n");
        })) {
            assertFails(Code.BACKEND_UNHEALTHY, service("zk", "zookeeper://127.0.0.1:" + scripted.port()));
        }
    }

    @Test
    void serverThatDoesNotSayIsAWarning() throws IOException {
        try (ScriptedServer scripted = new ScriptedServer(client -> {
            client.bytes(4);
            client.say("srvr is not executed because it is not in the whitelist.\n");
        })) {
            CheckResult result = result(service("zk", "zookeeper://127.0.0.1:" + scripted.port()));

            assertEquals(Outcome.PASSED, result.outcome());
            assertEquals(
                    "does not tell whether it serves requests",
                    result.problems().get(0).summary());
            assertTrue(result.rungs().get(2).detail().contains("not allowed"));
        }
    }
}
