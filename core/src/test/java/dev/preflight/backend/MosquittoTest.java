package dev.preflight.backend;

import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.problems;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.check.HostAndPort;
import dev.preflight.problem.Code;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The check of MQTT against Mosquitto that lets in nobody but the user app, with TLS on a second port. */
class MosquittoTest {
    private static HostAndPort mosquitto;

    @BeforeAll
    static void find() {
        mosquitto = LiveServer.named("PREFLIGHT_TEST_MOSQUITTO");
    }

    @Test
    void rightPasswordPasses() {
        assertPasses(service("sensors", "mqtt://app:pw-of-the-app@" + mosquitto));
    }

    @Test
    void wrongPasswordIsRejectedAsNotAuthorised() {
        String text = problems(service("sensors", "mqtt://app:no-such-pw@" + mosquitto));

        assertTrue(text.contains("login rejected"), text);
        assertTrue(text.contains("return code 5, not authorised"), text);
        assertFalse(text.contains("no-such-pw"));
    }

    @Test
    void noLoginIsNotEnough() {
        String text = problems(service("sensors", "mqtt://" + mosquitto));

        assertTrue(text.contains("login required"), text);
    }

    @Test
    void tlsOnThePlainPortFails() {
        String text = problems(service("sensors", "mqtts://" + mosquitto).timeout(Duration.ofSeconds(1)));

        assertTrue(text.contains("looks like this too"), text);
    }

    private static Service overTls(String login) {
        return service(
                "sensors",
                "mqtts://" + login + "localhost:"
                        + LiveServer.named("PREFLIGHT_TEST_MOSQUITTO_TLS").port());
    }

    private static String authority() {
        return LiveServer.authority("PREFLIGHT_TEST_MOSQUITTO_CA");
    }

    @Test
    void rightPasswordPassesOverTls() {
        assertPasses(overTls("app:pw-of-the-app@").trusting(authority()));
    }

    @Test
    void wrongPasswordIsRejectedOverTls() {
        assertFails(Code.BACKEND_LOGIN, overTls("app:no-such-pw@").trusting(authority()));
    }

    @Test
    void noLoginIsNotEnoughOverTls() {
        assertFails(Code.BACKEND_LOGIN, overTls("").trusting(authority()));
    }

    @Test
    void tlsFromAnUnknownAuthorityIsNotTrusted() {
        assertFails(Code.TLS_UNTRUSTED, overTls("app:pw-of-the-app@"));
    }

    @Test
    void plainTextOnTheTlsPortFails() {
        HostAndPort secured = LiveServer.named("PREFLIGHT_TEST_MOSQUITTO_TLS");

        assertFails(Code.BACKEND_CLOSED, service("sensors", "mqtt://app:pw-of-the-app@" + secured));
    }
}
