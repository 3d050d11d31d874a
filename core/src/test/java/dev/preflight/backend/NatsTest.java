package dev.preflight.backend;

import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.CheckResult;
import dev.preflight.Code;
import dev.preflight.Rung;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
