package dev.preflight.backend.protocol;

import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.backend.Answers;
import dev.preflight.backend.FaultyServer;
import dev.preflight.backend.KafkaBroker;
import dev.preflight.backend.RawServer;
import dev.preflight.backend.TestAuthority;
import dev.preflight.backend.Verdicts;
import dev.preflight.problem.Code;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import dev.preflight.problem.Rung;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AdminClient;
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

    /** Whether the client of Kafka finds the cluster with some properties. */
    private static String client(String listener, String... properties) {
        Properties all = new Properties();
        all.put("bootstrap.servers", at(listener));
        all.put("request.timeout.ms", "1000");
        all.put("default.api.timeout.ms", "1500");
        for (int i = 0; i < properties.length; i += 2) {
            all.put(properties[i], properties[i + 1]);
        }
        try (AdminClient client = AdminClient.create(all)) {
            // The controller is asked through the address that its broker advertises.
            return client.listTopics().names().get() == null ? "" : "works";
        } catch (ExecutionException e) {
            return e.getCause().getClass().getSimpleName();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String login(String listener, String mechanism, String user, String password) {
        String module = mechanism.equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
        return client(
                listener,
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                mechanism,
                "sasl.jaas.config",
                "org.apache.kafka.common.security." + module + " required username=\"" + user + "\" password=\""
                        + password + "\";");
    }

    private static List<String> rungs(CheckResult result) {
        return result.rungs().stream().map(Rung::name).toList();
    }

    @Test
    void brokerPasses() {
        CheckResult result = assertPasses(service("events", "kafka://" + at("PLAINTEXT")));

        assertEquals(List.of("DNS", "TCP", "greeting", "metadata", "listeners"), rungs(result));
        assertTrue(result.rungs().get(2).detail().endsWith(" APIs"), () -> "rungs: " + result.rungs());
        assertEquals("1 broker", result.rungs().get(3).detail());
        assertEquals("1 of 1", result.rungs().get(4).detail());
        assertEquals("works", client("PLAINTEXT"));
    }

    @Test
    void listenerThatWantsALoginPassesWithoutOneAndTheLoginIsNotTried() {
        CheckResult result = assertPasses(service("events", "kafka://" + at("SASL_PLAINTEXT")));

        assertEquals("login", result.rungs().get(3).name());
        assertEquals("asked for (PLAIN), not tried", result.rungs().get(3).detail());
    }

    @ParameterizedTest
    @CsvSource({
        "SASL_PLAINTEXT, app, pw-of-the-app, PLAIN",
        "SCRAM, app, pw-of-the-app, SCRAM-SHA-512",
        "SCRAM, narrow, pw-of-narrow, SCRAM-SHA-256",
        "SCRAM, plain, pw-of-plain, PLAIN"
    })
    void rightPasswordLogsInWithTheMechanismThatKnowsIt(
            String listener, String user, String password, String mechanism) {
        String uri = "kafka://" + user + ":" + password + "@" + at(listener);
        for (String named : List.of(uri, uri + "?sasl.mechanism=" + mechanism)) {
            CheckResult result = assertPasses(service("events", named));

            assertEquals(List.of("DNS", "TCP", "greeting", "login", "metadata", "listeners"), rungs(result));
            assertEquals(mechanism, result.rungs().get(3).detail());
        }
        assertEquals("works", login(listener, mechanism, user, password));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            SASL_PLAINTEXT; app; wrong; PLAIN; Authentication failed: Invalid username or password
            SASL_PLAINTEXT; nobody; pw-of-the-app; PLAIN; Authentication failed: Invalid username or password
            SCRAM; app; wrong; SCRAM-SHA-512; Authentication failed during authentication due to invalid credentials with \
            SASL mechanism SCRAM-SHA-512
            SCRAM; narrow; pw-of-narrow; SCRAM-SHA-512; Authentication failed during authentication due to invalid \
            credentials with SASL mechanism SCRAM-SHA-512
            """)
    void wrongPasswordIsFoundAsTheClientFindsIt(
            String listener, String user, String password, String mechanism, String why) {
        String uri = "kafka://" + user + ":" + password + "@" + at(listener) + "?sasl.mechanism=" + mechanism;
        Problem problem = assertFails(
                Code.BACKEND_LOGIN,
                "login rejected",
                "correct the user or the password; each mechanism has users of its own",
                service("events", uri));

        assertEquals("user '" + user + "', with " + mechanism, Verdicts.fact("found", problem));
        assertEquals(why, Verdicts.fact("why", problem));
        assertEquals("SaslAuthenticationException", login(listener, mechanism, user, password));
    }

    @Test
    void passwordThatNoMechanismKnowsNamesThemAll() {
        Problem problem = assertFails(Code.BACKEND_LOGIN, service("events", "kafka://app:wrong@" + at("SCRAM")))
                .problems()
                .get(0);

        assertEquals("user 'app', with SCRAM-SHA-512, then SCRAM-SHA-256, then PLAIN", Verdicts.fact("found", problem));
    }

    @Test
    void mechanismThatTheServerDoesNotTakeIsNamed() {
        Problem problem = assertFails(
                Code.BACKEND_LOGIN,
                "the server does not take the login",
                "correct sasl.mechanism, or enable it for this listener of the broker",
                service("events", "kafka://app:pw@" + at("SASL_PLAINTEXT") + "?sasl.mechanism=SCRAM-SHA-256"));

        assertEquals("it takes PLAIN", Verdicts.fact("found", problem));
        assertEquals("UnsupportedSaslMechanismException", login("SASL_PLAINTEXT", "SCRAM-SHA-256", "app", "pw"));
    }

    @Test
    void loginWhereNoneIsTakenFailsAsTheClientDoes() {
        assertFails(
                Code.BACKEND_LOGIN,
                "the listener takes no login",
                "use the port of a listener with SASL, or take user and password out of the URL",
                service("events", "kafka://app:pw-of-the-app@" + at("PLAINTEXT")));
        assertEquals("IllegalSaslStateException", login("PLAINTEXT", "PLAIN", "app", "pw-of-the-app"));
    }

    @Test
    void userWithoutAPasswordPassesAndTheLoginIsNotTried() {
        for (String listener : List.of("SASL_PLAINTEXT", "PLAINTEXT")) {
            CheckResult result = assertPasses(service("events", "kafka://app@" + at(listener)));

            assertEquals(List.of("DNS", "TCP", "greeting", "login"), rungs(result));
            assertEquals("not tried", result.rungs().get(3).detail());
        }
    }

    @Test
    void mechanismOfAnotherKindIsNotTried() {
        CheckResult result = Verdicts.result(
                service("events", "kafka://app:pw@" + at("SASL_PLAINTEXT") + "?sasl.mechanism=OAUTHBEARER"));

        assertEquals(Outcome.PASSED, result.outcome(), () -> "problems: " + result.problems());
        assertEquals("OAUTHBEARER, not tried", result.rungs().get(3).detail());
    }

    @Test
    void addressThatIsKnownToTheBrokerOnlyFails() {
        int port = kafka.port("INSIDE");
        String text = problems(service("events", "kafka://" + at("INSIDE")))
                .replaceAll("\\d+ ms", "0 ms")
                .replaceAll("\\d+ APIs", "9 APIs");

        assertEquals("""
                FAIL  backend events  no advertised listener can be reached from here      [backend.unresolved]
                      tried   localhost:%1$d: DNS 127.0.0.1 in 0 ms, TCP in 0 ms, greeting 9 APIs in 0 ms, metadata 1 broker in 0 ms, listeners unresolved
                      broker  kafka.invalid:%1$d: host name has no address [backend.unresolved]
                      fix     set advertised.listeners of the broker to an address that is known here, or connect through the listener that is meant for this network""".formatted(port), text);
        assertEquals("TimeoutException", client("INSIDE"));
    }

    @Test
    void addressWhereNothingListensFails() {
        String text = problems(service("events", "kafka://" + at("MOVED")));

        assertTrue(text.contains("no advertised listener can be reached from here"), text);
        assertTrue(text.contains(": connection refused [backend.refused]"), text);
        assertEquals("TimeoutException", client("MOVED"));
    }

    @Test
    void someAddressesThatCannotBeReachedAreAWarning() throws IOException {
        try (RawServer broker = broker("127.0.0.1", 0, "kafka-2.invalid", 9092, "127.0.0.1", dead, "no host", 1)) {
            CheckResult result = Verdicts.result(service("events", "kafka://127.0.0.1:" + broker.port()));

            assertEquals(Outcome.PASSED, result.outcome(), () -> "problems: " + result.problems());
            assertEquals("1 of 4", result.rungs().get(4).detail());
            Problem problem = result.problems().get(0);
            assertEquals("3 of 4 advertised listeners cannot be reached from here", problem.summary());
            assertEquals(
                    List.of(
                            "kafka-2.invalid:9092: host name has no address [backend.unresolved]",
                            "127.0.0.1:" + dead + ": connection refused [backend.refused]",
                            "no host:1: no host and port [backend.url]"),
                    problem.facts().subList(0, 3).stream().map(Fact::text).toList());
            assertEquals(1, result.problems().size());
        }
    }

    @Test
    void bootstrapServerThatTakesAllTheTimeLeavesSomeForTheListeners() throws IOException {
        try (RawServer broker = broker("127.0.0.1", 0);
                FaultyServer silent = new FaultyServer(FaultyServer.Fault.NEVER_ANSWERS)) {
            CheckResult result = Verdicts.result(
                    service("events", "kafka://localhost:" + broker.port() + ",127.0.0.1:" + silent.port())
                            .timeout(Duration.ofSeconds(1)));

            assertEquals(Outcome.PASSED, result.outcome(), () -> "problems: " + result.problems());
            assertEquals(
                    List.of("127.0.0.1:" + silent.port() + ": no answer in time"),
                    result.problems().stream().map(Problem::summary).toList());
        }
    }

    @Test
    void bootstrapServerThatIsAdvertisedAndDownIsToldOnce() throws IOException {
        try (RawServer broker = broker("127.0.0.1", 0, "127.0.0.1", dead)) {
            CheckResult result =
                    Verdicts.result(service("events", "kafka://127.0.0.1:" + broker.port() + ",127.0.0.1:" + dead));

            assertEquals(Outcome.PASSED, result.outcome(), () -> "problems: " + result.problems());
            assertEquals(
                    List.of("127.0.0.1:" + dead + ": connection refused"),
                    result.problems().stream().map(Problem::summary).toList());
        }
    }

    @Test
    void clusterWithoutABrokerIsStarting() throws IOException {
        try (RawServer broker = broker()) {
            assertFails(Code.BACKEND_STARTING, service("events", "kafka://127.0.0.1:" + broker.port()));
        }
    }

    /** A broker that tells hosts and ports, 0 for its own; its answers are those of the protocol guide. */
    private static RawServer broker(Object... hostsAndPorts) throws IOException {
        return new RawServer((in, out, socket) -> {
            DataInputStream requests = new DataInputStream(in);
            DataOutputStream answers = new DataOutputStream(out);
            for (int turn = 0; turn < 2; turn++) {
                requests.readFully(new byte[requests.readInt()]);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                DataOutputStream body = new DataOutputStream(bytes);
                body.writeInt(0x70666c74);
                if (turn == 0) {
                    body.write(new byte[] {0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 9, 0, 3, 0, 0, 0, 12});
                } else {
                    body.writeInt(hostsAndPorts.length / 2);
                    for (int i = 0; i < hostsAndPorts.length; i += 2) {
                        body.writeInt(i);
                        body.writeUTF((String) hostsAndPorts[i]);
                        int port = (Integer) hostsAndPorts[i + 1];
                        body.writeInt(port == 0 ? socket.getLocalPort() : port);
                        body.writeShort(-1);
                    }
                    body.writeInt(0);
                    body.writeInt(0);
                }
                answers.writeInt(bytes.size());
                answers.write(bytes.toByteArray());
            }
            RawServer.drain(in);
        });
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
        assertEquals("works", tlsClient("SSL"));
    }

    private static String tlsClient(String listener) {
        return client(
                listener,
                "security.protocol",
                "SSL",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                authority.toString());
    }

    @Test
    void certificateMustBeForTheAddressThatIsAdvertised() {
        String text =
                problems(service("events", "kafka+ssl://" + at("SSL_ADDRESS")).trusting(authority.toString()));

        assertTrue(text.contains("[tls.wrong-host]"), text);
        assertTrue(text.contains("127.0.0.1:" + kafka.port("SSL_ADDRESS") + ": the certificate is for another"), text);
        assertEquals("SslAuthenticationException", tlsClient("SSL_ADDRESS"));
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
