package dev.preflight.backend;

import static dev.preflight.Checks.env;
import static dev.preflight.backend.Backends.http;
import static dev.preflight.backend.Backends.jdbc;
import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Backends.tcp;
import static dev.preflight.backend.Backends.tls;
import static dev.preflight.backend.Backends.url;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.check.EnvVar;
import dev.preflight.check.HostAndPort;
import dev.preflight.check.Role;
import dev.preflight.docs.Page;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** URLs that are put together of variables; {@code JdbcPostgreSqlTest} and {@code RedisTest} log in with theirs. */
class UrlTemplateTest {
    private static final EnvVar<String> HOST = env("HOST");
    private static final EnvVar<Integer> PORT = env("PORT").port();
    private static final EnvVar<String> NAME = env("NAME");
    private static final EnvVar<String> USER = env("USER");
    private static final EnvVar<String> PASSWORD = env("PASSWORD").secret();

    private static CheckResult run(Check<?> check, String... environment) {
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < environment.length; i += 2) {
            variables.put(environment[i], environment[i + 1]);
        }
        Report report = Verdicts.report(check, variables);
        return report.results().get(report.results().size() - 1);
    }

    private static Problem problem(Check<?> check, String... environment) {
        CheckResult result = run(check, environment);
        assertEquals(Outcome.FAILED, result.outcome(), result::toString);
        return result.problems().get(0);
    }

    /** What a check of H2 would connect to, whose driver is not asked for it. */
    private static String filled(String template, EnvVar<String> variable, String value) {
        Problem problem = problem(jdbc("db", url(template, variable)), variable.name(), value);
        return problem.code() == Code.BACKEND_URL ? Verdicts.fact("why", problem) : Verdicts.fact("tried", problem);
    }

    @Test
    void addressIsPutTogetherOfHostAndPort() throws IOException {
        try (RawServer server = RawServer.answering("")) {
            String port = String.valueOf(server.port());
            for (String template : List.of("{}:{}", "tcp://{}:{}", "tcp://{}:{}/")) {
                CheckResult result = run(tcp("queue", url(template, HOST, PORT)), "HOST", "127.0.0.1", "PORT", port);
                assertEquals(Outcome.PASSED, result.outcome(), result::toString);
            }
            EnvVar<HostAndPort> both = env("BOTH").hostAndPort();
            assertEquals(
                    Outcome.PASSED,
                    run(tcp("queue", url("tcp://{}", both)), "BOTH", "127.0.0.1:" + port)
                            .outcome());
        }
    }

    @Test
    void portThatRefusesNamesHostAndPort() throws IOException {
        try (FaultyServer dead = new FaultyServer(FaultyServer.Fault.NOTHING_LISTENS)) {
            UrlTemplate address = url("{}:{}", HOST, PORT);
            UrlTemplate web = url("https://{}:{}/{}", HOST, PORT, NAME);
            UrlTemplate uri = url("amqp://{}:{}/{}", HOST, PORT, NAME);
            for (Check<?> check : List.of(
                    tcp("it", address),
                    tls("it", address),
                    http("it", web).login(USER, PASSWORD),
                    service("it", uri).login(USER, PASSWORD))) {
                Problem problem = problem(
                        check,
                        "HOST",
                        "127.0.0.1",
                        "PORT",
                        String.valueOf(dead.port()),
                        "NAME",
                        "x",
                        "USER",
                        "ada",
                        "PASSWORD",
                        "tr0mbone");
                assertEquals(Code.BACKEND_REFUSED, problem.code());
                assertEquals("start it, or correct HOST or PORT", Verdicts.fact("fix", problem));
            }
        }
    }

    @Test
    void hostWithoutAnAddressIsNamedAlone() {
        Problem problem = problem(
                jdbc("db", url("jdbc:postgresql://{}:{}/{}", HOST, PORT, NAME)).login(USER, PASSWORD),
                "HOST",
                "no-such-host.invalid",
                "PORT",
                "5432",
                "NAME",
                "x",
                "USER",
                "ada",
                "PASSWORD",
                "tr0mbone");

        assertEquals(Code.BACKEND_UNRESOLVED, problem.code());
        assertEquals("correct the host name, or correct HOST", Verdicts.fact("fix", problem));
    }

    @Test
    void endpointIsAskedForTheEncodedPathWithTheLogin() throws IOException {
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 5);
        server.createContext("/", exchange -> {
            heard.add(exchange.getRequestURI().toString());
            String login = exchange.getRequestHeaders().getFirst("Authorization");
            heard.add(String.valueOf(login));
            exchange.sendResponseHeaders(String.valueOf(login).endsWith(basic("ada", "tr0m:bone/#%")) ? 204 : 401, -1);
            exchange.close();
        });
        server.start();
        try {
            String port = String.valueOf(server.getAddress().getPort());
            UrlTemplate template = url("http://{}:{}/of/{}?who={}", HOST, PORT, NAME, USER);
            String[] values = {
                "HOST", "localhost", "PORT", port, "NAME", "a/b c%", "USER", "ada", "PASSWORD", "tr0m:bone/#%"
            };

            assertEquals(
                    Outcome.PASSED,
                    run(http("web", template).login(USER, PASSWORD), values).outcome());
            assertEquals(List.of("/of/a%2Fb%20c%25?who=ada", "Basic " + basic("ada", "tr0m:bone/#%")), heard);

            assertEquals(
                    Outcome.PASSED,
                    run(service("web", template).login("ada", PASSWORD), values).outcome());
            values[values.length - 1] = "clarinet";
            Problem problem = problem(http("web", template).login(USER, PASSWORD), values);
            assertEquals(Code.BACKEND_LOGIN, problem.code());
            assertEquals(
                    "correct the credentials that the check sends: USER or PASSWORD", Verdicts.fact("fix", problem));
        } finally {
            server.stop(0);
        }
    }

    private static String basic(String user, String password) {
        return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            db:5432          | it has a port, where a host name alone must stand
            redis://db       | it is a URL, where a host name alone must stand
            user@db          | it is no host name: host has a character that no host name has
            db/x             | it is no host name: host has a character that no host name has
            a b              | it is no host name: host has a character that no host name has
            """)
    void whatIsNoHostIsNotPutInPlaceOfOne(String value, String why) {
        Problem problem = problem(service("cache", url("redis://{}:6379", HOST)), "HOST", value);

        assertEquals(Code.BACKEND_URL, problem.code());
        assertEquals("HOST cannot be put into the URL", problem.summary());
        assertEquals(why, Verdicts.fact("why", problem));
        assertEquals("correct HOST", Verdicts.fact("fix", problem));
    }

    @Test
    void portMustBeOne() {
        EnvVar<String> text = env("PORT");
        for (String value : List.of("0", "65536", "http", "80/x", "-1", "+80")) {
            Problem problem = problem(service("cache", url("redis://localhost:{}", text)), "PORT", value);
            assertEquals("it is no port number (1 to 65535)", Verdicts.fact("why", problem), value);
        }
    }

    @Test
    void addressOfVersionSixIsPutInBrackets() {
        for (String value : List.of("::1", "[::1]")) {
            Problem problem = problem(tcp("it", url("{}:{}", HOST, PORT)), "HOST", value, "PORT", "1");
            assertTrue(Verdicts.fact("tried", problem).startsWith("[::1]:1: "), problem::toString);
        }
    }

    @Test
    void severalHostsMayLieInOneVariable() throws IOException {
        try (FaultyServer one = new FaultyServer(FaultyServer.Fault.NOTHING_LISTENS);
                FaultyServer two = new FaultyServer(FaultyServer.Fault.NOTHING_LISTENS)) {
            String hosts = "127.0.0.1:" + one.port() + ", 127.0.0.1:" + two.port();
            EnvVar<List<HostAndPort>> list = env("BROKERS").listOf(EnvVar::hostAndPort);
            for (EnvVar<?> brokers : List.of(env("BROKERS"), list)) {
                Problem problem = problem(service("events", url("kafka://{}", brokers)), "BROKERS", hosts);

                assertEquals("0 of 2 answer, and 1 must", problem.summary());
                assertEquals("start those that do not answer, or correct BROKERS", Verdicts.fact("fix", problem));
            }
        }
    }

    /** What each vendor's driver takes for the end of a value is refused where the driver knows no way to write it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jdbc:mariadb://localhost:1/{}               | a?b  | it has a '?', which ends the value there, and the driver knows no way to write it
            jdbc:oracle:thin:@//localhost:1/{}          | a(b  | it has a '(', which ends the value there, and the driver knows no way to write it
            jdbc:h2:tcp://localhost:1/{}                | a;b  | it has a ';', which ends the value there, and the driver knows no way to write it
            jdbc:mariadb://localhost:1/x?user={}        | a&b  | it has a '&', which ends the value there, and the driver knows no way to write it
            """)
    void whatTheDriverCannotReadIsRefused(String template, String value, String why) {
        assertEquals(why, filled(template, NAME, value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jdbc:sqlserver://h:1;databaseName={}         | DATABASE | a;b}c | {a;b}}c}
            jdbc:sqlserver://h:1;databaseName={}         | DATABASE | orders | orders
            jdbc:mysql://h:1/{}                          | DATABASE | a b/ö | a%20b%2F%C3%B6
            jdbc:postgresql://h/x?user={}                | USER     | a+&b  | a%2B%26b
            jdbc:oracle:thin:@h:1:{}                     | DATABASE | ORCL  | ORCL
            jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(HOST={})(PORT=1))) | HOST | db | db
            jdbc:h2:mem:{}                               | DATABASE | a/b   | a/b
            redis://:{}@h                                | PASSWORD | p@#/%  | p%40%23%2F%25
            redis://{}:x@h                               | USER     | a:b   | a%3Ab
            kafka://{}                                   | HOST     | a:1,b | a:1,b
            {}://h                                       | ADDRESS  | redis | redis
            https://h/x#{}                               | DATABASE | a b   | a%20b
            """)
    void valueIsWrittenAsItsPlaceDemands(String template, Role role, String value, String written) {
        UrlPart part = UrlPart.of(template, NAME).get(0);

        assertEquals(role, part.role());
        assertEquals(written, part.written(value));
    }

    @Test
    void passwordWithoutAUserIsRefusedWhereTheProtocolTakesNone() {
        Problem problem =
                problem(service("mail", url("smtp://{}", HOST)).login(PASSWORD), "HOST", "x", "PASSWORD", "tr0m");

        assertEquals(Code.BACKEND_LOGIN, problem.code());
        assertEquals("a password without a user, which its protocol does not take", problem.summary());
    }

    @Test
    void secretInATemplateIsNotShown() {
        String text = problem(
                        service("cache", url("redis://{}:{}@127.0.0.1:1/{}", USER, env("PW"), NAME)),
                        "USER",
                        "ada",
                        "PW",
                        "tr0m/bone#",
                        "NAME",
                        "0")
                .toString();

        assertFalse(text.contains("tr0m") || text.contains("bone"), text);
    }

    @Test
    void variablesJoinTheSuiteAndAreDocumented() {
        Jdbc orders = jdbc("orders-db", url("jdbc:postgresql://{}:{}/{}", HOST, PORT, NAME))
                .login(USER, PASSWORD);
        Preflight suite = Preflight.of("orders", orders);

        assertEquals(
                List.of(HOST, PORT, NAME, USER, PASSWORD), orders.settings().needs());
        assertEquals(
                List.of("jdbc:postgresql://HOST:PORT/NAME accepts a connection", "logs in as USER"),
                orders.declaration().demands());
        String reference = Page.REFERENCE.of(suite);
        for (String row : List.of(
                "| `HOST` | text | yes |  | host of orders-db |",
                "| `PORT` | a port number (1 to 65535) | yes |  | port of orders-db |",
                "| `NAME` | text | yes |  | database of orders-db |",
                "| `USER` | text | yes |  | user of orders-db |",
                "| `PASSWORD` | text | yes | yes | password of orders-db |")) {
            assertTrue(reference.contains(row.replace("|  |", "| |")) || reference.contains(row), reference);
        }
        assertTrue(Page.ENV_EXAMPLE.of(suite).contains("# host of orders-db"), () -> Page.ENV_EXAMPLE.of(suite));
    }

    @Test
    void badTemplatesAreRefusedWhereTheyAreDeclared() {
        assertEquals("template is blank", refused(() -> url(" ")));
        assertEquals("template has 0 times {}, and there are 0 variables", refused(() -> url("redis://cache")));
        assertEquals("template has 2 times {}, and there are 1 variables", refused(() -> url("redis://{}:{}", HOST)));
        assertEquals("url does not begin with jdbc:", refused(() -> jdbc("db", url("postgresql://{}/x", HOST))));
        assertEquals("url has no host behind ://", refused(() -> service("x", url("redis:{}", HOST))));
        assertEquals("url is neither http nor https", refused(() -> http("x", url("redis://{}", HOST))));
        assertEquals(
                "url has no host and port: there is no port",
                refused(() -> tcp("x", url("tcp://{}:80/{}", HOST, NAME)))
                        .replaceAll("the port.*", "there is no port"));
        assertEquals(
                "url is no URI: Illegal character in path", refused(() -> service("x", url("redis://{}/a b", HOST))));
    }

    private static String refused(Runnable declaration) {
        return assertThrows(IllegalArgumentException.class, declaration::run).getMessage();
    }

    @Test
    void templateShowsNamesAndNoValues() {
        assertEquals("redis://HOST:PORT", url("redis://{}:{}", HOST, PORT).toString());
    }
}
