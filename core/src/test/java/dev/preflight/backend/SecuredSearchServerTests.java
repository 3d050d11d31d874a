package dev.preflight.backend;

import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.problem.Code;
import dev.preflight.problem.Rung;
import dev.preflight.report.CheckResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is promised of every server that speaks the API of Elasticsearch, against one that speaks TLS and knows two users:
 * app may do everything, and guest nothing.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class SecuredSearchServerTests {
    /** {@code pw-of-the-app} as both servers keep it (bcrypt). */
    static final String HASH = "$2a$05$.umPE/6kJRO5OijOTz3jZ.Pzf994RK21AEHDk.4bI7cJVjWWIy2sC";

    private static final Duration LONGEST_START = Duration.ofSeconds(25);

    private final String scheme;
    private ServerProcess server;
    private Path authority;

    SecuredSearchServerTests(String scheme) {
        this.scheme = scheme;
    }

    /** Starts a node in a directory whose config holds {@code ca.pem}, {@code cert.pem} and {@code key.pem}. */
    abstract ServerProcess start(Path directory, int port, int clusterPort) throws IOException;

    /** That it is not ready at once, though its port is open, is what the check waits for too. */
    @BeforeAll
    void boot(@TempDir Path directory) throws IOException, InterruptedException {
        TestAuthority certificates = new TestAuthority();
        Path config = Files.createDirectory(directory.resolve("config"));
        authority = certificates.pem(config.resolve("ca.pem"));
        TestAuthority.Identity identity = certificates.identity("localhost");
        identity.certificatePem(config.resolve("cert.pem"));
        identity.keyPem(config.resolve("key.pem"));
        server = start(directory, ServerProcess.freePort(), ServerProcess.freePort());
        server.await();
        assertPasses(trusting("app:pw-of-the-app@").retryFor(LONGEST_START));
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private Service trusting(String login) {
        return search(scheme + "+https", login).trusting(authority.toString());
    }

    private Service search(String spoken, String login) {
        return service("search", spoken + "://" + login + "localhost:" + server.port());
    }

    @Test
    void rightPasswordPassesOverTls() {
        CheckResult result = assertPasses(trusting("app:pw-of-the-app@"));

        assertEquals(
                List.of("DNS", "TCP", "TLS", "health"),
                result.rungs().stream().map(Rung::name).toList());
        assertEquals("green, 1 node", result.rungs().get(3).detail());
    }

    @Test
    void wrongPasswordIsRejected() {
        String text = problems(trusting("app:no-such-pw@"));

        assertTrue(text.contains("[backend.login]"), text);
        assertFalse(text.contains("no-such-pw"), text);
    }

    @Test
    void userWhoIsNotKnownIsRejected() {
        assertFails(Code.BACKEND_LOGIN, trusting("nobody:pw-of-the-app@"));
    }

    @Test
    void noLoginIsNotEnough() {
        assertFails(Code.BACKEND_LOGIN, trusting(""));
    }

    @Test
    void userWithoutRightsIsNotAuthorised() {
        assertFails(Code.BACKEND_NOT_AUTHORISED, trusting("guest:pw-of-the-app@"));
    }

    @Test
    void indexThatIsMissingIsAProblem() {
        assertFails(
                Code.BACKEND_DATABASE,
                service("search", scheme + "+https://app:pw-of-the-app@localhost:" + server.port() + "/no-such-index")
                        .trusting(authority.toString()));
    }

    @Test
    void tlsFromAnUnknownAuthorityIsNotTrusted() {
        assertFails(Code.TLS_UNTRUSTED, search(scheme + "+https", "app:pw-of-the-app@"));
    }

    @Test
    void certificateIsForOneHostOnly() {
        assertFails(
                Code.TLS_WRONG_HOST,
                service("search", scheme + "+https://app:pw-of-the-app@127.0.0.1:" + server.port())
                        .trusting(authority.toString()));
    }

    @Test
    void plainTextOnTheTlsPortFails() {
        assertFails(Code.BACKEND_CLOSED, search(scheme, "app:pw-of-the-app@"));
    }
}
