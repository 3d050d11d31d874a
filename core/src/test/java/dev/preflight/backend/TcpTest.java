package dev.preflight.backend;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.probe;
import static dev.preflight.backend.Backends.tcp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import dev.preflight.Timeless;
import dev.preflight.backend.wire.Dial;
import dev.preflight.check.Check;
import dev.preflight.check.EnvVar;
import dev.preflight.check.HostAndPort;
import dev.preflight.check.Probe;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TcpTest {
    private static final EnvVar<HostAndPort> ADDRESS = env("MQ").hostAndPort();

    @Test
    void portThatListensPasses() throws IOException {
        try (ServerSocket server = listening(5)) {
            Check<HostAndPort> check = tcp("mq", ADDRESS);
            HostAndPort where = new HostAndPort("127.0.0.1", server.getLocalPort());
            Report report = run(check, Map.of("MQ", where.toString()));
            assertEquals(Outcome.PASSED, report.results().get(1).outcome());
            CheckResult result = report.results().get(1);
            assertEquals("DNS", result.rungs().get(0).name());
            assertEquals("127.0.0.1", result.rungs().get(0).detail());
            assertEquals("TCP", result.rungs().get(1).name());
            assertEquals(
                    where,
                    Preflight.of("orders", check)
                            .against(Deployment.of(Map.of("MQ", where.toString())))
                            .verify()
                            .get(check));
            // The first connection of each run, which sees its end without a byte.
            assertEquals(-1, server.accept().getInputStream().read());
            assertEquals(-1, server.accept().getInputStream().read());
        }
    }

    /** A second one in a row would wait until the server acknowledges the first, which it puts off. */
    @Test
    void smallMessagesLeaveAtOnce() throws IOException {
        try (ServerSocket server = listening(5)) {
            HostAndPort where = new HostAndPort("127.0.0.1", server.getLocalPort());
            Probe<Boolean> socket =
                    probe("mq", context -> Dial.tcp(context, where).getTcpNoDelay());
            assertEquals(true, Preflight.of("test", socket).verify().get(socket));
        }
    }

    @Test
    void portWhereNothingListensIsRefused() throws IOException {
        int port = free();
        assertEquals(
                ("""
                PREFLIGHT FAILED  orders: 1 failed, 1 passed in <time>

                FAIL  backend mq  connection refused                                          [backend.refused]
                      tried   127.0.0.1:PORT: DNS 127.0.0.1 in <time>, TCP refused
                      fix     start mq, or correct MQ""").replace("PORT", "" + port),
                Timeless.text(run(tcp("mq", ADDRESS), Map.of("MQ", "127.0.0.1:" + port))));
    }

    @Test
    void hostWithoutAddressIsUnresolved() {
        Report report = run(tcp("mq", "no-such-host.invalid", 5672).timeout(Duration.ofSeconds(20)), Map.of());
        assertEquals(69, report.exitCode());
        String text = Timeless.text(report);
        // A resolver that drops the question is as good an answer as one that says no.
        assertTrue(text.contains("tried   no-such-host.invalid:5672: DNS "), text);
    }

    @Test
    void fullBacklogIsATimeout() throws IOException {
        List<SocketChannel> waiting = new ArrayList<>();
        try (ServerSocket server = listening(1)) {
            for (int i = 0; i < 10; i++) {
                SocketChannel channel = SocketChannel.open();
                waiting.add(channel);
                channel.configureBlocking(false);
                channel.connect(server.getLocalSocketAddress());
            }
            Report report =
                    run(tcp("mq", "127.0.0.1", server.getLocalPort()).timeout(Duration.ofMillis(400)), Map.of());
            CheckResult result = report.results().get(0);
            assertEquals(Outcome.FAILED, result.outcome());
            assertTrue(
                    List.of(Code.BACKEND_TIMEOUT, Code.CHECK_TIMEOUT)
                            .contains(result.problems().get(0).code()),
                    report::toString);
            assertTrue(report.toString().contains("TCP timeout"), report::toString);
            assertTrue(result.took().compareTo(Duration.ofSeconds(3)) < 0, report::toString);
        } finally {
            for (SocketChannel channel : waiting) {
                channel.close();
            }
        }
    }

    @Test
    void serverThatClosesAtOnceListensAllTheSame() throws Exception {
        try (ServerSocket server = listening(5)) {
            Thread closing = new Thread(() -> {
                try {
                    server.accept().close();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            closing.start();
            assertEquals(
                    0,
                    run(tcp("mq", "127.0.0.1", server.getLocalPort()), Map.of()).exitCode());
            closing.join();
        }
    }

    private static ServerSocket listening(int backlog) throws IOException {
        ServerSocket server = new ServerSocket();
        server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), backlog);
        return server;
    }

    private static int free() throws IOException {
        try (ServerSocket server = listening(1)) {
            return server.getLocalPort();
        }
    }

    private static Report run(Check<?> check, Map<String, String> environment) {
        return Preflight.of("orders", check).against(Deployment.of(environment)).run();
    }
}
