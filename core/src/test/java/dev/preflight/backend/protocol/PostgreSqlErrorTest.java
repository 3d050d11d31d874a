package dev.preflight.backend.protocol;

import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.fact;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.preflight.backend.CannedServer;
import dev.preflight.backend.Octets;
import dev.preflight.problem.Code;
import dev.preflight.problem.CodeByName;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a PostgreSQL server, or what stands before one, may say instead of letting a client in. */
class PostgreSqlErrorTest {
    private static final String LOG = "look at the log of the server";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            57P01 | BACKEND_STARTING       | starting up or shutting down       | wait until it has started, for instance with retryFor(...)
            57P02 | BACKEND_STARTING       | starting up or shutting down       | wait until it has started, for instance with retryFor(...)
            57P03 | BACKEND_STARTING       | starting up or shutting down       | wait until it has started, for instance with retryFor(...)
            53300 | BACKEND_BUSY           | no connection left                 | raise max_connections, or close what holds its connections
            3D000 | BACKEND_DATABASE       | no such database                   | create the database, or correct its name in the URL
            55000 | BACKEND_DATABASE       | the database takes no connections  | allow connections to it, or correct its name in the URL
            42501 | BACKEND_NOT_AUTHORISED | not authorised                     | grant the user the right to connect to the database
            28000 | BACKEND_LOGIN          | login rejected                     | correct the user in the URL
            28P01 | BACKEND_LOGIN          | login rejected                     | correct the user in the URL
            XX000 | BACKEND_FAILED         | answered with an error             | look at the log of the server
            """)
    void everyStateHasItsRemedy(String state, @ConvertWith(CodeByName.class) Code code, String summary, String fix)
            throws IOException {
        Problem problem = said(code, summary, fix, error(state, "so it is"));

        assertEquals("so it is", fact("why", problem));
        assertEquals(state, fact("state", problem));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BACKEND_LOGIN          | login rejected                             | no pg_hba.conf entry for host "10.0.0.7", user "app", database "orders", no encryption | let this host in without TLS in pg_hba.conf, or connect with TLS: sslmode=require
            BACKEND_LOGIN          | login rejected                             | no pg_hba.conf entry for host "10.0.0.7", user "app", database "orders", SSL off       | let this host in without TLS in pg_hba.conf, or connect with TLS: sslmode=require
            BACKEND_LOGIN          | login rejected                             | no pg_hba.conf entry for host "10.0.0.7", user "app", database "orders", SSL on        | let this host, user and database in in pg_hba.conf
            TLS_CLIENT_CERTIFICATE | the server wants a certificate of the client | connection requires a valid client certificate                                       | give the check one with clientCertificate(...)
            """)
    void refusalSaysWhichRuleItWas(@ConvertWith(CodeByName.class) Code code, String summary, String message, String fix)
            throws IOException {
        said(code, summary, fix, error("28000", message));
    }

    @Test
    void errorWithoutAMessageIsToldByItsState() throws IOException {
        Problem problem = said(
                Code.BACKEND_FAILED,
                "answered with an error",
                LOG,
                message('E', new Octets().ended("SFATAL").ended("CXX000").put(0)));

        assertEquals("", fact("why", problem));
        assertEquals("XX000", fact("state", problem));
    }

    @Test
    void errorAfterTheLoginSaysThatTheServerLetTheClientIn() throws IOException {
        said(
                Code.BACKEND_FAILED,
                "lets in, then fails",
                LOG,
                new Octets()
                        .put(authentication(0))
                        .put(error("XX000", "no more"))
                        .bytes());
    }

    @Test
    void errorWithoutAStateIsNotOfThisProtocol() throws IOException {
        assertNotSpoken("app@", "", message('E', new Octets().ended("SFATAL").put(0)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2  | asks for a login, login not tried
            3  | asks for a password, login not tried
            5  | asks for a password (MD5), login not tried
            7  | asks for GSSAPI or SSPI, login not tried
            8  | asks for GSSAPI or SSPI, login not tried
            9  | asks for GSSAPI or SSPI, login not tried
            10 | asks for a password (SASL), login not tried
            """)
    void serverThatAsksForALoginPassesAndSaysForWhich(int kind, String detail) throws IOException {
        try (CannedServer server = new CannedServer(authentication(kind))) {
            CheckResult result = assertPasses(service("orders", "postgresql://app@127.0.0.1:" + server.port()));

            assertEquals(detail, result.rungs().get(2).detail());
        }
    }

    @Test
    void noticesAndParametersBeforeReadyAreReadOver() throws IOException {
        byte[] notice = message(
                'N',
                new Octets().ended("SNOTICE").ended("C00000").ended("Mhello").put(0));
        byte[] protocol = message('v', new Octets().int32(0).int32(0));
        Octets said = new Octets().put(notice).put(protocol).put(authentication(0));
        said.put(notice).put(protocol).put(message('K', new Octets().int32(1).int32(2)));
        said.put(message('S', new Octets().ended("TimeZone").ended("UTC")));
        byte[] ready = message('Z', new Octets().text("I"));
        try (CannedServer nameless = new CannedServer(
                        new Octets().put(said.bytes()).put(ready).bytes());
                CannedServer named = new CannedServer(said.put(message(
                                'S', new Octets().ended("server_version").ended("17.2")))
                        .put(ready)
                        .bytes())) {
            CheckResult without = assertPasses(service("orders", "postgresql://app@127.0.0.1:" + nameless.port()));
            CheckResult with = assertPasses(service("orders", "postgresql://app@127.0.0.1:" + named.port()));

            assertEquals("", without.rungs().get(3).detail());
            assertEquals("PostgreSQL 17.2", with.rungs().get(3).detail());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"28000", "28P01"})
    void nobodyWhomTheServerDoesNotKnowProvesThatItTakesConnections(String state) throws IOException {
        byte[] early = error(state, "role \"nobody\" does not exist");
        byte[] late = new Octets().put(authentication(0)).put(early).bytes();
        try (CannedServer strict = new CannedServer(early);
                CannedServer trusting = new CannedServer(late)) {
            CheckResult before = assertPasses(service("orders", "postgresql://127.0.0.1:" + strict.port()));
            CheckResult after = assertPasses(service("orders", "postgresql://127.0.0.1:" + trusting.port()));

            assertEquals(
                    "takes connections, login not tried", before.rungs().get(2).detail());
            assertEquals("login not tried", after.rungs().get(3).detail());
        }
    }

    @Test
    void nobodyIsToldOfEverythingElse() throws IOException {
        byte[] error = error("53300", "sorry, too many clients already");
        for (byte[] said : new byte[][] {
            error, new Octets().put(authentication(0)).put(error).bytes()
        }) {
            try (CannedServer server = new CannedServer(said)) {
                assertFails(Code.BACKEND_BUSY, service("orders", "postgresql://127.0.0.1:" + server.port()));
            }
        }
    }

    @Test
    void answerToTheQuestionForTlsMayBeAnErrorOrAnotherProtocol() throws IOException {
        try (CannedServer full = new CannedServer(error("53300", "sorry, too many clients already"))) {
            assertFails(
                    Code.BACKEND_BUSY,
                    service("orders", "postgresql://127.0.0.1:" + full.port() + "/?sslmode=require"));
        }
        try (CannedServer none = new CannedServer((byte) 'N')) {
            assertFails(
                    Code.BACKEND_NO_TLS,
                    "the server does not speak TLS",
                    "switch ssl on in the server, or take sslmode out of the URL",
                    service("orders", "postgresql://127.0.0.1:" + none.port() + "/?sslmode=verify-full"));
        }
        assertNotSpoken(
                "",
                "?sslmode=require",
                new Octets().text("HTTP/1.1 400 Bad Request\r\n\r\n").bytes());
        assertNotSpoken("", "?sslmode=require", new Octets().text("NO").bytes());
    }

    @Test
    void otherProtocolIsNotTakenForThisOne() throws IOException {
        assertNotSpoken(
                "app@",
                "",
                new Octets().text("HTTP/1.1 400 Bad Request\r\n\r\n").bytes());
        assertNotSpoken(
                "app@", "", new Octets().put(authentication(0)).text("HTTP/1.1").bytes());
        assertNotSpoken("app@", "", new Octets().text("R").int32(7).zeros(8).bytes());
        assertNotSpoken("app@", "", new Octets().text("R").int32(1001).zeros(8).bytes());
    }

    private static void assertNotSpoken(String user, String query, byte... bytes) throws IOException {
        try (CannedServer server = new CannedServer(bytes)) {
            assertFails(
                    Code.BACKEND_WRONG_PROTOCOL,
                    service("orders", "postgresql://" + user + "127.0.0.1:" + server.port() + "/" + query));
        }
    }

    private static Problem said(Code code, String summary, String fix, byte... bytes) throws IOException {
        try (CannedServer server = new CannedServer(bytes)) {
            return assertFails(
                    code, summary, fix, service("orders", "postgresql://app@127.0.0.1:" + server.port() + "/orders"));
        }
    }

    private static byte[] error(String state, String message) {
        return message(
                'E',
                new Octets()
                        .ended("SFATAL")
                        .ended("VFATAL")
                        .ended("C" + state)
                        .ended("M" + message)
                        .put(0));
    }

    private static byte[] authentication(int kind) {
        return message('R', new Octets().int32(kind));
    }

    private static byte[] message(char type, Octets body) {
        byte[] bytes = body.bytes();
        return new Octets().put(type).int32(bytes.length + 4).put(bytes).bytes();
    }
}
