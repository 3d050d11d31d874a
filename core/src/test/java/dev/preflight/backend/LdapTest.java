package dev.preflight.backend;

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
import dev.preflight.CheckResult;
import dev.preflight.Code;
import dev.preflight.Rung;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
