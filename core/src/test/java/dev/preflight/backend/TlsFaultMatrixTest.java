package dev.preflight.backend;

import static dev.preflight.backend.Backends.service;

import dev.preflight.problem.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every scheme that begins with TLS, begins with it where a trust is declared, or goes on over it, against every fault
 * of TLS: the code that was promised, in time, and nothing left behind.
 */
class TlsFaultMatrixTest {
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    /** Schemes and faults whose classes are loaded, so that a run takes the time that is promised. */
    private static final Set<String> WARM = new HashSet<>();

    private static final List<String> SCHEMES = List.of(
            "amqps",
            "cassandra",
            "elasticsearch+https",
            "grpcs",
            "https",
            "imap",
            "imaps",
            "kafka+ssl",
            "ldaps",
            "mariadb",
            "mongodb",
            "mqtts",
            "mysql",
            "nats",
            "opensearch+https",
            "postgresql",
            "rediss",
            "rediss-sentinel",
            "smtp",
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
        PLAIN_TEXT(Code.BACKEND_NO_TLS),
        /** In the words of a protocol that is asked for TLS in plain text. */
        REFUSED(Code.BACKEND_NO_TLS);

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
                if (fault != Fault.REFUSED || TlsUpgrade.of(scheme) != TlsUpgrade.NONE) {
                    cells.add(Arguments.of(scheme, fault));
                }
            }
        }
        return cells.stream();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void faultOfTlsIsReportedAsWhatItIs(String scheme, Fault fault) throws IOException, InterruptedException {
        RawServer.Conversation conversation = conversation(TlsUpgrade.of(scheme), fault);
        if (WARM.add(scheme + fault)) {
            try (RawServer server = new RawServer(conversation)) {
                Verdicts.result(check(scheme, server));
            }
        }
        Leftovers before = Leftovers.before();
        try (RawServer server = new RawServer(conversation)) {
            FaultyCell.assertFails(Set.of(fault.code), check(scheme, server), TIMEOUT);
        }
        before.assertNone();
    }

    private static RawServer.Conversation conversation(TlsUpgrade upgrade, Fault fault) {
        Instant now = Instant.now();
        Duration day = Duration.ofDays(1);
        return switch (fault) {
            case EXPIRED ->
                shakingHands(upgrade, AUTHORITY.identity("127.0.0.1", now.minus(day.multipliedBy(9)), now.minus(day)));
            case NOT_YET_VALID ->
                shakingHands(upgrade, AUTHORITY.identity("127.0.0.1", now.plus(day), now.plus(day.multipliedBy(9))));
            case SELF_SIGNED -> shakingHands(upgrade, TestAuthority.selfSigned("127.0.0.1"));
            case WRONG_HOST -> shakingHands(upgrade, AUTHORITY.identity("other.example.com"));
            case PROTOCOL_TOO_OLD -> saying(upgrade, new byte[] {21, 3, 1, 0, 2, 2, 70});
            case TRUNCATED_HANDSHAKE -> saying(upgrade, new byte[] {22, 3, 3, 0, 90, 2, 0, 0, 86, 3, 3, 1});
            case SILENT_HANDSHAKE ->
                (in, out, socket) -> {
                    upgrade.accept(in, out);
                    RawServer.drain(in);
                };
            case PLAIN_TEXT -> saying(upgrade, "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            case REFUSED ->
                (in, out, socket) -> {
                    upgrade.refuse(in, out);
                    RawServer.drain(in);
                };
        };
    }

    private static RawServer.Conversation shakingHands(TlsUpgrade upgrade, TestAuthority.Identity identity) {
        SSLContext tls = AUTHORITY.server(identity);
        return (in, out, socket) -> {
            upgrade.accept(in, out);
            try (SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, true)) {
                secure.setUseClientMode(false);
                RawServer.drain(secure.getInputStream());
            }
        };
    }

    /** Answers the first message of TLS with some bytes and an end. */
    private static RawServer.Conversation saying(TlsUpgrade upgrade, byte... bytes) {
        return (in, out, socket) -> {
            upgrade.accept(in, out);
            in.read(new byte[4096]);
            out.write(bytes);
            out.flush();
            socket.shutdownOutput();
            RawServer.drain(in);
        };
    }

    private static Service check(String scheme, RawServer server) {
        String end = switch (scheme) {
            case "rediss-sentinel" -> "#orders";
            case "smtp", "imap" -> "?starttls=required";
            case "postgresql" -> "/orders?sslmode=verify-full";
            case "mysql" -> "/orders?sslMode=VERIFY_IDENTITY";
            case "mariadb" -> "/orders?sslMode=verify-full";
            default -> "";
        };
        return service("backend", scheme + "://user:" + FaultyCell.SECRET + "@127.0.0.1:" + server.port() + end)
                .trusting(authority.toString())
                .timeout(TIMEOUT);
    }
}
