package dev.preflight.backend.protocol;

import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldif.LDIFException;
import dev.preflight.backend.Answers;
import dev.preflight.backend.ScriptedServer;
import dev.preflight.backend.TestAuthority;
import dev.preflight.problem.Code;
import dev.preflight.problem.CodeByName;
import dev.preflight.problem.Problem;
import dev.preflight.problem.Rung;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;

/** The check of LDAP against a real server; what it does not do on demand is played by a script. */
class LdapTest {
    private static final String LOGIN = "cn=app,dc=example,dc=com:pw-of-the-app@";

    @TempDir
    static Path directory;

    private static InMemoryDirectoryServer server;
    private static InMemoryDirectoryServer closed;
    private static int port;
    private static int tlsPort;
    private static Path authority;

    @BeforeAll
    static void start() throws IOException, LDAPException, LDIFException {
        TestAuthority certificates = new TestAuthority();
        authority = certificates.pem(directory.resolve("ca.pem"));
        SSLContext tls = certificates.server(certificates.identity("localhost"));
        InMemoryDirectoryServerConfig config = config();
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("plain", InetAddress.getByName("127.0.0.1"), 0, null),
                InMemoryListenerConfig.createLDAPSConfig(
                        "tls",
                        InetAddress.getByName("127.0.0.1"),
                        0,
                        tls.getServerSocketFactory(),
                        tls.getSocketFactory()));
        server = started(config);
        port = server.getListenPort("plain");
        tlsPort = server.getListenPort("tls");
        InMemoryDirectoryServerConfig noAnonymous = config();
        noAnonymous.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("plain", InetAddress.getByName("127.0.0.1"), 0, null));
        noAnonymous.setAuthenticationRequiredOperationTypes(Set.of(OperationType.SEARCH));
        closed = started(noAnonymous);
    }

    private static InMemoryDirectoryServerConfig config() throws LDAPException {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=com");
        config.addAdditionalBindCredentials("cn=app,dc=example,dc=com", "pw-of-the-app");
        return config;
    }

    private static InMemoryDirectoryServer started(InMemoryDirectoryServerConfig config)
            throws LDAPException, LDIFException {
        InMemoryDirectoryServer started = new InMemoryDirectoryServer(config);
        started.add("dn: dc=example,dc=com", "objectClass: domain", "dc: example");
        started.add("dn: ou=big people,dc=example,dc=com", "objectClass: organizationalUnit", "ou: big people");
        started.startListening();
        return started;
    }

    @AfterAll
    static void stop() {
        server.shutDown(true);
        closed.shutDown(true);
    }

    private static List<String> rungs(CheckResult result) {
        return result.rungs().stream().map(Rung::name).toList();
    }

    @Test
    void anonymousBindPasses() {
        CheckResult result = assertPasses(service("directory", "ldap://127.0.0.1:" + port));

        assertEquals(List.of("DNS", "TCP", "login", "query"), rungs(result));
        assertEquals("anonymous", result.rungs().get(2).detail());
        assertTrue(result.rungs().get(3).detail().contains("UnboundID"), result.rungs()::toString);
    }

    @Test
    void loginPasses() {
        CheckResult result =
                assertPasses(service("directory", "ldap://" + LOGIN + "127.0.0.1:" + port + "/dc=example,dc=com"));

        assertEquals(List.of("DNS", "TCP", "login", "database"), rungs(result));
    }

    @Test
    void entryWithASpacePasses() {
        assertPasses(service("directory", "ldap://127.0.0.1:" + port + "/ou=big%20people,dc=example,dc=com"));
    }

    @Test
    void wrongPasswordIsRejected() {
        String text = problems(service("directory", "ldap://cn=app,dc=example,dc=com:no-such-pw@127.0.0.1:" + port))
                .replaceAll("\\d+ ms", "0 ms");

        assertEquals("""
                FAIL  backend directory  login rejected                                         [backend.login]
                      tried   127.0.0.1:%d: DNS 127.0.0.1 in 0 ms, TCP in 0 ms, login rejected
                      why     result 49, Unable to bind as user 'cn=app,dc=example,dc=com' because the provided password was incorrect.
                      fix     put the right DN and password into the URL""".formatted(port), text);
    }

    @Test
    void unknownUserIsRejected() {
        assertFails(
                Code.BACKEND_LOGIN,
                service("directory", "ldap://cn=nobody,dc=example,dc=com:no-such-pw@127.0.0.1:" + port));
    }

    @Test
    void userWithoutAPasswordIsNotTakenForALogin() {
        assertFails(Code.BACKEND_URL, service("directory", "ldap://cn=app,dc=example,dc=com@127.0.0.1:" + port));
    }

    @Test
    void loginThatIsDemandedAndNotGivenIsAProblem() {
        String uri = "127.0.0.1:" + closed.getListenPort() + "/dc=example,dc=com";

        assertPasses(service("directory", "ldap://" + LOGIN + uri));
        assertFails(Code.BACKEND_LOGIN, service("directory", "ldap://" + uri));
        assertFails(Code.BACKEND_LOGIN, service("directory", "ldap://127.0.0.1:" + closed.getListenPort()));
    }

    @Test
    void entryThatIsNotThereIsAProblem() {
        assertFails(Code.BACKEND_DATABASE, service("directory", "ldap://127.0.0.1:" + port + "/dc=example,dc=org"));
        assertFails(Code.BACKEND_DATABASE, service("directory", "ldap://127.0.0.1:" + port + "/no-dn"));
    }

    @Test
    void tlsPasses() {
        assertPasses(service("directory", "ldaps://" + LOGIN + "localhost:" + tlsPort)
                .trusting(authority.toString()));
    }

    @Test
    void tlsFromAnUnknownAuthorityIsNotTrusted() {
        assertFails(Code.TLS_UNTRUSTED, service("directory", "ldaps://localhost:" + tlsPort));
    }

    @Test
    void tlsOnThePlainPortIsNamed() {
        assertFails(Code.BACKEND_NO_TLS, service("directory", "ldaps://localhost:" + port));
    }

    @Test
    void plainTextOnTheTlsPortIsNamed() {
        assertFails(Code.BACKEND_WANTS_TLS, service("directory", "ldap://localhost:" + tlsPort));
    }

    @Test
    void resultsAreUnderstood() throws IOException {
        assertBindFails(Code.BACKEND_WANTS_TLS, 13);
        assertBindFails(Code.BACKEND_WANTS_TLS, 8);
        assertBindFails(Code.BACKEND_BUSY, 51);
        assertBindFails(Code.BACKEND_STARTING, 52);
        assertBindFails(Code.BACKEND_LOGIN, 48);
        assertBindFails(Code.BACKEND_NOT_AUTHORISED, 53);
        assertBindFails(Code.BACKEND_FAILED, 80);
    }

    private static void assertBindFails(Code code, int resultCode) throws IOException {
        byte[] result = response(1, 0x61, resultCode, "so it is");
        try (ScriptedServer scripted = new ScriptedServer(client -> {
            client.bytes(14);
            client.say(new String(result, StandardCharsets.ISO_8859_1));
        })) {
            String text = problems(service("directory", "ldap://127.0.0.1:" + scripted.port()));
            assertTrue(text.contains("[" + code.id() + "]"), text);
            assertTrue(text.contains("why     result " + resultCode + ", so it is"), text);
        }
    }

    @Test
    void noticeOfDisconnectionIsUnderstood() throws IOException {
        byte[] notice = response(0, 0x78, 52, "going down");
        try (ScriptedServer scripted = new ScriptedServer(client -> {
            client.bytes(14);
            client.say(new String(notice, StandardCharsets.ISO_8859_1));
        })) {
            assertFails(Code.BACKEND_STARTING, service("directory", "ldap://127.0.0.1:" + scripted.port()));
        }
    }

    @Test
    void lengthsThatLieAreAnotherProtocol() throws IOException {
        for (String lie :
                List.of("0\u0085", "0\u0084\u00ff\u00ff\u00ff\u00ff", "0\u0003\u0002\u0005\u0001", "0\u0000")) {
            try (ScriptedServer scripted = new ScriptedServer(client -> {
                client.bytes(14);
                client.say(lie);
            })) {
                assertFails(Code.BACKEND_WRONG_PROTOCOL, service("directory", "ldap://127.0.0.1:" + scripted.port()));
            }
        }
    }

    private static byte[] response(int id, int tag, int code, String words) {
        Ber result =
                new Ber().number(Ber.ENUMERATED, code).add(Ber.OCTET_STRING, "").add(Ber.OCTET_STRING, words);
        return new Ber()
                .add(Ber.SEQUENCE, new Ber().number(Ber.INTEGER, id).add(tag, result))
                .bytes();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                49; BACKEND_LOGIN; login required; put the DN of a user and its password into the URL
                48; BACKEND_LOGIN; login required; put the DN of a user and its password into the URL
                19; BACKEND_LOGIN; login required; put the DN of a user and its password into the URL
                7; BACKEND_LOGIN; login required; put the DN of a user and its password into the URL
                8; BACKEND_WANTS_TLS; the server demands TLS; use ldaps://
                13; BACKEND_WANTS_TLS; the server demands TLS; use ldaps://
                50; BACKEND_NOT_AUTHORISED; not authorised; grant the user what the application needs
                53; BACKEND_NOT_AUTHORISED; not authorised; grant the user what the application needs
                51; BACKEND_BUSY; busy; wait, or look at the load of the server
                52; BACKEND_STARTING; not ready, or shutting down; wait until it has started, for instance with retryFor(...)
                80; BACKEND_FAILED; answered with an error; look at the log of the server
                """)
    void resultOfABindSaysWhatIsWrong(int result, @ConvertWith(CodeByName.class) Code code, String summary, String fix)
            throws IOException {
        Problem problem = Answers.problem("ldap://127.0.0.1:PORT", response(1, 0x61, result, ""));

        Answers.assertProblem(code, summary, fix, problem);
        assertEquals("result " + result, Answers.fact("why", problem));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                ''; /dc=com; 1; BACKEND_LOGIN; login required; put the DN of a user and its password into the URL
                ''; /dc=com; 8; BACKEND_LOGIN; login required; put the DN of a user and its password into the URL
                ''; /dc=com; 50; BACKEND_LOGIN; login required; put the DN of a user and its password into the URL
                cn=app:pw@; /dc=com; 1; BACKEND_FAILED; answered with an error; look at the log of the server
                cn=app:pw@; /dc=com; 8; BACKEND_WANTS_TLS; the server demands TLS; use ldaps://
                cn=app:pw@; /dc=com; 50; BACKEND_NOT_AUTHORISED; not authorised; grant the user what the application needs
                cn=app:pw@; /dc=com; 49; BACKEND_LOGIN; login rejected; put the right DN and password into the URL
                ''; /dc=com; 32; BACKEND_DATABASE; no such entry; correct the DN in the URL, or let the user see the entry
                ''; /dc=com; 34; BACKEND_DATABASE; not a DN; write it like dc=example,dc=com, with %20 for a space
                ''; /dc=com; 10; BACKEND_DATABASE; another server has the entry; correct the host or the DN in the URL
                ''; ''; 51; BACKEND_BUSY; busy; wait, or look at the load of the server
                ''; ''; 50; BACKEND_LOGIN; login required; put the DN of a user and its password into the URL
                """)
    void resultOfASearchSaysWhatIsWrong(
            String login, String path, int result, @ConvertWith(CodeByName.class) Code code, String summary, String fix)
            throws IOException {
        Problem problem =
                Answers.problem("ldap://" + login + "127.0.0.1:PORT" + path, bound(response(2, 0x65, result, "")));

        Answers.assertProblem(code, summary, fix, problem);
        assertEquals("result " + result, Answers.fact("why", problem));
    }

    @ParameterizedTest
    @CsvSource({"7", "19", "32", "34", "48", "49"})
    void loginThatAServerRefusesInItsOwnWayIsRejected(int result) throws IOException {
        Answers.assertProblem(
                Code.BACKEND_LOGIN,
                "login rejected",
                "put the right DN and password into the URL",
                Answers.problem("ldap://cn=app:pw@127.0.0.1:PORT", response(1, 0x61, result, "no")));
    }

    @ParameterizedTest
    @CsvSource({"32", "50", "0"})
    void rootThatNotEverybodyMayReadIsNoProblem(int code) throws IOException {
        CheckResult result = Answers.result(
                "ldap://cn=app:pw@127.0.0.1:PORT",
                new String(bound(response(2, 0x65, code, "")), StandardCharsets.ISO_8859_1));

        assertEquals("[]", result.problems().toString());
    }

    @Test
    void entryThatIsThereAndNotShownIsAWarning() throws IOException {
        // A reference to another server may come before the end (RFC 4511, section 4.5.3).
        byte[] reference = new Ber()
                .add(
                        Ber.SEQUENCE,
                        new Ber().number(Ber.INTEGER, 2).add(0x73, new Ber().add(Ber.OCTET_STRING, "ldap://other/")))
                .bytes();
        CheckResult result = Answers.result(
                "ldap://cn=app:pw@127.0.0.1:PORT/dc=com",
                new String(bound(reference), StandardCharsets.ISO_8859_1)
                        + new String(response(2, 0x65, 0, ""), StandardCharsets.ISO_8859_1));

        assertEquals(Outcome.PASSED, result.outcome());
        assertEquals(1, result.problems().size(), () -> "problems: " + result.problems());
        assertEquals(
                "the entry exists and cannot be read", result.problems().get(0).summary());
        assertEquals(Code.BACKEND_NOT_AUTHORISED, result.problems().get(0).code());
    }

    @Test
    void resultWithALongMessageIsRead() throws IOException {
        for (int length : new int[] {127, 128, 255, 256, 65_535, 65_536}) {
            Problem problem = Answers.problem("ldap://127.0.0.1:PORT", response(1, 0x61, 51, "x".repeat(length)));

            assertEquals(Code.BACKEND_BUSY, problem.code(), () -> "length " + length);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3080",
        "3085",
        "3000",
        "31020500",
        "300302050100",
        "3003020101",
        "30050201016100",
        "30050201026100",
        "300502010161800000",
        "30090201016180000000000000",
        "300702010161840000",
        "3009020101618400000001",
        "300a0201016185010000000000",
        "30090201016184ffffffff",
        "300802010161030a0500",
        "30080201016103020100",
        "300c02010161070a010004020400",
        "300502010178",
        "300a020100610a0100",
        "300802010178030a0133"
    })
    void whatIsNoMessageOfLdapIsAnotherProtocol(String hex) throws IOException {
        byte[] answer = HexFormat.of().parseHex(hex.length() % 2 == 0 ? hex : hex + "0");
        byte[] more = Arrays.copyOf(answer, answer.length + 8);

        assertEquals(
                Code.BACKEND_WRONG_PROTOCOL,
                Answers.problem("ldap://127.0.0.1:PORT", more).code());
    }

    /** An answer after the one that says that the bind has succeeded. */
    private static byte[] bound(byte... next) {
        byte[] bind = response(1, 0x61, 0, "");
        byte[] both = Arrays.copyOf(bind, bind.length + next.length);
        System.arraycopy(next, 0, both, bind.length, next.length);
        return both;
    }

    /** A length of the long form that is not the shortest is one too (X.690, section 8.1.3.5, note 2). */
    @Test
    void lengthNeedNotBeTheShortest() throws IOException {
        byte[] answer = HexFormat.of().parseHex("3084000000110201016184000000080a01330400040178");

        assertEquals(
                Code.BACKEND_BUSY,
                Answers.problem("ldap://127.0.0.1:PORT", answer).code());
    }
}
