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
import dev.preflight.Outcome;
import dev.preflight.Problem;
import dev.preflight.Rung;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check of Kafka against a real node: several bootstrap servers, a listener with a login, TLS, a controller. */
class KafkaTest {
    @TempDir
    static Path directory;

    private static KafkaBroker kafka;
    private static Path authority;
    private static int dead;

    @BeforeAll
    static void start() throws Exception {
        TestAuthority certificates = new TestAuthority();
        authority = certificates.pem(directory.resolve("ca.pem"));
        kafka = new KafkaBroker(directory, certificates.identity("localhost"));
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            dead = socket.getLocalPort();
        }
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    private static String at(String listener) {
        return "localhost:" + kafka.port(listener);
    }

    @Test
    void brokerPasses() {
        CheckResult result = assertPasses(service("events", "kafka://" + at("PLAINTEXT")));

        assertEquals(
                List.of("DNS", "TCP", "greeting"),
                result.rungs().stream().map(Rung::name).toList());
        assertTrue(result.rungs().get(2).detail().endsWith(" APIs"), () -> "rungs: " + result.rungs());
    }

    @Test
    void listenerThatWantsALoginPassesAndTheLoginIsNotTried() {
        CheckResult result = assertPasses(service("events", "kafka://app:pw-of-the-app@" + at("SASL_PLAINTEXT")));

        assertEquals("login", result.rungs().get(3).name());
        assertEquals("not tried", result.rungs().get(3).detail());
    }

    @Test
    void oneOfThreeBootstrapServersIsEnoughAndTheDeadOneIsAWarning() {
        CheckResult result = Verdicts.result(
                service("events", "kafka://localhost:" + dead + "," + at("PLAINTEXT") + "," + at("SASL_PLAINTEXT")));

        assertEquals(Outcome.PASSED, result.outcome(), () -> "problems: " + result.problems());
        assertEquals(
                List.of(Code.BACKEND_REFUSED),
                result.problems().stream().map(Problem::code).toList());
        assertEquals(
                "localhost:" + dead + ": connection refused",
                result.problems().get(0).summary());
    }

    @Test
    void asManyAsAreDemandedMustAnswer() {
        String text = problems(service("events", "kafka://localhost:" + dead + "," + at("PLAINTEXT"))
                        .atLeast(2))
                .replaceAll("\\d+ ms", "0 ms");

        assertEquals("""
                FAIL  backend events  1 of 2 answer, and 2 must                               [backend.refused]
                      tried   localhost:%1$d: connection refused; localhost:%1$d: DNS 127.0.0.1 in 0 ms, TCP refused [backend.refused]
                              %2$s: answers
                      fix     start those that do not answer, or correct where they are""".formatted(dead, at("PLAINTEXT")), text);
    }

    @Test
    void controllerIsNoBroker() {
        String text = problems(service("events", "kafka://" + at("CONTROLLER")));

        assertTrue(text.contains("a Kafka controller answered where a broker was expected"), text);
        assertTrue(text.contains("[backend.wrong-protocol]"), text);
    }

    @Test
    void tlsPasses() {
        CheckResult result =
                assertPasses(service("events", "kafka+ssl://" + at("SSL")).trusting(authority.toString()));

        assertEquals("TLS", result.rungs().get(2).name());
    }

    @Test
    void tlsFromAnUnknownAuthorityIsNotTrusted() {
        assertFails(Code.TLS_UNTRUSTED, service("events", "kafka+ssl://" + at("SSL")));
    }

    @Test
    void tlsOnThePlainPortFails() {
        String text =
                problems(service("events", "kafka+ssl://" + at("PLAINTEXT")).timeout(Duration.ofSeconds(1)));

        assertFalse(text.contains("[tls."), text);
        assertTrue(text.contains("TLS where there is none, looks like this too"), text);
    }

    @Test
    void plainTextOnTheTlsPortSaysThatItWantsTls() {
        assertFails(Code.BACKEND_WANTS_TLS, service("events", "kafka://" + at("SSL")));
    }
}
