package dev.preflight.backend.protocol;

import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.preflight.backend.Answers;
import dev.preflight.backend.ScriptedServer;
import dev.preflight.backend.Service;
import dev.preflight.backend.TestAuthority;
import dev.preflight.problem.Code;
import dev.preflight.problem.CodeByName;
import dev.preflight.problem.Problem;
import dev.preflight.problem.Rung;
import dev.preflight.report.CheckResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The check of IMAP against GreenMail, which has no STARTTLS: that is played by a script. */
class ImapTest {
    private static final String KEY_STORE = "greenmail.tls.keystore.file";

    @TempDir
    static Path directory;

    private static GreenMail server;
    private static int port;
    private static int tlsPort;
    private static SSLContext tls;
    private static Path authority;

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException {
        TestAuthority certificates = new TestAuthority();
        authority = certificates.pem(directory.resolve("ca.pem"));
        TestAuthority.Identity identity = certificates.identity("localhost");
        tls = certificates.server(identity);
        Path file = directory.resolve("server.p12");
        KeyStore store = identity.keyStore("changeit");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "changeit".toCharArray());
        }
        System.setProperty(KEY_STORE, file.toString());
        try {
            server = new GreenMail(new ServerSetup[] {
                new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
                new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS)
            });
            server.setUser("app@example.com", "app", "pw \"of\" the app");
            server.start();
        } finally {
            System.clearProperty(KEY_STORE);
        }
        port = server.getImap().getPort();
        tlsPort = server.getImaps().getPort();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    private static List<String> rungs(CheckResult result) {
        return result.rungs().stream().map(Rung::name).toList();
    }

    @Test
    void greetingPasses() {
        CheckResult result = assertPasses(service("mail", "imap://127.0.0.1:" + port));

        assertEquals(List.of("DNS", "TCP", "greeting"), rungs(result));
        assertTrue(result.rungs().get(2).detail().startsWith("IMAP4rev1 Server GreenMail"), result.rungs()::toString);
    }

    @Test
    void loginPasses() {
        assertEquals(
                List.of("DNS", "TCP", "greeting", "login"),
                rungs(assertPasses(service("mail", "imap://app:pw%20%22of%22%20the%20app@127.0.0.1:" + port))));
    }

    @Test
    void wrongPasswordIsRejected() {
        String text = problems(service("mail", "imap://app:no-such-pw@127.0.0.1:" + port))
                .replaceAll("\\d+ ms", "0 ms")
                .replaceAll("GreenMail v[0-9.]+", "GreenMail");

        assertEquals("""
                FAIL  backend mail  login rejected                                              [backend.login]
                      tried   127.0.0.1:%d: DNS 127.0.0.1 in 0 ms, TCP in 0 ms, greeting IMAP4rev1 Server GreenMail ready in 0 ms, login rejected
                      why     NO LOGIN failed. Invalid login/password for user id app
                      fix     put the right user and password into the URL""".formatted(port), text);
    }

    @Test
    void tlsPasses() {
        Service service = service("mail", "imaps://app:pw%20%22of%22%20the%20app@localhost:" + tlsPort);

        assertEquals(
                List.of("DNS", "TCP", "TLS", "greeting", "login"),
                rungs(assertPasses(service.trusting(authority.toString()))));
    }

    @Test
    void tlsFromAnUnknownAuthorityIsNotTrusted() {
        assertFails(Code.TLS_UNTRUSTED, service("mail", "imaps://localhost:" + tlsPort));
    }

    @Test
    void tlsOnThePlainPortIsNamed() {
        assertFails(Code.BACKEND_NO_TLS, service("mail", "imaps://localhost:" + port));
    }

    @Test
    void plainTextOnTheTlsPortIsATimeoutThatSaysSo() {
        String text = problems(service("mail", "imap://localhost:" + tlsPort).timeout(Duration.ofMillis(800)));

        assertTrue(text.contains("[backend.timeout]"), text);
        assertTrue(text.contains("a port that speaks TLS from the first byte looks like this too: imaps://"), text);
    }

    @Test
    void passwordIsSentOverTlsWhereTheServerOffersIt() throws IOException {
        try (ScriptedServer scripted = new ScriptedServer(client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] ready\r\n");
            client.answer("* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\r\na1 OK done\r\n");
            client.answer("a2 OK go on\r\n");
            client.startTls(tls);
            client.answer("* CAPABILITY IMAP4rev1\r\na3 OK done\r\n");
            client.answer("a4 OK logged in\r\n");
            client.answer("* BYE\r\na9 OK done\r\n");
        })) {
            String uri = "imap://app:pw@localhost:" + scripted.port();
            assertEquals(
                    List.of("DNS", "TCP", "greeting", "STARTTLS", "TLS", "CAPABILITY", "login"),
                    rungs(assertPasses(service("mail", uri).trusting(authority.toString()))));
            assertEquals(
                    List.of("a1 CAPABILITY", "a2 STARTTLS", "a3 CAPABILITY", "a4 LOGIN \"app\" \"pw\"", "a9 LOGOUT"),
                    scripted.heard());
            assertFails(Code.TLS_UNTRUSTED, service("mail", uri));
        }
    }

    @Test
    void passwordIsNotSentWhereTheServerDoesNotTakeIt() throws IOException {
        try (ScriptedServer scripted = new ScriptedServer(client -> {
            client.say("* OK ready\r\n");
            client.answer("* CAPABILITY IMAP4rev1 LOGINDISABLED\r\na1 OK done\r\n");
            client.line();
        })) {
            assertFails(Code.BACKEND_WANTS_TLS, service("mail", "imap://app:pw@127.0.0.1:" + scripted.port()));
        }
    }

    @Test
    void passwordThatIsNotAsciiGoesAsALiteral() throws IOException {
        try (ScriptedServer scripted = new ScriptedServer(client -> {
            client.say("* OK ready\r\n");
            client.answer("* CAPABILITY IMAP4rev1\r\na1 OK done\r\n");
            client.answer("+ go on\r\n");
            client.bytes(3);
            client.answer("a4 OK logged in\r\n");
            client.answer("* BYE\r\na9 OK done\r\n");
        })) {
            assertPasses(service("mail", "imap://app:p%C3%A4@127.0.0.1:" + scripted.port()));
            assertEquals("a4 LOGIN \"app\" {3}", scripted.heard().get(1));
        }
    }

    @Test
    void whatTheServerSaysInsteadIsUnderstood() throws IOException {
        assertSaying(Code.BACKEND_STARTING, "* BYE shutting down\r\n", "");
        assertSaying(Code.BACKEND_BUSY, "* BYE Too many connections\r\n", "");
        assertSaying(Code.BACKEND_UNHEALTHY, "* OK\r\n", "a4 NO [UNAVAILABLE] user database is down\r\n");
        assertSaying(Code.BACKEND_BUSY, "* OK\r\n", "a4 NO [LIMIT] too many sessions\r\n");
        assertSaying(Code.BACKEND_NOT_AUTHORISED, "* OK\r\n", "a4 NO [AUTHORIZATIONFAILED] no mailbox\r\n");
        assertSaying(Code.BACKEND_WANTS_TLS, "* OK\r\n", "a4 NO [PRIVACYREQUIRED] not without TLS\r\n");
        assertSaying(Code.BACKEND_FAILED, "* OK\r\n", "a4 BAD what?\r\n");
    }

    private static void assertSaying(Code code, String greeting, String toLogin) throws IOException {
        try (ScriptedServer scripted = new ScriptedServer(client -> {
            client.say(greeting);
            client.answer("* CAPABILITY IMAP4rev1\r\na1 OK done\r\n");
            client.answer(toLogin);
        })) {
            assertFails(code, service("mail", "imap://app:pw@127.0.0.1:" + scripted.port()));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                BYE Too many connections; BACKEND_BUSY; no connection left; raise the limit of connections of the server, or wait
                BYE Connection limit reached; BACKEND_BUSY; no connection left; raise the limit of connections of the server, or wait
                BYE Maximum number of sessions; BACKEND_BUSY; no connection left; raise the limit of connections of the server, or wait
                BYE Shutting down; BACKEND_STARTING; not ready, or shutting down; wait until it has started, for instance with retryFor(...)
                """)
    void goodbyeInsteadOfAnAnswerSaysWhy(
            String line, @ConvertWith(CodeByName.class) Code code, String summary, String fix) throws IOException {
        for (String start : List.of("* ", "* OK ready|* ")) {
            Problem problem = Answers.problem("imap://127.0.0.1:PORT", start + line + "|");

            Answers.assertProblem(code, summary, fix, problem);
            assertEquals(line, Answers.fact("why", problem));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                NO [UNAVAILABLE] later; BACKEND_UNHEALTHY; cannot do it now; look at the log of the server
                NO [SERVERBUG] sorry; BACKEND_UNHEALTHY; cannot do it now; look at the log of the server
                NO [CONTACTADMIN] call us; BACKEND_UNHEALTHY; cannot do it now; look at the log of the server
                NO [LIMIT] too many; BACKEND_BUSY; no connection left; raise the limit of connections of the server, or wait
                NO [INUSE] locked; BACKEND_BUSY; no connection left; raise the limit of connections of the server, or wait
                NO [AUTHORIZATIONFAILED] no; BACKEND_NOT_AUTHORISED; not authorised; grant the user what the application needs
                NO [NOPERM] no; BACKEND_NOT_AUTHORISED; not authorised; grant the user what the application needs
                NO [PRIVACYREQUIRED] no; BACKEND_WANTS_TLS; the server demands TLS before a login; use imaps://, or give the server a certificate for STARTTLS
                NO [AUTHENTICATIONFAILED] no; BACKEND_LOGIN; login rejected; put the right user and password into the URL
                NO; BACKEND_LOGIN; login rejected; put the right user and password into the URL
                BAD syntax; BACKEND_FAILED; answered with an error; look at the log of the server
                """)
    void responseCodeOfALoginSaysWhatIsWrong(
            String answer, @ConvertWith(CodeByName.class) Code code, String summary, String fix) throws IOException {
        Problem problem = Answers.problem(
                "imap://app:pw@127.0.0.1:PORT", "* OK ready|* CAPABILITY IMAP4rev1|a1 OK done|a4 " + answer + "|");

        Answers.assertProblem(code, summary, fix, problem);
        assertEquals(answer, Answers.fact("why", problem));
    }

    @Test
    void literalThatIsNotTakenIsALoginThatIsRejected() throws IOException {
        Problem problem = Answers.problem(
                "imap://app:p%C3%A4@127.0.0.1:PORT", "* OK ready|* CAPABILITY IMAP4rev1|a1 OK done|a4 NO no literals|");

        Answers.assertProblem(
                Code.BACKEND_LOGIN, "login rejected", "put the right user and password into the URL", problem);
    }

    @Test
    void refusalOfAnotherCommandThanALoginIsNoLoginThatIsRejected() throws IOException {
        Answers.assertProblem(
                Code.BACKEND_FAILED,
                "answered with an error",
                "look at the log of the server",
                Answers.problem("imap://127.0.0.1:PORT", "* OK ready|a1 NO not now|"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                * OK; ''
                * ok [CAPABILITY IMAP4rev1] ready when you are; ready when you are
                * PREAUTH welcome back; welcome back
                * OK [broken; [broken
                """)
    void greetingIsToldWithoutItsResponseCode(String greeting, String detail) throws IOException {
        CheckResult result = Answers.result(
                "imap://127.0.0.1:PORT", greeting + "|* LIST () NIL INBOX|* CAPABILITY IMAP4rev1|a1 OK done|");

        assertEquals("[]", result.problems().toString());
        assertEquals(detail, result.rungs().get(2).detail());
    }

    @ParameterizedTest
    @ValueSource(strings = {"* HELLO|", "* NO ready|", "+OK POP3|", "* OK ready|250 OK|", "* OK ready|a2 OK done|"})
    void whatIsNoAnswerOfImapIsAnotherProtocol(String answers) throws IOException {
        Answers.assertNotSpoken("imap://127.0.0.1:PORT", answers);
    }

    @Test
    void answerWithoutEndIsBroken() throws IOException {
        Answers.assertNotSpoken("imap://127.0.0.1:PORT", "* OK ready|" + "* STATUS|".repeat(1001));
    }

    @Test
    void loginThatIsDisabledIsNotTried() throws IOException {
        Answers.assertProblem(
                Code.BACKEND_WANTS_TLS,
                "the server demands TLS before a login",
                "use imaps://, or give the server a certificate for STARTTLS",
                Answers.problem(
                        "imap://app:pw@127.0.0.1:PORT", "* OK ready|* CAPABILITY IMAP4rev1 LOGINDISABLED|a1 OK done|"));
    }

    @Test
    void backslashInAPasswordIsEscaped() throws IOException {
        try (ScriptedServer scripted = new ScriptedServer(client -> {
            client.say("* OK ready\r\n");
            client.answer("* CAPABILITY IMAP4rev1\r\na1 OK done\r\n");
            client.answer("a4 OK logged in\r\n");
            client.answer("* BYE\r\na9 OK done\r\n");
        })) {
            assertPasses(service("mail", "imap://app:p%5C%22w@127.0.0.1:" + scripted.port()));
            assertEquals("a4 LOGIN \"app\" \"p\\\\\\\"w\"", scripted.heard().get(1));
        }
    }
}
