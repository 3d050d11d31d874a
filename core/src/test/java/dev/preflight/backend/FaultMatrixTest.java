package dev.preflight.backend;

import static dev.preflight.backend.Backends.service;

import dev.preflight.backend.FaultyServer.Fault;
import dev.preflight.problem.Code;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scheme against every fault: the code that was promised, in time, and nothing left behind. */
@Tag("slow")
class FaultMatrixTest {
    private static final Duration TIMEOUT = Duration.ofMillis(400);
    /** Schemes whose classes are loaded, so that a run takes the time that is promised. */
    private static final Set<String> WARM = new HashSet<>();

    private static final List<String> SCHEMES = List.of(
            "amqp",
            "cassandra",
            "elasticsearch",
            "grpc",
            "http",
            "imap",
            "kafka",
            "ldap",
            "memcached",
            "mongodb",
            "mqtt",
            "mysql",
            "nats",
            "opensearch",
            "postgresql",
            "redis",
            "redis-sentinel",
            "smtp",
            "ssh",
            "zookeeper");

    static Stream<Arguments> cells() {
        List<Arguments> cells = new ArrayList<>();
        for (String scheme : SCHEMES) {
            for (Fault fault : Fault.values()) {
                cells.add(Arguments.of(scheme, fault));
            }
        }
        return cells.stream();
    }

    /** What a fault is reported as; where bytes are malformed, a scheme may notice at the first or wait for more. */
    private static Set<Code> expected(String scheme, Fault fault) {
        return switch (fault) {
            case NOTHING_LISTENS -> Set.of(Code.BACKEND_REFUSED);
            case FULL_BACKLOG, NEVER_ANSWERS -> Set.of(Code.BACKEND_TIMEOUT);
            case CLOSES_AT_ONCE, RESETS -> Set.of(Code.BACKEND_CLOSED);
            case ONE_BYTE_A_SECOND -> Set.of(Code.BACKEND_TIMEOUT, Code.BACKEND_WRONG_PROTOCOL);
            case GARBAGE, ENDLESS_GARBAGE -> Set.of(Code.BACKEND_WRONG_PROTOCOL);
            // What speaks HTTP itself sees a status that it did not expect.
            case ANSWERS_HTTP ->
                Set.of(
                        Set.of("elasticsearch", "http", "opensearch").contains(scheme)
                                ? Code.BACKEND_STATUS
                                : Code.BACKEND_WRONG_PROTOCOL);
            // The right greeting, and nothing after it.
            case ANSWERS_SMTP -> Set.of(scheme.equals("smtp") ? Code.BACKEND_TIMEOUT : Code.BACKEND_WRONG_PROTOCOL);
            case ANSWERS_WITH_TLS_ALERT -> Set.of(Code.BACKEND_WANTS_TLS);
        };
    }

    @ParameterizedTest
    @MethodSource("cells")
    void faultIsReportedAsWhatItIs(String scheme, Fault fault) throws IOException, InterruptedException {
        if (WARM.add(scheme)) {
            try (FaultyServer server = new FaultyServer(fault)) {
                Verdicts.result(check(scheme, server));
            }
        }
        Leftovers before = Leftovers.before();
        try (FaultyServer server = new FaultyServer(fault)) {
            FaultyCell.assertFails(expected(scheme, fault), check(scheme, server), TIMEOUT);
        }
        before.assertNone();
    }

    private static Service check(String scheme, FaultyServer server) {
        String uri = scheme + "://user:" + FaultyCell.SECRET + "@127.0.0.1:" + server.port();
        return service("backend", scheme.equals("redis-sentinel") ? uri + "#orders" : uri)
                .timeout(TIMEOUT);
    }
}
