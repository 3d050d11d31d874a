package dev.preflight.backend;

import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.ConnectionFactory;
import dev.preflight.check.HostAndPort;
import dev.preflight.problem.Code;
import dev.preflight.problem.Rung;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The check of AMQP 0-9-1 against RabbitMQ as it is installed, guest/guest, the virtual host "/" and no other, with TLS on
 * a second port.
 */
class RabbitMqTest {
    private static HostAndPort rabbit;

    @BeforeAll
    static void find() {
        rabbit = LiveServer.named("PREFLIGHT_TEST_RABBITMQ");
    }

    @Test
    void rightPasswordPasses() {
        CheckResult result = assertPasses(service("queue", "amqp://guest:guest@" + rabbit));

        assertTrue(result.rungs().get(2).detail().startsWith("RabbitMQ "), () -> "rungs: " + result.rungs());
        assertEquals("/", result.rungs().get(4).detail());
    }

    @Test
    void percentEncodedVirtualHostPasses() {
        assertPasses(service("queue", "amqp://guest:guest@" + rabbit + "/%2f"));
    }

    @Test
    void withoutUserTheLoginIsThatOfGuest() {
        assertPasses(service("queue", "amqp://" + rabbit));
    }

    @Test
    void passwordThatIsNotNamedIsThatOfGuestAsWithTheClient() throws Exception {
        ConnectionFactory client = new ConnectionFactory();
        client.setUri("amqp://guest@" + rabbit);
        client.newConnection().close();

        assertPasses(service("queue", "amqp://guest@" + rabbit));
    }

    /** The Java client asks for a virtual host without a name, which there is none of. */
    @Test
    void pathThatIsASlashIsAWarning() throws Exception {
        ConnectionFactory client = new ConnectionFactory();
        client.setUri("amqp://guest:guest@" + rabbit + "/");
        assertEquals("", client.getVirtualHost());
        assertThrows(IOException.class, client::newConnection);

        CheckResult result = Verdicts.result(service("queue", "amqp://guest:guest@" + rabbit + "/"));

        assertEquals(Outcome.PASSED, result.outcome(), result::toString);
        assertEquals(
                "clients read the path of its URL in different ways",
                result.problems().get(0).summary());
    }

    @Test
    void wrongPasswordIsRejectedAndTheServerSaysWhy() {
        String text =
                problems(service("queue", "amqp://app:no-such-pw@" + rabbit)).replaceAll("\\d+ ms", "0 ms");

        assertTrue(text.startsWith("""
                FAIL  backend queue  login rejected                                             [backend.login]
                """), text);
        assertTrue(text.contains("403 ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN"), text);
    }

    @Test
    void unknownVirtualHostIsAProblem() {
        String text = problems(service("queue", "amqp://" + rabbit + "/no-such-host"));

        assertTrue(text.contains("[backend.database]"), text);
        assertTrue(text.contains("vhost no-such-host not found"), text);
    }

    @Test
    void tlsOnThePlainPortSaysThatThereIsNone() {
        assertFails(Code.BACKEND_NO_TLS, service("queue", "amqps://" + rabbit));
    }

    private static Service overTls(String login) {
        return service(
                "queue",
                "amqps://" + login + "localhost:"
                        + LiveServer.named("PREFLIGHT_TEST_RABBITMQ_TLS").port());
    }

    private static String authority() {
        return LiveServer.authority("PREFLIGHT_TEST_RABBITMQ_CA");
    }

    @Test
    void rightPasswordPassesOverTls() {
        CheckResult result = assertPasses(overTls("guest:guest@").trusting(authority()));

        assertEquals(
                List.of("DNS", "TCP", "TLS", "greeting", "login", "database"),
                result.rungs().stream().map(Rung::name).toList());
    }

    @Test
    void wrongPasswordIsRejectedOverTls() {
        assertFails(Code.BACKEND_LOGIN, overTls("app:no-such-pw@").trusting(authority()));
    }

    @Test
    void tlsFromAnUnknownAuthorityIsNotTrusted() {
        assertFails(Code.TLS_UNTRUSTED, overTls("guest:guest@"));
    }

    @Test
    void certificateIsForOneHostOnly() {
        HostAndPort secured = LiveServer.named("PREFLIGHT_TEST_RABBITMQ_TLS");

        assertFails(
                Code.TLS_WRONG_HOST,
                service("queue", "amqps://127.0.0.1:" + secured.port()).trusting(authority()));
    }

    @Test
    void plainTextOnTheTlsPortFails() {
        HostAndPort secured = LiveServer.named("PREFLIGHT_TEST_RABBITMQ_TLS");

        assertFails(Code.BACKEND_WANTS_TLS, service("queue", "amqp://guest:guest@" + secured));
    }
}
