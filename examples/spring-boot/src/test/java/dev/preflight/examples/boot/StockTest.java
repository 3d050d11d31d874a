package dev.preflight.examples.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The service, healthy and broken, as whoever runs it sees it. */
@Tag("slow")
@Timeout(240)
class StockTest {
    @TempDir
    static Path directory;

    private static Backends backends;

    private ServerSocket taken;
    private Service service;

    @BeforeAll
    static void startBackends() throws Exception {
        backends = new Backends(directory, false);
    }

    @AfterAll
    static void stopBackends() throws IOException {
        backends.close();
    }

    /** The port of the service is taken: if it tried to open it, it would say so and end otherwise. */
    @BeforeEach
    void takePort() throws IOException {
        taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        service = new Service(backends.variables()).variable("PORT", String.valueOf(taken.getLocalPort()));
    }

    @AfterEach
    void releasePort() throws IOException {
        taken.close();
    }

    private static String get(String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(url).isEqualTo(200);
        return answer.body();
    }

    @Test
    void healthyItTakesTrafficAndConnectsAtMostTwiceMoreToEachBackend(@TempDir Path plain) throws Exception {
        taken.close();
        String address = "http://127.0.0.1:" + taken.getLocalPort();
        try (CountingProxy database = new CountingProxy(backends.database().port());
                CountingProxy redis = new CountingProxy(backends.redisPort())) {
            // A pool that is used at the start goes on to fill itself, by as much as it has the time for.
            service.variable("SPRING_SQL_INIT_MODE", "never")
                    .variable("DATABASE_URL", backends.database().urlAt(database.port()))
                    .variable("REDIS_URL", "redis://127.0.0.1:" + redis.port());
            int[] counted = new int[2];
            Service.Ran with = service.run(() -> {
                counted[0] = database.connections();
                counted[1] = redis.connections();
                assertThat(get(address + "/orders")).contains("\"customer\":\"Ada Lovelace\"");
                assertThat(get(address + "/cut-off")).isEqualTo("{\"time\":\"16:30:00\"}");
                assertThat(get(address + "/orders/1/parcel")).isEqualTo("on its way");
            });
            assertThat(with.output())
                    .contains("PREFLIGHT PASSED  orders: 3 passed")
                    .doesNotContain(Backends.PASSWORD);
            assertThat(with.isStarted()).as(with::output).isTrue();
            database.connections();
            redis.connections();

            int[] countedWithout = new int[2];
            Service.Ran without = service.withoutPreflight(plain).run(() -> {
                countedWithout[0] = database.connections();
                countedWithout[1] = redis.connections();
            });
            assertThat(without.isStarted()).as(without::output).isTrue();
            assertThat(without.output()).doesNotContain("dev.preflight  ");
            // At least one is what shows that the proxies were in use.
            assertThat(counted[0] - countedWithout[0]).as("database").isBetween(1, 2);
            assertThat(counted[1] - countedWithout[1]).as("redis").isBetween(1, 2);
        }
    }

    @Test
    void allThatIsMissingIsInOneReportBeforeThePortOpens(@TempDir Path noSecrets) throws Exception {
        Service.Ran ran = service.without("CARRIER_URL")
                .variable("CARIER_URL", "http://127.0.0.1:1")
                .variable("SECRETS_DIR", noSecrets.toString())
                .variable("REDIS_URL", "redis://127.0.0.1:1")
                .variable("CUT_OFF", "half past four")
                .run(() -> {});
        assertThat(ran.output())
                .contains("APPLICATION FAILED TO START")
                .contains("PREFLIGHT FAILED  orders: 4 failed, 1 skipped")
                .contains("FAIL  placeholder CARRIER_URL")
                .contains("found   CARIER_URL is set")
                .contains("FAIL  placeholder database-password")
                .contains(" or a file " + noSecrets + "/database-password,")
                .contains("FAIL  env CUT_OFF")
                .contains("FAIL  backend redis  connection refused")
                .contains("needs placeholder database-password")
                .doesNotContain("Tomcat")
                .doesNotContain("\tat ");
        assertThat(ran.exitCode()).isEqualTo(78);
    }

    @Test
    void wrongPasswordEndsItWith69AndIsNotShown(@TempDir Path secrets) throws Exception {
        Files.writeString(secrets.resolve("database-password"), "harbour-violin-17");
        Service.Ran ran = service.variable("SECRETS_DIR", secrets.toString()).run(() -> {});
        assertThat(ran.output())
                .contains("PREFLIGHT FAILED  orders: 1 failed, 2 passed")
                .contains("[backend.login]")
                .doesNotContain("harbour-violin-17")
                .doesNotContain("Tomcat");
        assertThat(ran.exitCode()).isEqualTo(69);
    }

    @Test
    void healthIndicatorOfALibraryKeepsThePortShut() throws Exception {
        String closed = backends.variables().get("CARRIER_URL") + "/holiday";
        Service.Ran ran = service.variable("CARRIER_URL", closed).run(() -> {});
        assertThat(ran.output())
                .contains("PREFLIGHT FAILED  orders: 1 failed")
                .contains("FAIL  health carrier  says it is DOWN")
                .contains("status: closed until Monday")
                .doesNotContain("Tomcat started");
        assertThat(ran.exitCode()).isEqualTo(69);
    }
}
