package dev.preflight.backend.protocol;

import static dev.preflight.backend.Verdicts.fact;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.preflight.backend.wire.Endpoint;
import dev.preflight.check.HostAndPort;
import dev.preflight.problem.Code;
import dev.preflight.problem.CodeByName;
import dev.preflight.problem.Problem;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;

/** What RabbitMQ 3.10 was seen to say, and what was meant; most of it needs users and limits that CI does not set up. */
class AmqpRefusalTest {
    private static final Endpoint ENDPOINT =
            new Endpoint(List.of(new HostAndPort("rabbit", 5672)), "app", "pw", "", "", "");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            403 | true  | BACKEND_LOGIN          | ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN.
            530 | false | BACKEND_DATABASE       | NOT_ALLOWED - vhost no-such-host not found
            530 | false | BACKEND_DATABASE       | NOT_ALLOWED - vhost limit not found
            530 | false | BACKEND_NOT_AUTHORISED | NOT_ALLOWED - access to vhost '/' refused for user 'nobody'
            530 | false | BACKEND_BUSY           | NOT_ALLOWED - access to vhost 'full' refused for user 'guest': connection limit (0) is reached
            530 | false | BACKEND_BUSY           | NOT_ALLOWED - connection refused for user 'one': user connection limit (0) is reached
            320 | false | BACKEND_STARTING       | CONNECTION_FORCED - broker forced connection closure with reason 'shutdown'
            541 | false | BACKEND_UNHEALTHY      | INTERNAL_ERROR - access to vhost '/' refused for user 'app': vhost '/' is down
            403 | false | BACKEND_NOT_AUTHORISED | ACCESS_REFUSED - access to vhost 'orders' refused for user 'app'
            530 | true  | BACKEND_LOGIN          | NOT_ALLOWED - Authentication failed
            530 | true  | BACKEND_BUSY           | NOT_ALLOWED - connection refused: node connection limit (9) is reached
            506 | true  | BACKEND_BUSY           | RESOURCE_ERROR - no more connections
            402 | false | BACKEND_DATABASE       | INVALID_PATH - no such path
            404 | false | BACKEND_DATABASE       | NOT_FOUND - no such path
            530 | false | BACKEND_DATABASE       | NOT_ALLOWED - Unknown virtual host: 'orders'
            404 | true  | BACKEND_DATABASE       | NOT_FOUND - no such path
            504 | false | BACKEND_FAILED         | CHANNEL_ERROR - unexpected method
            """)
    void replyIsReportedAsWhatItMeans(
            int code, boolean beforeOpen, @ConvertWith(CodeByName.class) Code expected, String text) {
        assertEquals(
                expected,
                AmqpRefusal.of(code, code + " " + text, beforeOpen, ENDPOINT).code());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''    | no user in the URL, so guest was tried | put the right user and password into the URL; the default user may log in on the server itself only
            guest | ''                                     | put the right user and password into the URL; the default user may log in on the server itself only
            app   | ''                                     | put the right user and password into the URL
            """)
    void remedyOfALoginDependsOnWhoTriedIt(String user, String found, String fix) {
        Problem problem =
                AmqpRefusal.of(403, "403 ACCESS_REFUSED", true, new Endpoint(ENDPOINT.hosts(), user, "pw", "", "", ""));

        assertEquals(Code.BACKEND_LOGIN, problem.code());
        assertEquals("login rejected", problem.summary());
        assertEquals("403 ACCESS_REFUSED", fact("why", problem));
        assertEquals(found, fact("found", problem));
        assertEquals(fix, fact("fix", problem));
    }
}
