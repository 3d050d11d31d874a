package dev.preflight.backend;

import static dev.preflight.Checks.env;
import static dev.preflight.backend.Backends.http;
import static dev.preflight.backend.Backends.jdbc;
import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.preflight.backend.protocol.LoginPage;
import dev.preflight.check.Check;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people give a check of a backend instead of what it wants, and what it says to that. */
class WrongUrlTest {
    private static void assertSays(String summary, String fix, Check<?> check) {
        Problem problem = assertFails(Code.BACKEND_URL, check).problems().get(0);

        assertEquals(summary, problem.summary());
        assertEquals(fix, Verdicts.fact("fix", problem));
    }

    @Test
    void jdbcUrlIsSentToItsOwnCheck() {
        assertEquals(
                "uri is a JDBC URL; use jdbc(...) for it, or write postgresql:// for a greeting without its driver",
                refusal("jdbc:postgresql://db/orders"));
        assertEquals("uri is a JDBC URL; use jdbc(...) for it", refusal("jdbc:h2:mem:x"));

        Problem problem = Verdicts.report(
                        service("db", env("DB_URL").uri()), Map.of("DB_URL", "jdbc:postgresql://db/orders"))
                .problems()
                .get(0);
        assertEquals("a JDBC URL, where service(...) wants the URI of a backend", problem.summary());
        assertEquals(
                "use jdbc(...) for it, or write postgresql:// for a greeting without its driver",
                Verdicts.fact("fix", problem));
    }

    private static String refusal(String uri) {
        return assertThrows(IllegalArgumentException.class, () -> service("db", uri))
                .getMessage();
    }

    @Test
    void hostsOfMongoDbThatStandInTheDnsAreNotLookedUp() {
        assertSays(
                "no check for mongodb+srv, whose hosts stand in the DNS",
                "write mongodb:// and the hosts, or use a probe(...) with the client of the application",
                service("db", "mongodb+srv://cluster.example.com/orders"));
    }

    @Test
    void hostsWithoutASchemeWantOne() {
        assertEquals(
                "uri has no scheme before its hosts; write it once before them, such as kafka://",
                refusal("b1:9092,b2:9092"));
    }

    @Test
    void schemeThatIsNearlyOneIsAskedAfter() {
        String fix = Verdicts.fact(
                "fix",
                assertFails(Code.BACKEND_URL, service("cache", "reddis://cache"))
                        .problems()
                        .get(0));

        assertTrue(fix.startsWith("did you mean redis"), fix);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://app:pa/ss@cache:6379",
                "redis://app:pa?ss@cache:6379",
                "redis://app:pa#ss@cache:6379",
                "redis://:pa#ss@cache",
                "amqp://app:pa/ss@mq/orders",
                "https://app:pa/ss@web/x"
            })
    void passwordThatIsNotEncodedIsToldSo(String uri) {
        CheckResult result = assertFails(Code.BACKEND_URL, service("it", uri));

        assertEquals(
                "an unencoded '/', '?' or '#' in the user or the password ends its host too early",
                Verdicts.fact("why", result.problems().get(0)));
        assertFalse(result.problems().toString().contains("pa/ss"), result::toString);
    }

    @Test
    void passwordThatEndsInALineBreakIsAWarning() throws IOException {
        CheckResult result = Answers.result("redis://:tr0mbone%0A@127.0.0.1:PORT", "+OK|+PONG|");

        assertEquals(Code.ENV_LINE_BREAK, result.problems().get(0).code());
        assertEquals(
                "the password in its URL ends in a line break",
                result.problems().get(0).summary());
    }

    /** An empty frame SETTINGS, and one of a server of gRPC, which are the first thing that they say. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0\0\0\4\0\0\0\0\0",
                "\0\0\6\4\0\0\0\0\0\0\6\0\0\40\0",
                "\0\0\20\7\0\0\0\0\0\0\0\0\0\0\0\0\1Unexpect"
            })
    void portThatSpeaksHttp2OnlyIsToldSo(String answer) throws IOException {
        for (String scheme : new String[] {"http", "elasticsearch", "redis", "postgresql"}) {
            Problem problem = Answers.problem(scheme + "://127.0.0.1:PORT", answer);

            assertEquals(Code.BACKEND_WRONG_PROTOCOL, problem.code());
            assertTrue(problem.summary().startsWith("answered HTTP/2 where "), problem::toString);
            assertTrue(Verdicts.fact("fix", problem).startsWith("the port speaks HTTP/2 only"), problem::toString);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://sso.example.com/auth/realms/x/login?next=/, true",
        "/login, true",
        "/oauth2/authorization/x, true",
        "https://login.example.com/x, true",
        "/users/sign_in, true",
        "/login.html?x, true",
        "/blogin, false",
        "/catalogue?login=1, false",
        "https://example.com/, false"
    })
    void pageThatAsksForALoginIsToldByItsAddress(String location, boolean login) {
        assertEquals(login, LoginPage.is(location));
    }

    @Test
    void endpointThatSendsOnToALoginPageIsToldSo() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 5);
        server.createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders().add("Location", "https://sso.example.com/login");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/here", exchange -> {
            exchange.getResponseHeaders().add("Location", "/login");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/login", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            String base = "http://127.0.0.1:" + server.getAddress().getPort();
            Problem problem = assertFails(Code.BACKEND_STATUS, http("web", base + "/elsewhere"))
                    .problems()
                    .get(0);
            assertEquals("sends on to a login page", problem.summary());
            assertEquals("status 302 to https://sso.example.com/login", Verdicts.fact("found", problem));

            CheckResult result = Verdicts.result(http("web", base + "/here"));
            assertEquals(Outcome.PASSED, result.outcome());
            Problem warning = result.problems().get(0);
            assertEquals("sends on to what looks like a login page, which answers", warning.summary());
            assertTrue(assertPasses(http("web", base + "/login")).problems().isEmpty());
        } finally {
            server.stop(0);
        }
    }

    /** The driver logs what it cannot read. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://app:tr0mbone@db:5432/orders",
                "jdbc:postgresql://app:tr0m/bone#x@db/orders",
                "jdbc:postgresql://app:tr0m?bone@db/orders"
            })
    void urlOfPostgreSqlWithALoginBeforeItsHostIsNotGivenToTheDriver(String url) {
        Problem problem =
                assertFails(Code.BACKEND_URL, jdbc("db", url)).problems().get(0);

        assertEquals("the driver reads no user and no password before the host", Verdicts.fact("why", problem));
        assertEquals("take them out of the URL, and use login(user, password)", Verdicts.fact("fix", problem));
        assertFalse(problem.toString().contains("tr0m"), problem::toString);
    }

    @Test
    void portThatIsNoneIsNoMissingDriver() {
        Problem problem = assertFails(Code.BACKEND_URL, jdbc("db", "jdbc:postgresql://db:many/orders"))
                .problems()
                .get(0);
        assertEquals("the port is not a number from 1 to 65535", Verdicts.fact("why", problem));
    }

    @Test
    void urlOfMySqlWithTheDriverOfMariaDbAloneSaysWhatThatTakes() {
        Problem problem = assertFails(Code.BACKEND_DRIVER, jdbc("db", "jdbc:mysql://127.0.0.1:1/x"))
                .problems()
                .get(0);

        assertEquals("the driver of MariaDB", Verdicts.fact("found", problem));
        assertEquals(
                "add the dependency com.mysql:mysql-connector-j; MariaDB's driver takes URLs that begin with jdbc:mariadb:,"
                        + " and this one with permitMysqlScheme in it",
                Verdicts.fact("fix", problem));
        assertFails(Code.BACKEND_REFUSED, jdbc("db", "jdbc:mysql://127.0.0.1:1/x?permitMysqlScheme"));
    }
}
