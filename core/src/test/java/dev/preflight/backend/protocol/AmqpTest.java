package dev.preflight.backend.protocol;

import static dev.preflight.Checks.env;
import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.backend.QpidBroker;
import dev.preflight.backend.Service;
import dev.preflight.backend.TestAuthority;
import dev.preflight.backend.Verdicts;
import dev.preflight.problem.Code;
import dev.preflight.problem.Rung;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check of AMQP 0-9-1 against a Qpid broker, with users, virtual hosts and TLS. */
class AmqpTest {
    @TempDir
    static Path directory;

    private static QpidBroker broker;
    private static Path authority;
    private static Path identity;

    @BeforeAll
    static void start() throws Exception {
        TestAuthority certificates = new TestAuthority();
        authority = certificates.pem(directory.resolve("ca.pem"));
        identity = certificates.identity("app").pem(directory.resolve("app.pem"));
        broker = new QpidBroker(directory, authority, certificates.identity("localhost"));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static String at(String port) {
        return "localhost:" + broker.port(port);
    }

    @Test
    void rightPasswordAndVirtualHostPass() {
        CheckResult result = assertPasses(service("queue", "amqp://app:pw-of-the-app@" + at("plain") + "/orders"));

        assertEquals(
                List.of("DNS", "TCP", "greeting", "login", "database"),
                result.rungs().stream().map(Rung::name).toList());
        assertTrue(
                result.rungs().get(2).detail().startsWith("Apache Qpid Broker-J Core 10."),
                () -> "rungs: " + result.rungs());
        assertEquals("orders", result.rungs().get(4).detail());
    }

    @Test
    void percentEncodedVirtualHostIsDecoded() {
        assertPasses(service("queue", "amqp://app:pw-of-the-app@" + at("plain") + "/%6frders"));
    }

    @Test
    void withoutUserTheLoginIsThatOfGuest() {
        assertPasses(service("queue", "amqp://" + at("plain") + "/orders"));
    }

    @Test
    void wrongPasswordIsRejected() {
        String text = problems(service("queue", "amqp://app:no-such-pw@" + at("plain") + "/orders"))
                .replaceAll("\\d+ ms", "0 ms");

        assertEquals("""
                FAIL  backend queue  login rejected                                             [backend.login]
                      tried   %s: DNS 127.0.0.1 in 0 ms, TCP in 0 ms, greeting Apache Qpid Broker-J Core 10.1.0 in 0 ms, login rejected
                      why     530 Authentication failed
                      fix     put the right user and password into the URL""".formatted(at("plain")), text);
        assertFalse(text.contains("no-such-pw"));
    }

    @Test
    void unknownVirtualHostIsAProblem() {
        String text = problems(service("queue", "amqp://app:pw-of-the-app@" + at("plain") + "/no-such-host"));

        assertTrue(text.contains("no such virtual host"), text);
        assertTrue(text.contains("[backend.database]"), text);
    }

    @Test
    void loginIsNotTriedWhereTheBrokerDoesNotTakePlain() {
        CheckResult result = assertPasses(service("queue", "amqp://app:pw-of-the-app@" + at("careful") + "/orders"));

        assertTrue(result.rungs().get(3).detail().startsWith("not tried, PLAIN is not among"), () -> "" + result);
    }

    @Test
    void tlsPasses() {
        CheckResult result = assertPasses(service("queue", "amqps://app:pw-of-the-app@" + at("tls") + "/orders")
                .trusting(authority.toString()));

        assertEquals("TLS", result.rungs().get(2).name());
    }

    @Test
    void clientCertificateIsALogin() {
        Service check = service("queue", "amqps://" + at("mutual") + "/orders").trusting(authority.toString());
        Report report = Verdicts.report(
                check.clientCertificate(env("CERTIFICATE").path()), Map.of("CERTIFICATE", identity.toString()));

        assertTrue(report.mayBoot(), report::toString);
    }

    /** With TLS 1.3 the handshake of the client is over before the server looks; how much it says then, depends. */
    @Test
    void missingClientCertificateIsNamedWhetherTheServerSaysSoOrNot() {
        String text = problems(service("queue", "amqps://" + at("mutual")).trusting(authority.toString()));

        assertTrue(text.contains("[tls.client-certificate]") || text.contains("[backend.closed]"), text);
        assertTrue(text.contains("a client certificate that is missing") || text.contains("certificate of the"), text);
    }

    @Test
    void tlsFromAnUnknownAuthorityIsNotTrusted() {
        assertFails(Code.TLS_UNTRUSTED, service("queue", "amqps://app:pw-of-the-app@" + at("tls")));
    }

    @Test
    void tlsOnThePlainPortSaysThatThereIsNone() {
        assertFails(Code.BACKEND_NO_TLS, service("queue", "amqps://app:pw-of-the-app@" + at("plain")));
    }

    @Test
    void plainTextOnTheTlsPortIsClosedAndSaysWhatThatMayBe() {
        String text = problems(service("queue", "amqp://app:pw-of-the-app@" + at("tls")));

        assertTrue(text.contains("[backend.closed]"), text);
        assertTrue(text.contains("TLS where there is none, looks like this too"), text);
    }
}
