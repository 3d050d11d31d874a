package dev.preflight.backend;

import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.preflight.check.Check;
import dev.preflight.problem.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Protocols of which only the first exchange is spoken, against the bytes that their specifications show. */
class HandshakesTest {
    private static String greeting(String scheme, int... answer) throws IOException {
        try (CannedServer server = new CannedServer(bytes(answer))) {
            return assertPasses(service("backend", scheme + "://127.0.0.1:" + server.port()))
                    .rungs()
                    .get(2)
                    .detail();
        }
    }

    private static void fails(Code code, String scheme, int... answer) throws IOException {
        try (CannedServer server = new CannedServer(bytes(answer))) {
            assertFails(code, service("backend", scheme + "://127.0.0.1:" + server.port()));
        }
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static int[] octets(String text) {
        return text.chars().toArray();
    }

    @Test
    void versionOfBoltIsAgreedOn() throws IOException {
        assertEquals("Bolt 5.8, login not tried", greeting("neo4j", 0, 0, 8, 5));
        assertEquals("Bolt 4.4, login not tried", greeting("bolt", 0, 0, 4, 4));
        fails(Code.BACKEND_VERSION, "neo4j", 0, 0, 0, 0);
        fails(Code.BACKEND_WRONG_PROTOCOL, "neo4j", 1, 0, 8, 5);
    }

    /** As the specification of the handshake has it: minor and major version in the last two bytes. */
    @ParameterizedTest
    @CsvSource({"0, 3", "1, 4", "2, 4", "3, 4", "4, 4", "0, 5", "8, 5"})
    void eachVersionOfBoltThatIsProposedIsAgreedOn(int minor, int major) throws IOException {
        assertEquals("Bolt " + major + "." + minor + ", login not tried", greeting("neo4j", 0, 0, minor, major));
    }

    @ParameterizedTest
    @CsvSource({"0, 4", "5, 4", "9, 5", "1, 3", "0, 2", "0, 6", "0, 1", "1, 0", "255, 5"})
    void versionOfBoltThatWasNotProposedIsNone(int minor, int major) throws IOException {
        fails(Code.BACKEND_WRONG_PROTOCOL, "neo4j", 0, 0, minor, major);
    }

    @Test
    void openWireIsGreetedBack() throws IOException {
        int[] info = octets("\0\0\1\4\1ActiveMQ\0\0\0\14");

        assertEquals("version 12, login not tried", greeting("activemq", info));
        fails(Code.BACKEND_WRONG_PROTOCOL, "activemq", octets("\0\0\1\4\2ActiveMQ\0\0\0\14"));
        fails(Code.BACKEND_WRONG_PROTOCOL, "activemq", octets("\0\0\1\4\1RabbitMQ\0\0\0\14"));
        fails(Code.BACKEND_WRONG_PROTOCOL, "activemq", octets("\0\0\1\4\1ActiveMQ\0\0\0\0"));
    }

    /** A broker that speaks version 1 only, with no option but its size. */
    @Test
    void smallestGreetingOfABrokerIsNoEcho() throws IOException {
        String small = "\0\0\0\56\1ActiveMQ\0\0\0\1\1\0\0\0\34\0\0\0\1\0\24TightEncodingEnabled\1\1";

        assertEquals("version 1, login not tried", greeting("activemq", octets(small)));
    }

    /** What sends back whatever it hears (RFC 862) speaks none of the protocols. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "activemq",
                "amqp",
                "bolt",
                "cassandra",
                "couchbase",
                "elasticsearch",
                "http",
                "kafka",
                "ldap",
                "memcached",
                "mongodb",
                "mqtt",
                "neo4j",
                "opensearch",
                "postgresql",
                "pulsar",
                "redis",
                "redis-sentinel",
                "zookeeper",
                "smtp",
                "imap",
                "nats",
                "ssh",
                "mysql",
                "mariadb"
            })
    void echoIsTakenForNoProtocol(String scheme) throws IOException {
        try (RawServer echo = new RawServer((in, out, socket) -> in.transferTo(out))) {
            String uri = scheme + "://127.0.0.1:" + echo.port() + "/#mymaster";

            Check<?> check = service("backend", uri).timeout(Duration.ofMillis(400));
            assertFalse(Verdicts.report(check, Map.of()).mayBoot());
        }
    }

    @Test
    void pulsarConnectsOrAsksForALogin() throws IOException {
        assertEquals("no login asked for", greeting("pulsar", octets("\0\0\0\12\0\0\0\6\10\3\32\2\12\0")));
        assertEquals("asks for a login, login not tried", greeting("pulsar", error(3)));
        assertEquals(
                "asks for a login, login not tried", greeting("pulsar", octets("\0\0\0\12\0\0\0\6\10\44\2\2\0\0")));
        fails(Code.BACKEND_FAILED, "pulsar", error(6));
        fails(Code.BACKEND_WRONG_PROTOCOL, "pulsar", octets("\0\0\0\12\0\0\0\6\10\50\2\2\0\0"));
        fails(Code.BACKEND_WRONG_PROTOCOL, "pulsar", octets("\0\0\0\3\0\0\0\1\10\3"));
    }

    /** As the broker's own classes write it: request -1, a code, the message "no". */
    private static int[] error(int code) {
        return bytes(
                "0 0 0 25 0 0 0 21 8 14 114 17 8 255 255 255 255 255 255 255 255 255 1 16 " + code + " 26 2 110 111");
    }

    private static int[] bytes(String decimal) {
        return Stream.of(decimal.split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    @Test
    void couchbaseListsTheMechanismsOfItsLogin() throws IOException {
        String header = "\u0081\40\0\0\0\0\0\0\0\0\0\5\0\0\0\0\0\0\0\0\0\0\0\0";

        assertEquals("PLAIN, login not tried", greeting("couchbase", octets(header + "PLAIN")));
        fails(Code.BACKEND_WRONG_PROTOCOL, "couchbase", octets(header.replace('\u0081', '\u0080') + "PLAIN"));
        fails(
                Code.BACKEND_WRONG_PROTOCOL,
                "couchbase",
                octets("\u0081\40\0\0\0\0\0\u0081\0\0\0\5\0\0\0\0\0\0\0\0\0\0\0\0PLAIN"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"neo4j", "activemq", "pulsar", "couchbase"})
    void otherProtocolsAndSilenceAreNoGreeting(String scheme) throws IOException {
        for (String other : new String[] {"HTTP/1.1 400 Bad Request\r\n\r\n", "-ERR unknown command\r\n"}) {
            fails(Code.BACKEND_WRONG_PROTOCOL, scheme, octets(other));
        }
        try (ScriptedServer closing = new ScriptedServer(client -> {})) {
            assertFails(Code.BACKEND_CLOSED, service("backend", scheme + "://127.0.0.1:" + closing.port()));
        }
        assertFails(Code.BACKEND_REFUSED, service("backend", scheme + "://127.0.0.1:1"));
    }

    @Test
    void certificateThatNobodyHasSignedIsTakenBySchemesThatSaySo() throws Exception {
        TestAuthority own = new TestAuthority();
        try (TlsServer server =
                TlsServer.of(own.server(own.identity("elsewhere"))).start()) {
            String address = "://127.0.0.1:" + server.port();
            assertFails(Code.TLS_UNTRUSTED, service("graph", "neo4j+s" + address));
            assertFails(
                    Code.BACKEND_TIMEOUT,
                    service("graph", "neo4j+ssc" + address).timeout(Duration.ofSeconds(1)));
        }
    }

    @ParameterizedTest
    @CsvSource({"neo4j+s", "activemq+ssl", "pulsar+ssl", "couchbases"})
    void theirSchemesForTlsWantTls(String scheme) throws IOException {
        try (CannedServer plain = new CannedServer("hello\r\n".getBytes(StandardCharsets.US_ASCII))) {
            assertFails(Code.BACKEND_NO_TLS, service("backend", scheme + "://127.0.0.1:" + plain.port()));
        }
    }
}
