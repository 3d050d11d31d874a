package dev.preflight.backend.protocol;

import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.preflight.backend.RawServer;
import dev.preflight.backend.Service;
import dev.preflight.backend.TestAuthority;
import dev.preflight.backend.TlsServer;
import dev.preflight.backend.Verdicts;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.problem.Rung;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The health protocol of gRPC against servers of grpc-java, beside what its own client is told. */
class GrpcTest {
    /** Says much of the clients that a test brings to it; kept, since a logger that nobody holds forgets its level. */
    private static final Logger LOGGER = Logger.getLogger("io.grpc");

    private static final HealthStatusManager HEALTH = new HealthStatusManager();

    @TempDir
    static Path directory;

    private static Path authority;
    private static Server plain;
    private static Server bare;
    private static Server secure;

    @BeforeAll
    static void start() throws IOException {
        LOGGER.setLevel(Level.OFF);
        TestAuthority certificates = new TestAuthority();
        authority = certificates.pem(directory.resolve("ca.pem"));
        TestAuthority.Identity identity = certificates.identity("localhost");
        HEALTH.setStatus("orders.Orders", ServingStatus.SERVING);
        HEALTH.setStatus("orders.Down", ServingStatus.NOT_SERVING);
        HEALTH.setStatus("orders.Unknown", ServingStatus.UNKNOWN);
        plain = builder().addService(HEALTH.getHealthService()).build().start();
        bare = builder().build().start();
        secure = builder()
                .addService(HEALTH.getHealthService())
                .sslContext(GrpcSslContexts.forServer(
                                identity.certificatePem(directory.resolve("grpc.crt"))
                                        .toFile(),
                                identity.keyPem(directory.resolve("grpc.key")).toFile())
                        .build())
                .build()
                .start();
    }

    private static NettyServerBuilder builder() {
        return NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0));
    }

    @AfterAll
    static void stop() {
        for (Server server : List.of(plain, bare, secure)) {
            server.shutdownNow();
        }
    }

    private static Service check(Server server, String service) {
        return service("orders", (server == secure ? "grpcs" : "grpc") + "://localhost:" + server.getPort() + service);
    }

    /** What the client of grpc-java is told. */
    private static String client(Server server, String service) {
        ManagedChannel channel = NettyChannelBuilder.forAddress("localhost", server.getPort())
                .usePlaintext()
                .build();
        try {
            return HealthGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(5, TimeUnit.SECONDS)
                    .check(HealthCheckRequest.newBuilder().setService(service).build())
                    .getStatus()
                    .toString();
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode().toString();
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void servingPassesWithEachRung() {
        for (String path : List.of("", "/", "/orders.Orders")) {
            CheckResult result = assertPasses(check(plain, path));

            assertEquals(
                    List.of("DNS", "TCP", "greeting", "health"),
                    result.rungs().stream().map(Rung::name).toList());
            assertEquals("HTTP/2", result.rungs().get(2).detail());
            assertEquals("SERVING", result.rungs().get(3).detail());
        }
        assertEquals("SERVING", client(plain, ""));
        assertEquals("SERVING", client(plain, "orders.Orders"));
    }

    @ParameterizedTest
    @CsvSource({"orders.Down, NOT_SERVING", "orders.Unknown, UNKNOWN"})
    void whatDoesNotServeFails(String service, String status) {
        Problem problem = assertFails(
                Code.BACKEND_UNHEALTHY,
                "answers " + status,
                "look at the log of the server, or wait until it has started",
                check(plain, "/" + service));

        assertEquals(status + " of service '" + service + "'", Verdicts.fact("found", problem));
        assertEquals(status, client(plain, service));
    }

    @Test
    void serviceThatTheServerDoesNotKnowFails() {
        Problem problem = assertFails(
                Code.BACKEND_DATABASE,
                "no such service",
                "correct the service in the path of the URL, or let the server tell the health of it",
                check(plain, "/orders.Typo"));

        assertEquals("service 'orders.Typo'", Verdicts.fact("expect", problem));
        assertEquals("NOT_FOUND", client(plain, "orders.Typo"));
    }

    @Test
    void serverWithoutTheHealthServiceIsAWarning() {
        CheckResult result = Verdicts.result(check(bare, "/orders.Orders"));

        assertEquals(Outcome.PASSED, result.outcome(), () -> "problems: " + result.problems());
        Problem problem = result.problems().get(0);
        assertEquals("the server does not tell its health", problem.summary());
        assertEquals("status 12: Method not found: grpc.health.v1.Health/Check", Verdicts.fact("found", problem));
        assertEquals("UNIMPLEMENTED", client(bare, "orders.Orders"));
    }

    @ParameterizedTest
    @CsvSource({
        "UNAUTHENTICATED, ''",
        "PERMISSION_DENIED, ''",
        "UNAVAILABLE, backend.unhealthy",
        "RESOURCE_EXHAUSTED, backend.busy",
        "DEADLINE_EXCEEDED, backend.timeout",
        "INTERNAL, backend.failed"
    })
    void otherStatusesAreToldApart(Status.Code status, String code) throws IOException {
        Server server = builder()
                .addService(HEALTH.getHealthService())
                .intercept(new ServerInterceptor() {
                    @Override
                    public <Q, A> ServerCall.Listener<Q> interceptCall(
                            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
                        call.close(status.toStatus().withDescription("no \u00fc"), new Metadata());
                        return new ServerCall.Listener<>() {};
                    }
                })
                .build()
                .start();
        try {
            CheckResult result = Verdicts.result(check(server, ""));

            assertEquals(code.isEmpty() ? Outcome.PASSED : Outcome.FAILED, result.outcome());
            Problem problem = result.problems().get(0);
            assertEquals(code.isEmpty() ? "backend.login" : code, problem.code().id());
            assertTrue(Verdicts.fact("found", problem).startsWith("status " + status.value() + ": no "));
            assertEquals(status.name(), client(server, ""));
        } finally {
            server.shutdownNow();
        }
    }

    @Test
    void tlsPassesWithTheRightAuthorityOnly() {
        CheckResult result = assertPasses(check(secure, "/orders.Orders").trusting(authority.toString()));

        assertEquals(
                List.of("DNS", "TCP", "TLS", "greeting", "health"),
                result.rungs().stream().map(Rung::name).toList());
        assertFails(Code.TLS_UNTRUSTED, check(secure, "/orders.Orders"));
    }

    @Test
    void bothWrongDoorsAreTold() {
        String wantsTls = Verdicts.problems(service("orders", "grpc://localhost:" + secure.getPort()));
        String plainText = Verdicts.problems(service("orders", "grpcs://localhost:" + plain.getPort()));

        assertTrue(wantsTls.contains("[backend.closed]"), wantsTls);
        assertTrue(
                wantsTls.contains("use grpcs:// if the port speaks TLS, which looks like this; else look at"),
                wantsTls);
        assertTrue(plainText.contains("[backend.no-tls]"), plainText);
    }

    @Test
    void serverThatDoesNotAgreeOnHttp2IsNoServerOfGrpc() throws IOException {
        TestAuthority certificates = new TestAuthority();
        Path trusted = certificates.pem(directory.resolve("other.pem"));
        try (TlsServer server = TlsServer.of(certificates.server(certificates.identity("localhost")))
                .start()) {
            Service check =
                    service("orders", "grpcs://localhost:" + server.port()).trusting(trusted.toString());
            assertFails(
                    Code.TLS_NO_COMMON_PROTOCOL,
                    "no application protocol in common (ALPN)",
                    "use the port that speaks it, or let the proxy in front of it offer it",
                    check);
            ManagedChannel channel = NettyChannelBuilder.forAddress("localhost", server.port())
                    .sslContext(GrpcSslContexts.forClient()
                            .trustManager(trusted.toFile())
                            .build())
                    .build();
            try {
                StatusRuntimeException thrown = assertThrows(
                        StatusRuntimeException.class,
                        () -> HealthGrpc.newBlockingStub(channel)
                                .withDeadlineAfter(5, TimeUnit.SECONDS)
                                .check(HealthCheckRequest.getDefaultInstance()));
                assertEquals(Status.Code.UNAVAILABLE, thrown.getStatus().getCode());
            } finally {
                channel.shutdownNow();
            }
        }
    }

    @Test
    void serverOfHttp1IsAnotherProtocol() throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        http.start();
        try {
            String text = Verdicts.problems(
                    service("orders", "grpc://localhost:" + http.getAddress().getPort()));

            assertTrue(text.contains("answered HTTP where gRPC was expected"), text);
        } finally {
            http.stop(0);
        }
    }

    /** Settings, and then some frames, of somebody who reads what it is sent. */
    private static CheckResult answered(String... frames) throws IOException {
        StringBuilder all = new StringBuilder("000000040000000000");
        for (String frame : frames) {
            all.append(frame.replace(" ", ""));
        }
        try (RawServer server = new RawServer((in, out, socket) -> {
            out.write(HexFormat.of().parseHex(all));
            out.flush();
            drain(in);
        })) {
            return Verdicts.result(service("orders", "grpc://127.0.0.1:" + server.port()));
        }
    }

    private static void drain(InputStream in) throws IOException {
        RawServer.drain(in);
    }

    @ParameterizedTest
    @CsvSource({
        // :status 404, 403, 503, 200 and the end of the stream, without a word of gRPC
        "8d, '', the server does not tell its health",
        "4803343033, '', the server does not tell its health without a login",
        "4803353033, backend.unhealthy, answers that it is not available",
        "88, backend.wrong-protocol, answered HTTP/2 without gRPC"
    })
    void answersOfWhatIsInFrontOfTheServerAreToldApart(String block, String code, String summary) throws IOException {
        CheckResult result = answered(String.format("%06x0105%08x", block.length() / 2, 1) + block);

        Problem problem = result.problems().get(0);
        assertEquals(summary, problem.summary());
        assertEquals(code.isEmpty() ? Outcome.PASSED : Outcome.FAILED, result.outcome());
    }

    @Test
    void framesMayBePaddedSplitAndBetweenOthers() throws IOException {
        // A ping, headers with a priority and padding that go on in another frame, a message, and the trailers.
        CheckResult result = answered(
                "000008 06 00 00000000 0102030405060708",
                "000008 01 28 00000001 01 0000000000 88 00",
                "000013 09 04 00000001 5f 10 6170706c69636174696f6e2f67727063 00",
                "");
        assertEquals(Outcome.FAILED, result.outcome());

        CheckResult right = answered(
                "000008 06 00 00000000 0102030405060708",
                "000008 01 28 00000001 01 0000000000 88 00",
                "000012 09 04 00000001 5f 10 6170706c69636174696f6e2f67727063",
                "00000a 00 08 00000001 02 0000000002 0801 0000",
                "00000f 01 05 00000001 00 0b 677270632d737461747573 01 30");
        assertEquals("[]", right.problems().toString());
        assertEquals("SERVING", right.rungs().get(3).detail());
    }

    @Test
    void serverThatGoesAwayOrResetsTheRequestIsClosed() throws IOException {
        CheckResult away = answered("00000a 07 00 00000000 00000000 0000000b 6869");
        CheckResult reset = answered("000004 03 00 00000001 00000007");

        assertEquals("the server ends the connection", away.problems().get(0).summary());
        assertEquals("error 11: hi", Verdicts.fact("why", away.problems().get(0)));
        assertEquals("the server ends the request", reset.problems().get(0).summary());
        assertEquals("error 7", Verdicts.fact("why", reset.problems().get(0)));
    }
}
