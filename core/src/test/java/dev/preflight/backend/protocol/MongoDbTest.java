package dev.preflight.backend.protocol;

import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.problems;
import static dev.preflight.backend.Verdicts.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.preflight.backend.CannedServer;
import dev.preflight.backend.TestAuthority;
import dev.preflight.backend.Verdicts;
import dev.preflight.check.Probe;
import dev.preflight.problem.Code;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check of MongoDB against a server that speaks its wire protocol, and against what members of a set say. */
class MongoDbTest {
    @TempDir
    static Path directory;

    private static MongoServer server;
    private static MongoServer secure;
    private static int port;
    private static int tlsPort;
    private static Path authority;

    @BeforeAll
    static void start() throws IOException {
        TestAuthority certificates = new TestAuthority();
        authority = certificates.pem(directory.resolve("ca.pem"));
        TestAuthority.Identity identity = certificates.identity("localhost");
        server = new MongoServer(new MemoryBackend());
        port = server.bind().getPort();
        secure = new MongoServer(new MemoryBackend());
        secure.enableSsl(identity.key(), null, identity.certificate());
        tlsPort = secure.bind().getPort();
    }

    @AfterAll
    static void stop() {
        server.shutdownNow();
        secure.shutdownNow();
    }

    @Test
    void standaloneServerPasses() {
        CheckResult result = assertPasses(service("events", "mongodb://app:no-such-pw@127.0.0.1:" + port + "/events"));

        assertEquals("standalone, login not tried", result.rungs().get(2).detail());
    }

    @Test
    void tlsPassesWhereTheUriOrATrustAsksForIt() {
        String uri = "mongodb://localhost:" + tlsPort;

        assertPasses(service("events", uri + "/?tls=true").trusting(authority.toString()));
        assertPasses(service("events", uri).trusting(authority.toString()));
        assertFails(Code.TLS_UNTRUSTED, service("events", uri + "/?ssl=true"));
        assertPasses(service("events", uri + "/?tls=true&tlsInsecure=true"));
    }

    @Test
    void plainTextOnTheTlsPortFailsAndSoDoesTlsOnThePlainPort() {
        CheckResult plain =
                result(service("events", "mongodb://localhost:" + tlsPort).timeout(Duration.ofMillis(500)));
        CheckResult tls = result(
                service("events", "mongodb://localhost:" + port + "/?tls=true").timeout(Duration.ofMillis(500)));

        assertEquals(Code.BACKEND_CLOSED, plain.problems().get(0).code(), () -> "problems: " + plain.problems());
        assertEquals(Code.BACKEND_TIMEOUT, tls.problems().get(0).code(), () -> "problems: " + tls.problems());
    }

    @Test
    void oneOfSeveralHostsIsEnoughAndTheOtherIsAWarning() {
        CheckResult result = result(service("events", "mongodb://127.0.0.1:" + port + ",127.0.0.1:1/events"));

        assertEquals(Outcome.PASSED, result.outcome());
        assertTrue(result.problems().toString().contains("127.0.0.1:1: connection refused"), result::toString);
    }

    @Test
    void memberIsReadyWhereItsSetHasAPrimary() throws IOException {
        assertPasses("primary of rs0, login not tried", "", "setName", "rs0", "isWritablePrimary", true);
        assertPasses(
                "secondary of rs0, primary a:27017, login not tried",
                "?replicaSet=rs0",
                "setName",
                "rs0",
                "secondary",
                true,
                "primary",
                "a:27017");
        assertPasses("mongos, login not tried", "", "msg", "isdbgrid", "isWritablePrimary", true);
    }

    @Test
    void setWithoutAPrimaryIsUnhealthyUnlessReadingFromSecondariesIsEnough() throws IOException {
        try (CannedServer lonely = new CannedServer(answer("setName", "rs0", "secondary", true))) {
            String text = problems(service("events", "mongodb://127.0.0.1:" + lonely.port()))
                    .replaceAll("\\d+ ms", "0 ms");

            assertEquals("""
                    FAIL  backend events  its replica set has no primary                        [backend.unhealthy]
                          tried   127.0.0.1:%d: DNS 127.0.0.1 in 0 ms, TCP in 0 ms, greeting unhealthy
                          found   secondary of rs0
                          fix     start the other members, so that they can elect a primary""".formatted(lonely.port()), text);
        }
        assertPasses(
                "secondary of rs0, no primary, login not tried",
                "?readPreference=secondaryPreferred",
                "setName",
                "rs0",
                "secondary",
                true);
    }

    @Test
    void memberThatHasNotJoinedIsNotReady() throws IOException {
        assertFails(Code.BACKEND_STARTING, "", "setName", "rs0", "secondary", false);
        assertFails(
                Code.BACKEND_STARTING, "", "isreplicaset", true, "info", "Does not have a valid replica set config");
    }

    @Test
    void otherReplicaSetIsAProblem() throws IOException {
        assertFails(Code.BACKEND_DATABASE, "?replicaSet=rs1", "setName", "rs0", "isWritablePrimary", true);
        assertFails(Code.BACKEND_DATABASE, "?replicaSet=rs1", "isWritablePrimary", true);
    }

    private static void assertPasses(String detail, String query, Object... document) throws IOException {
        try (CannedServer member = new CannedServer(answer(document))) {
            CheckResult result =
                    Verdicts.assertPasses(service("events", "mongodb://127.0.0.1:" + member.port() + "/" + query));
            assertEquals(detail, result.rungs().get(2).detail());
        }
    }

    private static CheckResult assertPasses(Probe<?> check) {
        return Verdicts.assertPasses(check);
    }

    private static void assertFails(Code code, String query, Object... document) throws IOException {
        try (CannedServer member = new CannedServer(answer(document))) {
            Verdicts.assertFails(code, service("events", "mongodb://127.0.0.1:" + member.port() + "/" + query));
        }
    }

    private static void assertFails(Code code, Probe<?> check) {
        Verdicts.assertFails(code, check);
    }

    /** An OP_MSG that answers request 1 with a document of texts and truth values. */
    private static byte[] answer(Object... document) {
        ByteArrayOutputStream elements = new ByteArrayOutputStream();
        for (int i = 0; i < document.length; i += 2) {
            boolean text = document[i + 1] instanceof String;
            elements.write(text ? 2 : 8);
            elements.writeBytes((document[i] + "\0").getBytes(StandardCharsets.UTF_8));
            if (text) {
                byte[] value = (document[i + 1] + "\0").getBytes(StandardCharsets.UTF_8);
                int32(elements, value.length);
                elements.writeBytes(value);
            } else {
                elements.write(Boolean.TRUE.equals(document[i + 1]) ? 1 : 0);
            }
        }
        elements.write(1);
        elements.writeBytes("ok\0".getBytes(StandardCharsets.UTF_8));
        elements.writeBytes(new byte[] {0, 0, 0, 0, 0, 0, (byte) 0xf0, 0x3f, 0});
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int number : new int[] {16 + 5 + 4 + elements.size(), 77, 1, 2013, 0}) {
            int32(out, number);
        }
        out.write(0);
        int32(out, 4 + elements.size());
        out.writeBytes(elements.toByteArray());
        return out.toByteArray();
    }

    private static void int32(ByteArrayOutputStream out, int number) {
        for (int shift = 0; shift < 32; shift += 8) {
            out.write(number >> shift);
        }
    }
}
