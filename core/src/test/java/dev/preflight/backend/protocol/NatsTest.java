package dev.preflight.backend.protocol;

import static dev.preflight.Checks.env;
import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.backend.Answers;
import dev.preflight.backend.FakeNats;
import dev.preflight.backend.ScriptedServer;
import dev.preflight.backend.TestAuthority;
import dev.preflight.backend.Verdicts;
import dev.preflight.check.Check;
import dev.preflight.problem.Code;
import dev.preflight.problem.CodeByName;
import dev.preflight.problem.Problem;
import dev.preflight.problem.Rung;
import dev.preflight.report.CheckResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The check of NATS against a fake that speaks as the protocol's documentation says; the real server has its own test. */
class NatsTest {
    private static final String AUTH = "\"auth_required\":true";
    private static final String TLS = "\"tls_required\":true";

    @TempDir
    static Path directory;

    @Test
    void userAndPasswordAreSent() throws IOException {
        try (FakeNats nats = new FakeNats(AUTH).accepting("\"user\":\"app\",\"pass\":\"pw-of-\\\"the\\\"-app\"")) {
            CheckResult result = assertPasses(service("bus", "nats://app:pw-of-%22the%22-app@" + nats.address()));

            assertEquals(
                    List.of("DNS", "TCP", "greeting", "login"),
                    result.rungs().stream().map(Rung::name).toList());
            assertEquals("2.10.0", result.rungs().get(2).detail());
        }
    }

    @Test
    void userAloneIsAToken() throws IOException {
        try (FakeNats nats = new FakeNats(AUTH).accepting("\"auth_token\":\"t-of-the-app\"")) {
            assertPasses(service("bus", "nats://t-of-the-app@" + nats.address()));
        }
    }

    @Test
    void wrongPasswordIsRejected() throws IOException {
        try (FakeNats nats = new FakeNats(AUTH).accepting("\"pass\":\"pw-of-the-app\"")) {
            String text = problems(service("bus", "nats://app:no-such-pw@" + nats.address()))
                    .replaceAll("\\d+ ms", "0 ms");

            assertEquals("""
                    FAIL  backend bus  login rejected                                               [backend.login]
                          tried   %s: DNS 127.0.0.1 in 0 ms, TCP in 0 ms, greeting 2.10.0 in 0 ms, login rejected
                          why     'Authorization Violation'
                          fix     put the right user and password, or the right token, into the URL""".formatted(nats.address()), text);
            assertFalse(text.contains("no-such-pw"));
        }
    }

    @Test
    void noLoginIsNotEnough() throws IOException {
        try (FakeNats nats = new FakeNats(AUTH).accepting("\"pass\":\"pw-of-the-app\"")) {
            String text = problems(service("bus", "nats://" + nats.address()));

            assertTrue(text.contains("login required"), text);
        }
    }

    @Test
    void tlsFollowsTheGreetingWhereTheServerDemandsIt() throws IOException {
        TestAuthority certificates = new TestAuthority();
        Path authority = certificates.pem(directory.resolve("ca.pem"));
        try (FakeNats nats = new FakeNats(TLS).over(certificates.server(certificates.identity("localhost")))) {
            CheckResult result =
                    assertPasses(service("bus", "nats://" + nats.address()).trusting(authority.toString()));

            assertEquals(
                    List.of("DNS", "TCP", "greeting", "TLS", "login"),
                    result.rungs().stream().map(Rung::name).toList());
            assertFails(Code.TLS_UNTRUSTED, service("bus", "nats://" + nats.address()));
        }
    }

    @Test
    void whoeverIsToldWhomToTrustDoesNotSendAPasswordInPlainText() throws IOException {
        Path authority = new TestAuthority().pem(directory.resolve("other.pem"));
        try (FakeNats nats = new FakeNats(AUTH)) {
            assertFails(
                    Code.BACKEND_NO_TLS,
                    service("bus", "nats://app:pw-of-the-app@" + nats.address()).trusting(authority.toString()));
        }
    }

    @Test
    void serverInLameDuckModeIsNotReady() throws IOException {
        try (FakeNats nats = new FakeNats("\"ldm\":true")) {
            assertFails(Code.BACKEND_STARTING, service("bus", "nats://" + nats.address()));
        }
    }

    @Test
    void serverWithoutAConnectionLeftIsBusy() throws IOException {
        try (FakeNats nats = new FakeNats("").answering("-ERR 'maximum connections exceeded'")) {
            assertFails(Code.BACKEND_BUSY, service("bus", "nats://" + nats.address()));
        }
    }

    @Test
    void portOfTheClusterIsNotForClients() throws IOException {
        try (FakeNats nats = new FakeNats("").answering("-ERR 'Attempted To Connect To Route Port'")) {
            assertFails(Code.BACKEND_WRONG_PROTOCOL, service("bus", "nats://" + nats.address()));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
                'Authorization Violation'; BACKEND_LOGIN; login rejected; put the right user and password, or the right token, into the URL
                'Authentication Timeout'; BACKEND_LOGIN; login rejected; put the right user and password, or the right token, into the URL
                'User Authentication Expired'; BACKEND_LOGIN; login rejected; put the right user and password, or the right token, into the URL
                'maximum connections exceeded'; BACKEND_BUSY; no connection left; raise max_connections, or close what holds its connections
                'maximum account active connections exceeded'; BACKEND_BUSY; no connection left; raise max_connections, or close what holds its connections
                'Attempted To Connect To Route Port'; BACKEND_WRONG_PROTOCOL; the port is not for clients; use the port for clients
                'maximum payload exceeded'; BACKEND_FAILED; answered with an error; look at the log of the server
                'Unknown Protocol Operation'; BACKEND_FAILED; answered with an error; look at the log of the server
                """)
    void errorSaysWhatIsWrongBeforeAndAfterTheLogin(
            String error, @ConvertWith(CodeByName.class) Code code, String summary, String fix) throws IOException {
        for (String start : List.of("", "INFO {}|")) {
            Problem problem = Answers.problem("nats://app:pw@127.0.0.1:PORT", start + "-ERR " + error + "|");

            Answers.assertProblem(code, summary, fix, problem);
            assertEquals(error, Answers.fact("why", problem));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                nats://; login required
                nats://:pw@; login rejected
                nats://token@; login rejected
                """)
    void loginIsRequiredOnlyOfWhoGaveNone(String start, String summary) throws IOException {
        Problem problem = Answers.problem(start + "127.0.0.1:PORT", "INFO {}|-ERR 'Authorization Violation'|");

        assertEquals(Code.BACKEND_LOGIN, problem.code());
        assertEquals(summary, problem.summary());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"INFX {}|", "-OK|", "+OK|", "HTTP/1.1 400 Bad Request|", "INFO {}|MSG a 1 0|", "INFO {}|PONGS|"})
    void whatNatsDoesNotSayIsAnotherProtocol(String answers) throws IOException {
        Answers.assertNotSpoken("nats://127.0.0.1:PORT", answers);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
                INFO {"version":"2.10.0"}; 2.10.0
                INFO { "version" : "2.10.0" , "proto" : 1 }; 2.10.0
                INFO {"proto":1}; ~~
                INFO {"version"; ~~
                INFO {"version":"2.1; 2.1
                """)
    void versionIsToldAsFarAsTheServerTellsIt(String info, String version) throws IOException {
        CheckResult result = Answers.result("nats://127.0.0.1:PORT", info + "|+OK|INFO {\"ldm\":false}|PING|PONG|");

        assertEquals("[]", result.problems().toString());
        assertEquals(version, result.rungs().get(2).detail());
        assertEquals("not required", result.rungs().get(3).detail());
    }

    @Test
    void pingOfTheServerIsAnsweredAndItsLoginTold() throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> {
            client.say("INFO {\"auth_required\":true}\r\n");
            client.line();
            client.answer("PING\r\n");
            client.answer("PONG\r\n");
        })) {
            CheckResult result = assertPasses(service("bus", "nats://:p%09%1Fw@127.0.0.1:" + server.port()));

            assertEquals("", result.rungs().get(3).detail());
            assertTrue(
                    server.heard().get(0).contains(",\"user\":\"\",\"pass\":\"p\\u0009\\u001fw\"}"),
                    () -> "heard: " + server.heard());
            assertEquals(List.of("PING", "PONG"), server.heard().subList(1, 3));
        }
    }

    @Test
    void passwordThatIsDeclaredAloneIsTheToken() throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> {
            client.say("INFO {\"auth_required\":true}\r\n");
            client.line();
            client.answer("PONG\r\n");
        })) {
            Check<?> bus = service("bus", "nats://127.0.0.1:" + server.port())
                    .login(env("NATS_TOKEN").secret());

            assertTrue(Verdicts.report(bus, Map.of("NATS_TOKEN", "tr0mbone")).mayBoot());
            assertTrue(
                    server.heard().get(0).contains(",\"auth_token\":\"tr0mbone\"}"), () -> "heard: " + server.heard());
        }
    }

    @Test
    void tlsThatIsOfferedIsUsedOnlyByWhoSaysWhomToTrust() throws IOException {
        TestAuthority certificates = new TestAuthority();
        String authority = certificates.pem(directory.resolve("offered.pem")).toString();
        String offer = "\"tls_available\":true";
        try (FakeNats nats = new FakeNats(offer).over(certificates.server(certificates.identity("localhost")))) {
            CheckResult result =
                    assertPasses(service("bus", "nats://" + nats.address()).trusting(authority));
            assertEquals("TLS", result.rungs().get(3).name());
        }
        try (FakeNats nats = new FakeNats(offer)) {
            CheckResult result = assertPasses(service("bus", "nats://" + nats.address()));
            assertEquals("login", result.rungs().get(3).name());
        }
    }
}
