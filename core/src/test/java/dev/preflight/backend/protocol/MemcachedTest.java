package dev.preflight.backend.protocol;

import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.backend.Answers;
import dev.preflight.backend.LiveServer;
import dev.preflight.backend.ScriptedServer;
import dev.preflight.check.HostAndPort;
import dev.preflight.problem.Code;
import dev.preflight.problem.CodeByName;
import dev.preflight.problem.Problem;
import dev.preflight.problem.Rung;
import dev.preflight.report.CheckResult;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The check of memcached against a script that answers as {@code protocol.txt} says, and the real one where it is. */
class MemcachedTest {
    private static final String UNAUTHENTICATED = "CLIENT_ERROR unauthenticated\r\n";

    @Test
    void realServerPasses() {
        HostAndPort server = LiveServer.named("PREFLIGHT_TEST_MEMCACHED");

        CheckResult result = assertPasses(service("cache", "memcached://" + server));

        assertEquals(
                List.of("DNS", "TCP", "greeting"),
                result.rungs().stream().map(Rung::name).toList());
        assertTrue(result.rungs().get(2).detail().startsWith("1."), result.rungs()::toString);
        // It demands no login, so none is sent: it would be stored as a value.
        assertPasses(service("cache", "memcached://app:no-such-pw@" + server));
    }

    @Test
    void realServerThatDemandsALoginGetsIt() {
        HostAndPort server = LiveServer.named("PREFLIGHT_TEST_MEMCACHED_AUTH");

        CheckResult result = assertPasses(service("cache", "memcached://app:pw-of-the-app@" + server));

        assertEquals(
                List.of("DNS", "TCP", "greeting", "login", "greeting"),
                result.rungs().stream().map(Rung::name).toList());
        assertFails(Code.BACKEND_LOGIN, service("cache", "memcached://app:no-such-pw@" + server));
        assertFails(Code.BACKEND_LOGIN, service("cache", "memcached://" + server));
    }

    @Test
    void versionPasses() throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> {
            client.answer("VERSION 1.6.18\r\n");
            client.line();
        })) {
            CheckResult result = assertPasses(service("cache", "memcached://127.0.0.1:" + server.port()));

            assertEquals("1.6.18", result.rungs().get(2).detail());
            assertEquals(List.of("version", "quit"), server.heard());
        }
    }

    @Test
    void loginIsSentToAServerThatDemandsIt() throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> {
            client.answer(UNAUTHENTICATED);
            client.line();
            client.answer("STORED\r\n");
            client.answer("VERSION 1.6.18\r\n");
            client.line();
        })) {
            assertPasses(service("cache", "memcached://app:pw-of-the-app@127.0.0.1:" + server.port()));
            assertEquals(
                    List.of("version", "set preflight 0 0 17", "app pw-of-the-app", "version", "quit"), server.heard());
        }
    }

    @Test
    void wrongPasswordIsRejected() throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> {
            client.answer(UNAUTHENTICATED);
            client.line();
            client.answer("CLIENT_ERROR authentication failure\r\n");
        })) {
            String text = problems(service("cache", "memcached://app:no-such-pw@127.0.0.1:" + server.port()))
                    .replaceAll("\\d+ ms", "0 ms");

            assertEquals("""
                    FAIL  backend cache  login rejected                                             [backend.login]
                          tried   127.0.0.1:%d: DNS 127.0.0.1 in 0 ms, TCP in 0 ms, greeting in 0 ms, login rejected
                          why     CLIENT_ERROR authentication failure
                          fix     put the right user and password into the URL""".formatted(server.port()), text);
        }
    }

    @Test
    void loginThatIsDemandedAndNotGivenIsAProblem() throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> client.answer(UNAUTHENTICATED))) {
            assertFails(Code.BACKEND_LOGIN, service("cache", "memcached://127.0.0.1:" + server.port()));
        }
    }

    @Test
    void serverWithoutAConnectionLeftIsBusy() throws IOException {
        try (ScriptedServer server =
                new ScriptedServer(client -> client.answer("ERROR Too many open connections\r\n"))) {
            assertFails(Code.BACKEND_BUSY, service("cache", "memcached://127.0.0.1:" + server.port()));
        }
    }

    @Test
    void errorIsAProblem() throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> client.answer("SERVER_ERROR out of memory\r\n"))) {
            assertFails(Code.BACKEND_FAILED, service("cache", "memcached://127.0.0.1:" + server.port()));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                ERROR Too many open connections; BACKEND_BUSY; no connection left; raise the limit of connections (-c) of the server, or close what holds them
                ERROR; BACKEND_FAILED; answered with an error; look at the log of the server
                SERVER_ERROR out of memory; BACKEND_FAILED; answered with an error; look at the log of the server
                CLIENT_ERROR bad command line format; BACKEND_FAILED; answered with an error; look at the log of the server
                STORED; BACKEND_FAILED; answered with an error; look at the log of the server
                """)
    void errorSaysWhatIsWrong(String answer, @ConvertWith(CodeByName.class) Code code, String summary, String fix)
            throws IOException {
        Problem problem = Answers.problem("memcached://127.0.0.1:PORT", answer + "|");

        Answers.assertProblem(code, summary, fix, problem);
        assertEquals(answer, Answers.fact("why", problem));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                CLIENT_ERROR authentication failure; BACKEND_LOGIN; login rejected; put the right user and password into the URL
                SERVER_ERROR out of memory storing object; BACKEND_FAILED; answered with an error; look at the log of the server
                """)
    void errorOfALoginSaysWhatIsWrong(
            String answer, @ConvertWith(CodeByName.class) Code code, String summary, String fix) throws IOException {
        Problem problem =
                Answers.problem("memcached://app:pw@127.0.0.1:PORT", "CLIENT_ERROR unauthenticated|" + answer + "|");

        Answers.assertProblem(code, summary, fix, problem);
        assertEquals(answer, Answers.fact("why", problem));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 400 Bad Request|", "SSH-2.0-OpenSSH|", "VERSIO?|", "STOP|", "SERVICE|", "END|"})
    void whatMemcachedDoesNotSayIsAnotherProtocol(String answer) throws IOException {
        Answers.assertNotSpoken("memcached://127.0.0.1:PORT", answer);
    }
}
