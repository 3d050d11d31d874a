package dev.preflight.backend;

import static dev.preflight.backend.Backends.service;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.CheckResult;
import dev.preflight.Code;
import dev.preflight.Deployment;
import dev.preflight.Outcome;
import dev.preflight.Preflight;
import dev.preflight.Report;
import dev.preflight.backend.FaultyServer.Fault;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scheme against every fault: the code that was promised, in time, and nothing left behind. */
class FaultMatrixTest {
    private static final Duration TIMEOUT = Duration.ofMillis(400);
    /** Schemes whose classes are loaded, so that a run takes the time that is promised. */
    private static final Set<String> WARM = new HashSet<>();

    private static final String SECRET = "Zq7xW9kLm2Vb";

    private static final List<String> SCHEMES = List.of(
            "amqp",
            "cassandra",
            "elasticsearch",
            "http",
            "imap",
            "kafka",
            "ldap",
            "memcached",
            "mongodb",
            "mqtt",
            "mysql",
            "nats",
            "opensearch",
            "postgresql",
            "redis",
            "redis-sentinel",
            "smtp",
            "ssh",
            "zookeeper");

    static Stream<Arguments> cells() {
        List<Arguments> cells = new ArrayList<>();
        for (String scheme : SCHEMES) {
            for (Fault fault : Fault.values()) {
                cells.add(Arguments.of(scheme, fault));
            }
        }
        return cells.stream();
    }

    /** What a fault is reported as; where bytes are malformed, a scheme may notice at the first or wait for more. */
    private static Set<Code> expected(String scheme, Fault fault) {
        return switch (fault) {
            case NOTHING_LISTENS -> Set.of(Code.BACKEND_REFUSED);
            case FULL_BACKLOG, NEVER_ANSWERS -> Set.of(Code.BACKEND_TIMEOUT);
            case CLOSES_AT_ONCE, RESETS -> Set.of(Code.BACKEND_CLOSED);
            case ONE_BYTE_A_SECOND -> Set.of(Code.BACKEND_TIMEOUT, Code.BACKEND_WRONG_PROTOCOL);
            case GARBAGE, ENDLESS_GARBAGE -> Set.of(Code.BACKEND_WRONG_PROTOCOL);
            // What speaks HTTP itself sees a status that it did not expect.
            case ANSWERS_HTTP ->
                Set.of(
                        Set.of("elasticsearch", "http", "opensearch").contains(scheme)
                                ? Code.BACKEND_STATUS
                                : Code.BACKEND_WRONG_PROTOCOL);
            // The right greeting, and nothing after it.
            case ANSWERS_SMTP -> Set.of(scheme.equals("smtp") ? Code.BACKEND_TIMEOUT : Code.BACKEND_WRONG_PROTOCOL);
            case ANSWERS_WITH_TLS_ALERT -> Set.of(Code.BACKEND_WANTS_TLS);
        };
    }

    @ParameterizedTest
    @MethodSource("cells")
    void faultIsReportedAsWhatItIs(String scheme, Fault fault) throws IOException, InterruptedException {
        try (FaultyServer server = new FaultyServer(fault)) {
            String uri = scheme + "://user:" + SECRET + "@127.0.0.1:" + server.port()
                    + (scheme.equals("redis-sentinel") ? "#orders" : "");
            Preflight suite = Preflight.of("test", service("backend", uri).timeout(TIMEOUT))
                    .in(Deployment.of(Map.of()));
            if (WARM.add(scheme)) {
                suite.run();
            }

            Set<String> before = openSockets();
            long start = System.nanoTime();
            Report report = suite.run();
            long millis = (System.nanoTime() - start) / 1_000_000;

            CheckResult result = report.results().get(0);
            assertEquals(Outcome.FAILED, result.outcome());
            Code code = result.problems().get(0).code();
            assertTrue(expected(scheme, fault).contains(code), report::toString);
            assertTrue(millis <= TIMEOUT.toMillis() + 100, () -> "took " + millis + " ms");
            assertFalse(report.toString().contains(SECRET), report::toString);
            assertEquals(List.of(), ownThreads());
            assertTrue(before.size() >= openSockets().size() - 2, () -> before + " before, " + openSockets());
        }
    }

    /** The threads of the run that are there a second later; one that has told its end takes a moment to be gone. */
    private static List<String> ownThreads() throws InterruptedException {
        List<String> names = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("preflight-")) {
                thread.join(1000);
                if (thread.isAlive()) {
                    names.add(thread.getName());
                }
            }
        }
        return names;
    }

    /** The sockets of this process, where the system tells (Linux does); the faulty server's ends are among them. */
    private static Set<String> openSockets() {
        Set<String> sockets = new HashSet<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                String target = target(descriptor);
                if (target.startsWith("socket:")) {
                    sockets.add(target);
                }
            }
        } catch (IOException e) {
            return sockets;
        }
        return sockets;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            // Closed since it was listed.
            return "";
        }
    }
}
