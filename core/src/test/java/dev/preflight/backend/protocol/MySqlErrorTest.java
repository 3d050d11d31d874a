package dev.preflight.backend.protocol;

import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.fact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.backend.CannedServer;
import dev.preflight.backend.Octets;
import dev.preflight.backend.RawServer;
import dev.preflight.problem.Code;
import dev.preflight.problem.CodeByName;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a MySQL or MariaDB server, or a proxy before one, may say: packets of the MySQL client/server protocol. */
class MySqlErrorTest {
    private static final int PLUGIN_AUTH = 0x80000;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1040 | BACKEND_BUSY           | no connection left                    | raise max_connections, or close what holds its connections
            1203 | BACKEND_BUSY           | no connection left                    | raise max_connections, or close what holds its connections
            1053 | BACKEND_STARTING       | shutting down                         | wait until it has started again, for instance with retryFor(...)
            1129 | BACKEND_NOT_AUTHORISED | this host is locked out               | let it in again with FLUSH HOSTS, and find out whose handshakes broke
            1130 | BACKEND_NOT_AUTHORISED | this host may not connect             | create a user for this host in the server
            2003 | BACKEND_UNHEALTHY      | the server behind it does not answer  | start the database server behind the proxy
            1105 | BACKEND_FAILED         | answered with an error                | look at the log of the server
            """)
    void everyErrorInsteadOfAGreetingHasItsRemedy(
            int error, @ConvertWith(CodeByName.class) Code code, String summary, String fix) throws IOException {
        Problem problem = said(code, summary, fix, error(0, error, "#HY000so it is"));

        assertEquals("so it is", fact("why", problem));
        assertEquals(Integer.toString(error), fact("error", problem));
    }

    @ParameterizedTest
    @CsvSource({"so it is, so it is", "#HY000, #HY000", "'', ''"})
    void messageIsToldWithoutAStateAndMayBeMissing(String text, String why) throws IOException {
        Problem problem = said(
                Code.BACKEND_BUSY,
                "no connection left",
                "raise max_connections, or close what holds its connections",
                error(0, 1040, text));

        assertEquals(why, fact("why", problem));
    }

    @ParameterizedTest
    @CsvSource({
        "1040, BACKEND_BUSY",
        "1053, BACKEND_STARTING",
        "1129, BACKEND_NOT_AUTHORISED",
        "1130, BACKEND_NOT_AUTHORISED",
        "2003, BACKEND_UNHEALTHY"
    })
    void serverThatGreetsAndIsAtFaultItselfFails(int error, @ConvertWith(CodeByName.class) Code code)
            throws IOException {
        try (CannedServer server = new CannedServer(new Octets()
                .put(greeting("8.4.3", 0, ""))
                .put(error(2, error, "#08S01so it is"))
                .bytes())) {
            assertFails(code, service("orders", "mysql://127.0.0.1:" + server.port()));
        }
    }

    @Test
    void deniedAccessIsWhatIsExpected() throws IOException {
        assertGreets("8.4.3", greeting("8.4.3", 0, ""), error(2, 1045, "#28000Access denied for user 'preflight'"));
    }

    @Test
    void mariaDbIsCalledByItsOwnVersion() throws IOException {
        assertGreets(
                "11.8.2-MariaDB",
                greeting("5.5.5-11.8.2-MariaDB", PLUGIN_AUTH, "mysql_native_password"),
                error(2, 1045, "#28000Access denied for user 'preflight'"));
    }

    @Test
    void answersThatSayNothingOfTheServerAreAsGood() throws IOException {
        assertGreets("8.4.3", greeting("8.4.3", 0, ""), packet(2, new Octets()));
        assertGreets("8.4.3", greeting("8.4.3", 0, ""), packet(2, new Octets().put(0xff)));
        assertGreets("8.4.3", greeting("8.4.3", 0, ""), packet(2, new Octets().put(1, 4)));
        assertGreets(
                "8.4.3",
                greeting("8.4.3", 0, ""),
                new Octets().put(0xff, 0xff, 0xff, 2).bytes());
    }

    @Test
    void serverThatLetsTheStrangerInIsToldGoodbye() throws Exception {
        CompletableFuture<String> goodbye = new CompletableFuture<>();
        try (RawServer server = new RawServer((in, out, socket) -> {
            out.write(greeting("8.4.3", 0, ""));
            read(in);
            out.write(packet(2, new Octets().put(0, 0, 0, 2, 0, 0, 0)));
            goodbye.complete(read(in));
            RawServer.drain(in);
        })) {
            assertPasses(service("orders", "mysql://127.0.0.1:" + server.port()));

            assertEquals("\1", goodbye.join());
        }
    }

    @Test
    void strangerNamesThePluginOfTheServerAndAnswersTheSwitchToAnotherWithoutAPassword() throws Exception {
        CompletableFuture<String> introduction = new CompletableFuture<>();
        CompletableFuture<String> switched = new CompletableFuture<>();
        try (RawServer server = new RawServer((in, out, socket) -> {
            out.write(greeting("8.4.3", PLUGIN_AUTH, "caching_sha2_password"));
            introduction.complete(read(in));
            out.write(packet(
                    2, new Octets().put(0xfe).ended("mysql_native_password").zeros(21)));
            switched.complete(read(in));
            out.write(error(4, 1045, "#28000Access denied for user 'preflight'"));
            RawServer.drain(in);
        })) {
            assertPasses(service("orders", "mysql://127.0.0.1:" + server.port()));

            assertTrue(introduction.join().endsWith("preflight\0\0caching_sha2_password\0"), introduction.join());
            assertEquals("", switched.join());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "trust", "verify-ca", "VERIFY_CA", "verify-identity", "verify-full"})
    void modeThatDemandsTlsFailsWhereThereIsNone(String mode) throws IOException {
        try (CannedServer server = new CannedServer(greeting("8.4.3", 0, ""))) {
            assertFails(
                    Code.BACKEND_NO_TLS,
                    "the server does not speak TLS",
                    "give the server a certificate, or take sslMode out of the URL",
                    service("orders", "mysql://127.0.0.1:" + server.port() + "/?sslMode=" + mode));
            assertFails(
                    Code.BACKEND_NO_TLS,
                    service("orders", "mysql://127.0.0.1:" + server.port() + "/?ssl-mode=" + mode));
        }
    }

    @Test
    void modeThatOnlyPrefersTlsGoesWithout() throws IOException {
        byte[] denied = error(2, 1045, "#28000Access denied for user 'preflight'");
        try (CannedServer server = new CannedServer(
                new Octets().put(greeting("8.4.3", 0, "")).put(denied).bytes())) {
            assertPasses(service("orders", "mysql://127.0.0.1:" + server.port() + "/?sslMode=PREFERRED"));
        }
    }

    @Test
    void serverThatGreetsAndSaysNothingMoreHasNotTakenTheConnection() throws IOException {
        try (CannedServer server = new CannedServer(greeting("8.4.3", 0, ""))) {
            assertFails(
                    Code.BACKEND_TIMEOUT,
                    service("orders", "mysql://127.0.0.1:" + server.port()).timeout(Duration.ofMillis(300)));
        }
    }

    @Test
    void otherProtocolIsNotTakenForThisOne() throws IOException {
        assertNotSpoken(new Octets().text("SSH-2.0-OpenSSH_9.9\r\n").bytes());
        assertNotSpoken(new Octets().put(2, 0, 0, 0, 10, 0).bytes());
        assertNotSpoken(new Octets().put(1, 0, 1, 0, 10, 0).bytes());
        assertNotSpoken(packet(0, new Octets().put(9).ended("3.23").zeros(20)));
        assertNotSpoken(packet(0, new Octets().put(10).ended("8.4.3").zeros(13)));
        assertNotSpoken(packet(0, new Octets().put(10).text("a version without an end")));
    }

    private static void assertNotSpoken(byte... said) throws IOException {
        try (CannedServer server = new CannedServer(said)) {
            assertFails(Code.BACKEND_WRONG_PROTOCOL, service("orders", "mysql://127.0.0.1:" + server.port()));
        }
    }

    private static void assertGreets(String version, byte[] greeting, byte... answer) throws IOException {
        try (CannedServer server =
                new CannedServer(new Octets().put(greeting).put(answer).bytes())) {
            CheckResult result = assertPasses(service("orders", "mysql://127.0.0.1:" + server.port()));

            assertEquals(version + ", login not tried", result.rungs().get(2).detail());
        }
    }

    private static Problem said(Code code, String summary, String fix, byte... packet) throws IOException {
        try (CannedServer server = new CannedServer(packet)) {
            return assertFails(code, summary, fix, service("orders", "mysql://127.0.0.1:" + server.port()));
        }
    }

    /** The next packet of the client, without its length and number. */
    private static String read(InputStream in) throws IOException {
        int length = in.read() | in.read() << 8 | in.read() << 16;
        in.read();
        return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    /** Protocol::HandshakeV10. */
    private static byte[] greeting(String version, int capabilities, String plugin) {
        Octets body =
                new Octets().put(10).ended(version).little32(7).text("abcdefgh").put(0);
        body.put(capabilities, capabilities >> 8, 33, 2, 0, capabilities >> 16, capabilities >> 24, 21);
        return packet(0, body.zeros(10).text("ijklmnopqrst").put(0).ended(plugin));
    }

    /** ERR_Packet. */
    private static byte[] error(int sequence, int error, String text) {
        return packet(sequence, new Octets().put(0xff, error, error >> 8).text(text));
    }

    private static byte[] packet(int sequence, Octets body) {
        byte[] bytes = body.bytes();
        return new Octets()
                .put(bytes.length, bytes.length >> 8, bytes.length >> 16, sequence)
                .put(bytes)
                .bytes();
    }
}
