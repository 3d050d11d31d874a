package dev.preflight.examples.orders;

import static dev.preflight.examples.orders.Orders.PREFLIGHT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Verified;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrdersTest {
    /** What the release ships, so that a config file that would stop the boot stops the build. */
    private static final Path RELEASE = Path.of("src/main/release");

    private static Database database;

    @BeforeAll
    static void startDatabase(@TempDir Path directory) throws Exception {
        database = Database.start(directory);
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("DATABASE_URL", database.url());
        environment.put("DATABASE_PASSWORD", Database.PASSWORD);
        environment.put("PAYMENTS_URL", "https://payments.example.com/pay");
        return environment;
    }

    private static Report report(Map<String, String> environment, Path directory) {
        return PREFLIGHT
                .against(Deployment.of(environment).directory(directory))
                .run();
    }

    private static List<Code> codes(Report report) {
        return report.results().stream()
                .flatMap(result -> result.problems().stream())
                .map(Problem::code)
                .toList();
    }

    private static List<String> ids(Report report, Outcome outcome) {
        return report.results().stream()
                .filter(result -> result.outcome() == outcome)
                .map(CheckResult::check)
                .map(Object::toString)
                .toList();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void shippedConfigAndCompleteEnvironmentPass() {
        Report report = report(environment(), RELEASE);
        assertTrue(report.mayBoot(), report::toString);
        assertEquals(List.of(), codes(report));
    }

    @Test
    void missingConfigAndPasswordAreReportedTogether(@TempDir Path empty) {
        Map<String, String> environment = environment();
        environment.remove("DATABASE_PASSWORD");
        Report report = report(environment, empty);
        assertEquals(78, report.exitCode());
        assertEquals(List.of(Code.FILE_MISSING, Code.ENV_MISSING), codes(report));
        assertEquals(List.of("backend orders-db"), ids(report, Outcome.SKIPPED));
    }

    @Test
    void configWithoutTheCurrencyIsRefused(@TempDir Path directory) throws IOException {
        Files.createDirectory(directory.resolve("config"));
        Files.writeString(
                directory.resolve("config/app.yaml"), "server: {address: 127.0.0.1}\norders: {page-size: 20}\n");
        Report report = report(environment(), directory);
        assertEquals(78, report.exitCode());
        assertEquals(List.of(Code.FILE_KEY_MISSING), codes(report));
    }

    @Test
    void databaseThatIsDownIsUnavailable() throws IOException {
        Map<String, String> environment = environment();
        environment.put("DATABASE_URL", "jdbc:h2:tcp://127.0.0.1:" + freePort() + "/orders");
        Report report = report(environment, RELEASE);
        assertEquals(69, report.exitCode());
        assertEquals(List.of(Code.BACKEND_REFUSED), codes(report));
    }

    @Test
    void wrongPasswordIsRejectedAndNotShown() {
        Map<String, String> environment = environment();
        environment.put("DATABASE_PASSWORD", "harbour-violin-17");
        Report report = report(environment, RELEASE);
        assertEquals(69, report.exitCode());
        assertEquals(List.of(Code.BACKEND_LOGIN), codes(report));
        assertFalse(report.toString().contains("harbour-violin-17"), report::toString);
    }

    @Test
    void answersTheRowsOfTheDatabase() throws Exception {
        Map<String, String> environment = environment();
        environment.put("PORT", String.valueOf(freePort()));
        Verified verified =
                PREFLIGHT.against(Deployment.of(environment).directory(RELEASE)).verify();
        try (OrderServer server = OrderServer.start(verified)) {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(server.address() + "/orders"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertEquals(200, answer.statusCode());
            String pay = "\"pay\": \"https://payments.example.com/pay?order=";
            assertEquals("""
                    [
                      {"id": 1, "customer": "Ada Lovelace", "amount": 42.00, "currency": "EUR", %1$s1"},
                      {"id": 2, "customer": "Grace \\"Amazing\\" Hopper", "amount": 1906.12, "currency": "EUR", %1$s2"},
                      {"id": 3, "customer": "Katherine Johnson", "amount": 7.50, "currency": "EUR", %1$s3"}
                    ]
                    """.formatted(pay), answer.body());
        }
    }
}
