package dev.preflight.backend.protocol;

import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.backend.LiveServer;
import dev.preflight.check.HostAndPort;
import dev.preflight.problem.Code;
import dev.preflight.problem.Rung;
import dev.preflight.report.CheckResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The check of NATS against the real server: one that lets in the user app, and one with a token that demands TLS. */
class NatsServerTest {
    private static HostAndPort plain() {
        return LiveServer.named("PREFLIGHT_TEST_NATS");
    }

    private static HostAndPort secured() {
        return LiveServer.named("PREFLIGHT_TEST_NATS_TLS");
    }

    private static String authority() {
        return LiveServer.authority("PREFLIGHT_TEST_NATS_CA");
    }

    @Test
    void rightPasswordPasses() {
        assertPasses(service("bus", "nats://app:pw-of-the-app@" + plain()));
    }

    @Test
    void wrongPasswordIsRejected() {
        String text = problems(service("bus", "nats://app:no-such-pw@" + plain()));

        assertTrue(text.contains("login rejected"), text);
        assertTrue(text.contains("why     'Authorization Violation'"), text);
    }

    @Test
    void noLoginIsNotEnough() {
        String text = problems(service("bus", "nats://" + plain()));

        assertTrue(text.contains("login required"), text);
    }

    @Test
    void checkThatIsToldWhomToTrustDoesNotGoOnWithoutTls() {
        assertFails(
                Code.BACKEND_NO_TLS,
                service("bus", "nats://app:pw-of-the-app@" + plain()).trusting(authority()));
    }

    @Test
    void tokenPassesOverTls() {
        CheckResult result = assertPasses(
                service("bus", "nats://t-of-the-app@localhost:" + secured().port())
                        .trusting(authority()));

        assertEquals(
                List.of("DNS", "TCP", "greeting", "TLS", "login"),
                result.rungs().stream().map(Rung::name).toList());
    }

    @Test
    void wrongTokenIsRejectedOverTls() {
        assertFails(
                Code.BACKEND_LOGIN,
                service("bus", "nats://no-such-token@localhost:" + secured().port())
                        .trusting(authority()));
    }

    @Test
    void tlsFromAnUnknownAuthorityIsNotTrusted() {
        assertFails(
                Code.TLS_UNTRUSTED,
                service("bus", "nats://t-of-the-app@localhost:" + secured().port()));
    }
}
