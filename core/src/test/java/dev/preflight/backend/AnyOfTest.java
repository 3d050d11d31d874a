package dev.preflight.backend;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.probe;
import static dev.preflight.backend.Backends.anyOf;
import static dev.preflight.backend.Backends.dns;
import static dev.preflight.backend.Backends.http;
import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Backends.tcp;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.problems;
import static dev.preflight.backend.Verdicts.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.backend.FaultyServer.Fault;
import dev.preflight.backend.wire.Dial;
import dev.preflight.check.EnvVar;
import dev.preflight.check.HostAndPort;
import dev.preflight.check.Probe;
import dev.preflight.problem.Code;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Several ways to one thing: alternatives, hosts, addresses, attempts. */
class AnyOfTest {
    private static final EnvVar<HostAndPort> FIRST = env("FIRST").hostAndPort();
    private static final EnvVar<HostAndPort> SECOND = env("SECOND").hostAndPort();

    private static ServerSocket open;
    private static int closed;

    @BeforeAll
    static void start() throws IOException {
        open = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        closed = closedPort();
    }

    @AfterAll
    static void stop() throws IOException {
        open.close();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static Probe<HostAndPort> up(String name) {
        return tcp(name, "127.0.0.1", open.getLocalPort());
    }

    private static Probe<HostAndPort> down(String name) {
        return tcp(name, "127.0.0.1", closed);
    }

    private static CheckResult last(Report report) {
        return report.results().get(report.results().size() - 1);
    }

    @Test
    void oneIsEnoughAndTheOthersAreWarnings() {
        CheckResult result = result(anyOf("db", down("a"), up("b"), down("c")));

        assertEquals(Outcome.PASSED, result.outcome());
        assertEquals(
                "[a: connection refused, c: connection refused]",
                result.problems().stream()
                        .map(problem -> problem.summary())
                        .toList()
                        .toString());
        assertPasses(anyOf("db", up("a"), up("b")));
    }

    @Test
    void noneIsAFailureThatListsAll() {
        assertEquals(
                """
                FAIL  backend db  0 of 2 answer, and 1 must                                   [backend.refused]
                      tried   a: connection refused; 127.0.0.1:1: DNS 127.0.0.1 in 0 ms, TCP refused [backend.refused]
                              b: failed; IllegalStateException: no licence; dev.preflight [probe.failed]
                      fix     start those that do not answer, or correct where they are""",
                problems(anyOf("db", down("a"), probe("b", () -> {
                            throw new IllegalStateException("no licence");
                        })))
                        .replace(":" + closed, ":1")
                        .replaceAll("\\d+ ms", "0 ms")
                        .replaceAll("dev\\.preflight\\.[^\\[]+ \\[", "dev.preflight ["));
        assertEquals(
                69, Verdicts.report(anyOf("db", down("a"), down("b")), Map.of()).exitCode());
    }

    @Test
    void hangingAlternativeDelaysNoLongerThanTheAttemptAndIsInterrupted() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        Probe<Void> hangs = probe("hangs", () -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        });
        try (FaultyServer silent = new FaultyServer(Fault.NEVER_ANSWERS)) {
            Probe<Void> check = anyOf("db", hangs, service("silent", "redis://127.0.0.1:" + silent.port()), up("b"))
                    .timeout(Duration.ofMillis(500));
            long start = System.nanoTime();
            CheckResult result = result(check);
            long millis = (System.nanoTime() - start) / 1_000_000;

            assertEquals(Outcome.PASSED, result.outcome(), () -> "problems: " + result.problems());
            assertTrue(millis <= 600, () -> "took " + millis + " ms");
            assertEquals("hangs: no answer in time", result.problems().get(0).summary());
            assertEquals("silent: no answer in time", result.problems().get(1).summary());
            assertTrue(result.problems().get(1).toString().contains("greeting timeout"), () -> "" + result.problems());
            assertTrue(interrupted.await(2, TimeUnit.SECONDS));
        }
    }

    @Test
    void alternativeWhoseVariableIsMissingIsLeftOut() {
        EnvVar<HostAndPort> optional = env("SECOND").hostAndPort().optional();
        Map<String, String> first = Map.of("FIRST", "127.0.0.1:" + open.getLocalPort());

        Report fails = Verdicts.report(anyOf("db", tcp("a", FIRST), tcp("b", SECOND)), first);
        Report passes = Verdicts.report(anyOf("db", tcp("a", FIRST), tcp("b", optional)), first);

        assertEquals(Outcome.PASSED, last(fails).outcome(), fails::toString);
        assertTrue(fails.toString().contains("FAIL  env SECOND"), fails::toString);
        assertEquals(78, fails.exitCode());
        assertEquals(Outcome.PASSED, last(passes).outcome(), passes::toString);
        assertEquals(0, passes.exitCode(), passes::toString);
    }

    @Test
    void withoutAnyVariableItIsSkippedWithTheReason() {
        Report report = Verdicts.report(anyOf("db", tcp("a", FIRST), tcp("b", SECOND)), Map.of());

        assertEquals(Outcome.SKIPPED, last(report).outcome());
        assertEquals("needs env FIRST", last(report).reason());
    }

    @Test
    void whatItNeedsItselfMustBeThere() {
        EnvVar<String> other = env("OTHER");
        Report report = Verdicts.report(
                anyOf("db", tcp("a", FIRST), up("b")).needs(other),
                Map.of("FIRST", "127.0.0.1:" + open.getLocalPort()));

        assertEquals(Outcome.SKIPPED, last(report).outcome());
        assertEquals("needs env OTHER", last(report).reason());
    }

    @Test
    void noAlternativeIsRefusedWhenDeclared() {
        assertThrows(IllegalArgumentException.class, () -> anyOf("db"));
        assertThrows(NullPointerException.class, () -> anyOf("db", (Probe<?>) null));
    }

    @Test
    void alternativesAreTriedAgainTogether() throws IOException {
        int port = closedPort();
        AtomicInteger attempts = new AtomicInteger();
        AtomicReference<ServerSocket> late = new AtomicReference<>();
        Probe<Void> opens = probe("opens", context -> {
            if (attempts.incrementAndGet() == 3) {
                late.set(new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")));
            }
            return context.run(tcp("late", "127.0.0.1", port))
                    .map(where -> (Void) null)
                    .orElse(null);
        });
        try {
            CheckResult result = result(anyOf("db", opens, down("a"))
                    .retryFor(Duration.ofSeconds(5))
                    .every(Duration.ofMillis(20)));

            assertEquals(Outcome.PASSED, result.outcome(), () -> "problems: " + result.problems());
            assertEquals(3, result.attempts());
        } finally {
            late.get().close();
        }
    }

    @Test
    void serverThatIsNotReadyIsTriedAgain() throws IOException {
        AtomicInteger attempts = new AtomicInteger();
        try (RawServer server = new RawServer((in, out, socket) -> {
            RawServer.readHead(in);
            String status = attempts.incrementAndGet() < 3 ? "503 Starting" : "200 OK";
            out.write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        })) {
            CheckResult result = result(http("api", "http://127.0.0.1:" + server.port())
                    .retryFor(Duration.ofSeconds(5))
                    .every(Duration.ofMillis(20)));

            assertEquals(Outcome.PASSED, result.outcome());
            assertEquals(3, result.attempts());
        }
    }

    @Test
    void permanentProblemIsNotTriedAgain() throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 401 No\r\n\r\n")) {
            CheckResult result =
                    result(http("api", "http://127.0.0.1:" + server.port()).retryFor(Duration.ofSeconds(5)));

            assertEquals(Code.BACKEND_LOGIN, result.problems().get(0).code());
            assertEquals(1, result.attempts());
        }
    }

    @Test
    void allAddressesOfANameAreTriedInOrderAndShown() throws IOException {
        InetAddress dead = InetAddress.getByName("127.0.0.2");
        InetAddress alive = InetAddress.getByName("127.0.0.1");
        HostAndPort where = new HostAndPort("db", open.getLocalPort());

        CheckResult passes = result(probe("db", context -> {
            Dial.tcp(context, where, dead, alive).close();
            return null;
        }));
        CheckResult fails = assertFails(
                Code.BACKEND_REFUSED,
                probe("db", context -> Dial.tcp(context, new HostAndPort("db", closed), dead, alive)));

        assertEquals(
                "127.0.0.1 after 127.0.0.2 connection refused",
                passes.rungs().get(0).detail());
        assertTrue(
                fails.problems().toString().contains("127.0.0.2 connection refused, 127.0.0.1 connection refused"),
                () -> "problems: " + fails.problems());
    }

    @Test
    void deadAddressLeavesTimeForTheNext() throws IOException {
        try (FaultyServer full = new FaultyServer(Fault.FULL_BACKLOG);
                ServerSocket alive = new ServerSocket(full.port(), 50, InetAddress.getByName("127.0.0.3"))) {
            HostAndPort where = new HostAndPort("db", alive.getLocalPort());
            InetAddress[] addresses = {InetAddress.getByName("127.0.0.1"), InetAddress.getByName("127.0.0.3")};

            CheckResult result = result(probe("db", context -> {
                        Dial.tcp(context, where, addresses).close();
                        return null;
                    })
                    .timeout(Duration.ofMillis(600)));

            assertEquals(Outcome.PASSED, result.outcome(), () -> "problems: " + result.problems());
            assertEquals(
                    "127.0.0.3 after 127.0.0.1 no answer in time",
                    result.rungs().get(0).detail());
        }
    }

    @Test
    void nameHasAddressesOrNot() {
        CheckResult passes = assertPasses(dns("localhost"));
        String text = problems(dns("no-such-host.invalid"));

        assertEquals("DNS", passes.rungs().get(0).name());
        assertFalse(passes.rungs().get(0).detail().isEmpty());
        assertTrue(text.startsWith("FAIL  backend no-such-host.invalid  host name has no address"), text);
        assertTrue(text.contains("no-such-host.invalid: DNS unresolved"), text);
    }
}
