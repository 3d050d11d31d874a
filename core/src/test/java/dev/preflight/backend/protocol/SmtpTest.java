package dev.preflight.backend.protocol;

import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.problems;
import static dev.preflight.backend.Verdicts.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import dev.preflight.report.Outcome;
import java.io.IOException;
import java.nio.file.Path;
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
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** The check of SMTP against real servers: plain, with STARTTLS, with a login that is demanded, and over TLS. */
class SmtpTest {
    @TempDir
    static Path directory;

    private static SMTPServer open;
    private static SMTPServer submission;
    private static SMTPServer secure;
    private static GreenMail greenMail;
    private static SSLContext tls;
    private static Path authority;

    @BeforeAll
    static void start() throws IOException {
        TestAuthority certificates = new TestAuthority();
        authority = certificates.pem(directory.resolve("ca.pem"));
        tls = certificates.server(certificates.identity("localhost"));
        open = server().build();
        submission = server().enableTLS()
                .startTlsSocketFactory(tls)
                .requireAuth()
                .showAuthCapabilitiesBeforeSTARTTLS(true)
                .build();
        secure = server().serverSocketFactory(tls).build();
        open.start();
        submission.start();
        secure.start();
        greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        greenMail.setUser("app@example.com", "app", "pw-of-the-app");
        greenMail.start();
    }

    private static SMTPServer.Builder server() {
        return SMTPServer.port(0)
                .hostName("mail.example.com")
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, context) -> {
                    if (!user.equals("app") || !password.equals("pw-of-the-app")) {
                        throw new LoginFailedException();
                    }
                }));
    }

    @AfterAll
    static void stop() {
        open.stop();
        submission.stop();
        secure.stop();
        greenMail.stop();
    }

    private static Service smtp(String start, SMTPServer server) {
        return service("mail", start + "localhost:" + server.getPortAllocated());
    }

    private static List<String> rungs(CheckResult result) {
        return result.rungs().stream().map(Rung::name).toList();
    }

    @Test
    void serverThatDemandsNothingPasses() {
        CheckResult result = assertPasses(smtp("smtp://", open));

        assertEquals(List.of("DNS", "TCP", "greeting", "login"), rungs(result));
        assertEquals("not demanded", result.rungs().get(3).detail());
        assertTrue(result.rungs().get(2).detail().startsWith("mail.example.com ESMTP"), result.rungs()::toString);
    }

    @Test
    void loginPasses() {
        assertPasses(smtp("smtp://app:pw-of-the-app@", open));
        assertPasses(service(
                "mail",
                "smtp://app:pw-of-the-app@127.0.0.1:" + greenMail.getSmtp().getPort()));
    }

    @Test
    void wrongPasswordIsRejected() {
        String text = problems(smtp("smtp://app:no-such-pw@", open)).replaceAll("\\d+ ms", "0 ms");

        assertEquals("""
                FAIL  backend mail  login rejected                                              [backend.login]
                      tried   localhost:%d: DNS 127.0.0.1 in 0 ms, TCP in 0 ms, greeting mail.example.com ESMTP SubEthaSMTP null in 0 ms, login rejected
                      why     535 Authentication credentials invalid
                      fix     put the right user and password into the URL""".formatted(open.getPortAllocated()), text);
        assertFails(
                Code.BACKEND_LOGIN,
                service(
                        "mail",
                        "smtp://app:no-such-pw@127.0.0.1:" + greenMail.getSmtp().getPort()));
    }

    @Test
    void passwordIsSentOverTlsWhereTheServerOffersIt() {
        CheckResult result =
                assertPasses(smtp("smtp://app:pw-of-the-app@", submission).trusting(authority.toString()));

        assertEquals(List.of("DNS", "TCP", "greeting", "STARTTLS", "TLS", "EHLO", "login"), rungs(result));
    }

    @Test
    void noPasswordIsSentWhereTheCertificateIsNotTrusted() throws IOException {
        assertFails(Code.TLS_UNTRUSTED, smtp("smtp://app:pw-of-the-app@", submission));

        try (ScriptedServer server = new ScriptedServer(client -> {
            client.say("220 mail.example.com\r\n");
            client.answer("250-mail.example.com\r\n250-AUTH PLAIN\r\n250 STARTTLS\r\n");
            client.answer("220 go on\r\n");
            client.startTls(tls);
        })) {
            assertFails(Code.TLS_UNTRUSTED, service("mail", "smtp://app:pw-of-the-app@localhost:" + server.port()));
            assertEquals(List.of("EHLO [127.0.0.1]", "STARTTLS"), server.heard());
        }
    }

    @Test
    void loginThatIsDemandedAndNotGivenIsAProblem() {
        String text = problems(smtp("smtp://", submission));

        assertTrue(text.contains("login required"), text);
        assertTrue(text.contains("why     530"), text);
        assertTrue(text.contains("[backend.login]"), text);
    }

    @Test
    void startTlsIsUsedWhereItIsRequired() throws IOException {
        SMTPServer server = server().enableTLS().startTlsSocketFactory(tls).build();
        server.start();
        try {
            String uri = "smtp://localhost:" + server.getPortAllocated();
            assertFalse(rungs(assertPasses(service("mail", uri))).contains("TLS"));
            assertTrue(rungs(assertPasses(
                            service("mail", uri + "?starttls=required").trusting(authority.toString())))
                    .contains("TLS"));
            assertFails(Code.TLS_UNTRUSTED, service("mail", uri + "?starttls=required"));
        } finally {
            server.stop();
        }
    }

    @Test
    void startTlsThatIsRequiredAndNotOfferedIsAProblem() {
        assertFails(
                Code.BACKEND_NO_TLS,
                service(
                        "mail",
                        "smtp://app:pw-of-the-app@localhost:" + open.getPortAllocated() + "?starttls=required"));
    }

    @Test
    void parameterThatMeansNothingIsAProblem() {
        assertFails(
                Code.BACKEND_URL, service("mail", "smtp://localhost:" + open.getPortAllocated() + "?starttls=never"));
    }

    @Test
    void tlsPasses() {
        CheckResult result =
                assertPasses(smtp("smtps://app:pw-of-the-app@", secure).trusting(authority.toString()));

        assertEquals(List.of("DNS", "TCP", "TLS", "greeting", "login"), rungs(result));
    }

    @Test
    void tlsFromAnUnknownAuthorityIsNotTrusted() {
        assertFails(Code.TLS_UNTRUSTED, smtp("smtps://", secure));
    }

    @Test
    void tlsOnThePlainPortIsNamed() {
        assertFails(Code.BACKEND_NO_TLS, smtp("smtps://", open));
    }

    @Test
    void plainTextOnTheTlsPortIsATimeoutThatSaysSo() {
        String text = problems(smtp("smtp://", secure).timeout(Duration.ofMillis(800)));

        assertTrue(text.contains("[backend.timeout]"), text);
        assertTrue(text.contains("a port that speaks TLS from the first byte looks like this too: smtps://"), text);
    }

    @Test
    void silenceOverTlsEndsInTimeAndSaysWhere() throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> {
            client.startTls(tls);
            client.say("220 mail.example.com\r\n");
            client.answer("250 AUTH PLAIN\r\n");
            client.line();
            client.hang();
        })) {
            String text = problems(service("mail", "smtps://app:pw@localhost:" + server.port())
                    .trusting(authority.toString())
                    .timeout(Duration.ofMillis(800)));

            assertTrue(text.contains("[backend.timeout]"), text);
            assertTrue(text.contains("login timeout"), text);
        }
    }

    @Test
    void loginIsGivenInTwoStepsWhereTheServerTakesOnlyThat() throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> {
            client.say("220 mail.example.com\r\n");
            client.answer("250-mail.example.com\r\n250 AUTH=LOGIN CRAM-MD5\r\n");
            client.answer("334 VXNlcm5hbWU6\r\n");
            client.answer("334 UGFzc3dvcmQ6\r\n");
            client.answer("235 ok\r\n");
            client.answer("221 bye\r\n");
        })) {
            assertPasses(service("mail", "smtp://app:pw@127.0.0.1:" + server.port()));
            assertEquals(List.of("EHLO [127.0.0.1]", "AUTH LOGIN", "YXBw", "cHc=", "QUIT"), server.heard());
        }
    }

    @Test
    void serverThatOffersNoLoginIsAWarning() throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> {
            client.say("220 mail.example.com\r\n");
            client.answer("250 mail.example.com\r\n");
            client.answer("221 bye\r\n");
        })) {
            CheckResult result = result(service("mail", "smtp://app:pw@127.0.0.1:" + server.port()));
            assertEquals(Outcome.PASSED, result.outcome());
            assertEquals("the server offers no login", result.problems().get(0).summary());
        }
    }

    @Test
    void whatTheServerSaysInsteadOfAGreetingIsUnderstood() throws IOException {
        assertGreetingFails(Code.BACKEND_STARTING, "421 4.3.2 Service not available, closing transmission channel");
        assertGreetingFails(Code.BACKEND_BUSY, "421 4.7.0 Error: too many connections from 192.0.2.1");
        assertGreetingFails(Code.BACKEND_NOT_AUTHORISED, "554 No SMTP service here");
        assertGreetingFails(Code.BACKEND_UNHEALTHY, "451 4.3.0 Temporary lookup failure");
    }

    private static void assertGreetingFails(Code code, String greeting) throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> client.say(greeting + "\r\n"))) {
            CheckResult result = assertFails(code, service("mail", "smtp://127.0.0.1:" + server.port()));
            assertFalse(result.problems().get(0).facts().isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                421 Too many connections; BACKEND_BUSY; no connection left; raise the limit of connections of the server, or wait
                421 Connection limit; BACKEND_BUSY; no connection left; raise the limit of connections of the server, or wait
                421 Server busy; BACKEND_BUSY; no connection left; raise the limit of connections of the server, or wait
                421 High load; BACKEND_BUSY; no connection left; raise the limit of connections of the server, or wait
                421 Shutting down; BACKEND_STARTING; not ready, or shutting down; wait until it has started, for instance with retryFor(...)
                530 Must issue a STARTTLS command first; BACKEND_WANTS_TLS; the server demands TLS; add ?starttls=required to the URL, or use smtps://
                530 Authentication required; BACKEND_LOGIN; login required; put user and password into the URL
                525 User account disabled; BACKEND_LOGIN; login rejected; put the right user and password into the URL
                535 Authentication credentials invalid; BACKEND_LOGIN; login rejected; put the right user and password into the URL
                534 Mechanism is too weak; BACKEND_WANTS_TLS; the server demands TLS or a stronger login; add ?starttls=required to the URL, or use smtps://
                538 Encryption required; BACKEND_WANTS_TLS; the server demands TLS or a stronger login; add ?starttls=required to the URL, or use smtps://
                521 Host does not accept mail; BACKEND_NOT_AUTHORISED; the server does not serve this client; let the server accept mail from this machine, or correct host and port
                554 No; BACKEND_NOT_AUTHORISED; the server does not serve this client; let the server accept mail from this machine, or correct host and port
                454 Temporary authentication failure; BACKEND_UNHEALTHY; cannot do it now; look at the log of the server, or try again later
                500 Line too long; BACKEND_FAILED; answered with an error; look at the log of the server
                """)
    void replyToALoginSaysWhatIsWrong(
            String reply, @ConvertWith(CodeByName.class) Code code, String summary, String fix) throws IOException {
        Problem problem = Answers.problem(
                "smtp://app:pw@127.0.0.1:PORT", "220 mail.example.com|250-hello|250 AUTH PLAIN|" + reply + "|");

        Answers.assertProblem(code, summary, fix, problem);
        assertEquals(reply, Answers.fact("why", problem));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "120 ready|",
                "620 ready|",
                "2x0 ready|",
                "22/ ready|",
                "220ready|",
                "HTTP/1.1 400 Bad Request|",
                "220-first|what|"
            })
    void whatIsNoReplyIsAnotherProtocol(String answer) throws IOException {
        Answers.assertNotSpoken("smtp://127.0.0.1:PORT", answer);
    }

    @Test
    void replyWithoutEndIsBroken() throws IOException {
        Answers.assertNotSpoken("smtp://127.0.0.1:PORT", "220-again|".repeat(102));
    }

    @Test
    void replyWithoutTextIsAReply() throws IOException {
        CheckResult result = Answers.result("smtp://127.0.0.1:PORT", "220|250|250|250|");

        assertEquals("[]", result.problems().toString());
        assertEquals("not demanded", result.rungs().get(3).detail());
    }

    @Test
    void serverOfOldIsGreetedAsOfOld() throws IOException {
        for (String unknown : List.of("500 what?", "501 syntax", "502 not implemented")) {
            try (ScriptedServer server = new ScriptedServer(client -> {
                client.say("220 mail.example.com\r\n");
                client.answer(unknown + "\r\n");
                client.answer("250 hello\r\n");
                client.answer("550 no null sender\r\n");
                client.answer("221 bye\r\n");
            })) {
                assertPasses(service("mail", "smtp://127.0.0.1:" + server.port()));
                assertEquals(List.of("EHLO [127.0.0.1]", "HELO [127.0.0.1]", "MAIL FROM:<>", "QUIT"), server.heard());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                499 what; BACKEND_UNHEALTHY; cannot do it now
                503 bad sequence; BACKEND_FAILED; answered with an error
                """)
    void helloThatIsRefusedForAnotherReasonIsNotSaidAgain(
            String reply, @ConvertWith(CodeByName.class) Code code, String summary) throws IOException {
        Problem problem = Answers.problem("smtp://127.0.0.1:PORT", "220 mail.example.com|" + reply + "|");

        assertEquals(code, problem.code());
        assertEquals(summary, problem.summary());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                421 Shutting down; BACKEND_STARTING; not ready, or shutting down
                530 Authentication required; BACKEND_LOGIN; login required
                """)
    void mailThatMayNotBeBegunIsAProblem(String reply, @ConvertWith(CodeByName.class) Code code, String summary)
            throws IOException {
        Problem problem = Answers.problem("smtp://127.0.0.1:PORT", "220 mail.example.com|250 hello|" + reply + "|");

        assertEquals(code, problem.code());
        assertEquals(summary, problem.summary());
    }

    @Test
    void mechanismThatIsNotKnownIsNotTried() throws IOException {
        CheckResult result = Answers.result(
                "smtp://app:pw@127.0.0.1:PORT", "220 mail.example.com|250-hello|250-AUTHX PLAIN|250 AUTH CRAM-MD5|");

        assertEquals("[]", result.problems().toString());
        assertEquals("not tried, it takes CRAM-MD5", result.rungs().get(3).detail());
    }

    @Test
    void userWithoutAPasswordIsSentWithAnEmptyOne() throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> {
            client.say("220 mail.example.com\r\n");
            client.answer("250 AUTH LOGIN\r\n");
            client.answer("334 VXNlcm5hbWU6\r\n");
            client.answer("334 UGFzc3dvcmQ6\r\n");
            client.answer("235 ok\r\n");
            client.answer("221 bye\r\n");
        })) {
            assertPasses(service("mail", "smtp://app@127.0.0.1:" + server.port()));
            assertEquals(List.of("EHLO [127.0.0.1]", "AUTH LOGIN", "YXBw", "", "QUIT"), server.heard());
        }
    }
}
