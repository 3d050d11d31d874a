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
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** An answer to the request of the check: its size, whose it is, and what it says (protocol guide). */
    private static byte[] answer(int correlation, int... shorts) {
        ByteBuffer answer = ByteBuffer.allocate(8 + 2 * shorts.length);
        answer.putInt(4 + 2 * shorts.length).putInt(correlation);
        for (int value : shorts) {
            answer.putShort((short) value);
        }
        return answer.array();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                -1; ApiVersions ended with error code -1
                33; ApiVersions ended with error code 33
                """)
    void errorIsTold(int error, String why) throws IOException {
        Problem problem = Answers.problem("kafka://127.0.0.1:PORT", answer(0x70666c74, error, 0, 0));

        Answers.assertProblem(Code.BACKEND_FAILED, "answered with an error", "look at the log of the server", problem);
        assertEquals(why, Answers.fact("why", problem));
    }

    @Test
    void brokerThatHasDroppedTheFirstVersionPasses() throws IOException {
        CheckResult result = Answers.result(
                "kafka://127.0.0.1:PORT",
                new String(answer(0x70666c74, 35, 0, 1, 18, 0, 3), StandardCharsets.ISO_8859_1));

        assertEquals("[]", result.problems().toString());
        assertEquals("", result.rungs().get(2).detail());
    }

    @ParameterizedTest
    @CsvSource({"3", "0", "18"})
    void whatTakesNotBothRecordsAndQuestionsForTopicsIsNoBroker(int key) throws IOException {
        Problem problem = Answers.problem("kafka://127.0.0.1:PORT", answer(0x70666c74, 0, 0, 1, key, 0, 9));

        Answers.assertProblem(
                Code.BACKEND_WRONG_PROTOCOL,
                "a Kafka controller answered where a broker was expected",
                "use the port of a listener for clients",
                problem);
    }

    @Test
    void whatIsNoAnswerToTheRequestIsAnotherProtocol() throws IOException {
        byte[][] answers = {
            {1, 0, 0, 0},
            {0, 1, 0, 0},
            {0, 0, 0, 5, 0x70, 0x66, 0x6c, 0x74, 0},
            answer(1, 0, 0, 0),
            // More kinds of requests than follow, and fewer than none.
            answer(0x70666c74, 0, 0, 2, 0, 0, 9),
            answer(0x70666c74, 0),
            answer(0x70666c74, 0, -1, -1)
        };
        for (byte[] answer : answers) {
            Problem problem = Answers.problem("kafka://127.0.0.1:PORT", answer);

            assertEquals(Code.BACKEND_WRONG_PROTOCOL, problem.code());
            assertTrue(problem.summary().endsWith(" where Kafka was expected"), problem::toString);
        }
    }
}
