package dev.preflight.backend.protocol;

import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.backend.ScriptedServer;
import dev.preflight.backend.Service;
import dev.preflight.problem.Code;
import dev.preflight.problem.Rung;
import dev.preflight.report.CheckResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check of SSH against a real server; what it does not do on demand is played by a script. */
class SshTest {
    @TempDir
    static Path directory;

    private static final CompletableFuture<String> GOODBYE = new CompletableFuture<>();

    private static SshServer server;

    @BeforeAll
    static void start() throws IOException {
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(directory.resolve("key")));
        server.addSessionListener(new SessionListener() {
            @Override
            public void sessionDisconnect(
                    Session session, int reason, String text, String language, boolean initiator) {
                GOODBYE.complete(reason + " " + text);
            }
        });
        server.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.stop(true);
    }

    @Test
    void serverPassesAndIsToldGoodbye() throws Exception {
        CheckResult result = assertPasses(service("git", "ssh://git@127.0.0.1:" + server.getPort()));

        assertEquals(
                List.of("DNS", "TCP", "greeting"),
                result.rungs().stream().map(Rung::name).toList());
        assertTrue(result.rungs().get(2).detail().startsWith("APACHE-SSHD-"), result.rungs()::toString);
        assertEquals("11 bye", GOODBYE.get(5, TimeUnit.SECONDS));
    }

    @Test
    void otherWordsMayComeFirst() throws IOException {
        assertPasses(saying("Welcome\r\nto this machine\r\nSSH-2.0-OpenSSH_9.9 Debian\r\n"));
        assertPasses(saying("SSH-1.99-Cisco-1.25\n"));
    }

    @Test
    void serverThatTurnsAwayIsBusy() throws IOException {
        String text = problems(saying("Exceeded MaxStartups\r\n")).replaceAll("\\d+", "0");

        assertEquals("""
                FAIL  backend git  turned away                                                   [backend.busy]
                      tried   0.0.0.0:0: DNS 0.0.0.0 in 0 ms, TCP in 0 ms, greeting rejected
                      why     Exceeded MaxStartups
                      fix     look at MaxStartups and PerSourcePenalties of the server, and at who knocks so often""", text);
    }

    @Test
    void versionThatNobodySpeaksIsAProblem() throws IOException {
        assertFails(Code.BACKEND_VERSION, saying("SSH-1.5-old\n"));
    }

    @Test
    void anotherProtocolIsNamed() throws IOException {
        String text = problems(saying("* OK IMAP4rev1 ready\r\n"));

        assertTrue(text.contains("answered IMAP where SSH was expected"), text);
    }

    @Test
    void wordsWithoutEndAreAnotherProtocol() throws IOException {
        assertFails(Code.BACKEND_WRONG_PROTOCOL, saying("x".repeat(300)));
        assertFails(Code.BACKEND_WRONG_PROTOCOL, saying("x\r\n".repeat(30)));
    }

    /** A check of a server that says something; it is closed with the JVM, after one connection. */
    private static Service saying(String text) throws IOException {
        ScriptedServer scripted = new ScriptedServer(client -> {
            client.say(text);
            client.line();
            client.line();
        });
        return service("git", "ssh://127.0.0.1:" + scripted.port());
    }
}
