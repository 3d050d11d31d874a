package dev.preflight.backend;

import static dev.preflight.backend.Backends.service;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.CheckResult;
import dev.preflight.Code;
import dev.preflight.Outcome;
import dev.preflight.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scheme that begins with TLS, or does where a trust is declared, against every fault of TLS: the code that was promised, in time. */
class TlsFaultMatrixTest {
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final String SECRET = "Zq7xW9kLm2Vb";
    private static final Set<String> WARM = new HashSet<>();
    private static final List<String> SCHEMES = List.of(
            "amqps",
            "cassandra",
            "elasticsearch+https",
            "https",
            "imaps",
            "kafka+ssl",
            "ldaps",
            "mongodb",
            "mqtts",
            "opensearch+https",
            "rediss",
            "rediss-sentinel",
            "smtps",
            "tls");

    /** What is wrong, and what it is reported as. */
    enum Fault {
        EXPIRED(Code.TLS_EXPIRED),
        NOT_YET_VALID(Code.TLS_NOT_YET_VALID),
        SELF_SIGNED(Code.TLS_UNTRUSTED),
        WRONG_HOST(Code.TLS_WRONG_HOST),
        PROTOCOL_TOO_OLD(Code.TLS_NO_COMMON_PROTOCOL),
        TRUNCATED_HANDSHAKE(Code.BACKEND_CLOSED),
        SILENT_HANDSHAKE(Code.BACKEND_TIMEOUT),
        PLAIN_TEXT(Code.BACKEND_NO_TLS);

        private final Code code;

        Fault(Code code) {
            this.code = code;
        }
    }

    @TempDir
    static Path directory;

    private static final TestAuthority AUTHORITY = new TestAuthority();
    private static Path authority;

    @BeforeAll
    static void writeAuthority() throws IOException {
        authority = AUTHORITY.pem(directory.resolve("ca.pem"));
    }

    static Stream<Arguments> cells() {
        List<Arguments> cells = new ArrayList<>();
        for (String scheme : SCHEMES) {
            for (Fault fault : Fault.values()) {
                cells.add(Arguments.of(scheme, fault));
            }
        }
        return cells.stream();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void faultOfTlsIsReportedAsWhatItIs(String scheme, Fault fault) throws IOException {
        Instant now = Instant.now();
        Duration day = Duration.ofDays(1);
        switch (fault) {
            case EXPIRED ->
                shakesHands(
                        scheme, fault, AUTHORITY.identity("127.0.0.1", now.minus(day.multipliedBy(9)), now.minus(day)));
            case NOT_YET_VALID ->
                shakesHands(
                        scheme, fault, AUTHORITY.identity("127.0.0.1", now.plus(day), now.plus(day.multipliedBy(9))));
            case SELF_SIGNED -> shakesHands(scheme, fault, TestAuthority.selfSigned("127.0.0.1"));
            case WRONG_HOST -> shakesHands(scheme, fault, AUTHORITY.identity("other.example.com"));
            case PROTOCOL_TOO_OLD -> says(scheme, fault, true, new byte[] {21, 3, 1, 0, 2, 2, 70});
            case TRUNCATED_HANDSHAKE -> says(scheme, fault, true, new byte[] {22, 3, 3, 0, 90, 2, 0, 0, 86, 3, 3, 1});
            case SILENT_HANDSHAKE -> says(scheme, fault, false);
            case PLAIN_TEXT ->
                says(scheme, fault, true, "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void shakesHands(String scheme, Fault fault, TestAuthority.Identity identity) throws IOException {
        try (TlsServer server = TlsServer.of(AUTHORITY.server(identity)).start()) {
            assertFault(scheme, fault, server.port());
        }
    }

    private static void says(String scheme, Fault fault, boolean ends, byte... bytes) throws IOException {
        try (RawServer server = new RawServer((in, out, socket) -> {
            out.write(bytes);
            out.flush();
            if (ends) {
                socket.shutdownOutput();
            }
            RawServer.drain(in);
        })) {
            assertFault(scheme, fault, server.port());
        }
    }

    private static void assertFault(String scheme, Fault fault, int port) {
        String uri = scheme + "://user:" + SECRET + "@127.0.0.1:" + port
                + (scheme.equals("rediss-sentinel") ? "#orders" : "");
        Service check = service("backend", uri).trusting(authority.toString()).timeout(TIMEOUT);
        if (WARM.add(scheme)) {
            Verdicts.result(check);
        }
        long start = System.nanoTime();
        Report report = Verdicts.report(check, Map.of());
        long millis = (System.nanoTime() - start) / 1_000_000;

        CheckResult result = report.results().get(0);
        assertEquals(Outcome.FAILED, result.outcome());
        assertEquals(fault.code, result.problems().get(0).code(), report::toString);
        assertTrue(millis <= TIMEOUT.toMillis() + 100, () -> "took " + millis + " ms");
        assertFalse(report.toString().contains(SECRET), report::toString);
    }
}
