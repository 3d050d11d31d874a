package dev.preflight.backend.protocol;

import static com.datastax.oss.simulacron.common.stubbing.PrimeDsl.invalid;
import static com.datastax.oss.simulacron.common.stubbing.PrimeDsl.isBootstrapping;
import static com.datastax.oss.simulacron.common.stubbing.PrimeDsl.options;
import static com.datastax.oss.simulacron.common.stubbing.PrimeDsl.overloaded;
import static com.datastax.oss.simulacron.common.stubbing.PrimeDsl.when;
import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.fact;
import static dev.preflight.backend.Verdicts.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.datastax.oss.simulacron.common.cluster.NodeSpec;
import com.datastax.oss.simulacron.server.BoundNode;
import com.datastax.oss.simulacron.server.Server;
import dev.preflight.backend.CannedServer;
import dev.preflight.backend.Octets;
import dev.preflight.problem.Code;
import dev.preflight.problem.CodeByName;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;

/** The check of Cassandra against the simulator of its drivers' tests, on a free port. */
class CassandraTest {
    private static Server server;
    private static BoundNode node;
    private static String uri;

    @BeforeAll
    static void start() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        server = Server.builder().build();
        node = server.register(NodeSpec.builder()
                .withAddress(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port))
                .build());
        uri = "cassandra://127.0.0.1:" + port;
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void forget() {
        node.clearPrimes(true);
    }

    @Test
    void nodeThatAsksForNoLoginPasses() {
        CheckResult result = assertPasses(service("events", uri));

        assertEquals("no login asked for", result.rungs().get(2).detail());
    }

    @Test
    void keyspaceIsOpened() {
        CheckResult result = assertPasses(service("events", uri + "/events"));

        assertEquals("events", result.rungs().get(3).detail());
    }

    @Test
    void keyspaceThatIsNotThereIsAProblem() {
        node.prime(when("USE \"evnts\"").then(invalid("Keyspace 'evnts' does not exist")));

        String text = problems(service("events", uri + "/evnts")).replaceAll("\\d+ ms", "0 ms");

        assertEquals("""
                FAIL  backend events  no such keyspace                                       [backend.database]
                      tried   %s: DNS 127.0.0.1 in 0 ms, TCP in 0 ms, greeting no login asked for in 0 ms, database rejected
                      why     Keyspace 'evnts' does not exist
                      fix     create the keyspace, or correct its name in the URL""".formatted(uri.substring("cassandra://".length())), text);
    }

    @Test
    void nodeThatStartsOrIsOverloadedMayBeTriedAgain() {
        node.prime(when(options).then(isBootstrapping()));
        assertFails(Code.BACKEND_STARTING, service("events", uri));

        forget();
        node.prime(when(options).then(overloaded("too much to do")));
        assertFails(Code.BACKEND_BUSY, service("events", uri));
    }

    @Test
    void nodeThatAsksForALoginPassesAndTheReportSaysThatNoneWasTried() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x84, 0, 0, 0, 6, 0, 0, 0, 2, 0, 0});
        byte[] name = "org.apache.cassandra.auth.PasswordAuthenticator".getBytes(StandardCharsets.US_ASCII);
        out.writeBytes(new byte[] {(byte) 0x84, 0, 0, 0, 3, 0, 0, 0, (byte) (name.length + 2), 0, (byte) name.length});
        out.writeBytes(name);
        try (CannedServer strict = new CannedServer(out.toByteArray())) {
            CheckResult result = assertPasses(service("events", "cassandra://127.0.0.1:" + strict.port() + "/events"));

            assertEquals(
                    "asks for PasswordAuthenticator, login not tried",
                    result.rungs().get(2).detail());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1000 | BACKEND_UNHEALTHY      | too few of its nodes are alive | start the other nodes
            1001 | BACKEND_BUSY           | overloaded                     | find out what loads it, or add nodes
            1002 | BACKEND_STARTING       | starting up                    | wait until it has joined its cluster, for instance with retryFor(...)
            2100 | BACKEND_NOT_AUTHORISED | not authorised                 | grant the user what the application needs
            2200 | BACKEND_DATABASE       | no such keyspace               | create the keyspace, or correct its name in the URL
            0000 | BACKEND_FAILED         | answered with an error         | look at the log of the server
            """)
    void everyErrorHasItsRemedy(String error, @ConvertWith(CodeByName.class) Code code, String summary, String fix)
            throws IOException {
        byte[] body = new Octets()
                .int32(Integer.parseInt(error, 16))
                .int16(8)
                .text("so it is")
                .bytes();
        try (CannedServer broken = new CannedServer(frame(0x84, 0, body))) {
            Problem problem =
                    assertFails(code, summary, fix, service("events", "cassandra://127.0.0.1:" + broken.port()));

            assertEquals("so it is", fact("why", problem));
        }
    }

    @Test
    void authenticatorWithoutANameIsALoginAllTheSame() throws IOException {
        byte[] said = new Octets()
                .put(frame(0x84, 6, new byte[2]))
                .put(frame(0x84, 3, new byte[0]))
                .bytes();
        try (CannedServer strict = new CannedServer(said)) {
            CheckResult result = assertPasses(service("events", "cassandra://127.0.0.1:" + strict.port()));

            assertEquals("asks for , login not tried", result.rungs().get(2).detail());
        }
    }

    @Test
    void otherProtocolIsNotTakenForThisOne() throws IOException {
        for (byte[] said : new byte[][] {
            frame(0x80, 6, new byte[2]),
            frame(0x87, 6, new byte[2]),
            frame(0x84, 2, new byte[0]),
            frame(0x84, 0, new byte[5])
        }) {
            try (CannedServer other = new CannedServer(said)) {
                assertFails(Code.BACKEND_WRONG_PROTOCOL, service("events", "cassandra://127.0.0.1:" + other.port()));
            }
        }
    }

    /** Version, flags, stream (2), opcode, length (4), body. */
    private static byte[] frame(int version, int opcode, byte... body) {
        return new Octets()
                .put(version, 0, 0, 0, opcode)
                .int32(body.length)
                .put(body)
                .bytes();
    }
}
