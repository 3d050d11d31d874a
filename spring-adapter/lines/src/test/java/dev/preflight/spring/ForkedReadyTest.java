package dev.preflight.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.preflight.spring.harbour.Harbour;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Applications of which something is not up before they are ready, and that are healthy, or broken, all the same. */
@Tag("slow")
class ForkedReadyTest {
    @TempDir
    Path directory;

    private Forked harbour;

    @BeforeEach
    void application() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        harbour = new Forked(directory)
                .main(Harbour.class)
                .argument("--spring.application.name=harbour")
                .argument("--server.address=127.0.0.1")
                .argument("--server.port=" + port)
                .file("application.properties", "preflight.grace=20s");
    }

    private static void assertStarts(Forked.Ended ended) {
        assertThat(ended.output())
                .contains("OPEN\n")
                .contains("READINESS ACCEPTING_TRAFFIC")
                .doesNotContain("FAIL");
        assertThat(ended.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--harbour.needs=lifecycle",
                "--harbour.needs=lifecycle --harbour.otherwise=OUT_OF_SERVICE",
                "--harbour.needs=method,bean,prototype,lazy",
                "--harbour.needs=method,bean,prototype,lazy,thread --harbour.otherwise=throws",
                "--harbour.needs=own-port",
                "--harbour.needs=own-port --harbour.quiet=true",
                "--harbour.needs=latch,lifecycle --preflight.checks.crane.timeout=500ms",
                "--harbour.needs=method,bean --harbour.multicaster=threads",
                "--harbour.needs=method,bean --harbour.multicaster=swallows"
            })
    void whatIsUpOnlyLaterStarts(String arguments) throws Exception {
        for (String argument : arguments.split(" ")) {
            harbour.argument(argument);
        }
        Forked.Ended ended = harbour.run();

        assertStarts(ended);
        assertThat(ended.output())
                .contains("health crane", "it is asked again when the application is ready, for 20 s at the most")
                .contains("PREFLIGHT PASSED  harbour: 1 passed")
                .containsSubsequence("asked again", "PREFLIGHT PASSED", "READINESS ACCEPTING_TRAFFIC")
                .doesNotContain("WARN", "1 failed");
    }

    @Test
    void whatStaysDownEndsTheStartBeforeItTakesTraffic() throws Exception {
        Forked.Ended ended = harbour.argument("--harbour.needs=never")
                .argument("--preflight.grace=900ms")
                .argument("--preflight-report=tap:report.tap")
                .run();

        assertThat(ended.output())
                .contains("APPLICATION FAILED TO START")
                .contains("PREFLIGHT FAILED  harbour: 1 failed")
                .contains("FAIL  health crane  says it is DOWN")
                .contains("attempts in ")
                .contains("preflight.checks.crane.mode=warn lets the application start all the same, =off leaves this")
                .contains("HAPPENED prototype", "HAPPENED lazy")
                .doesNotContain("READINESS ACCEPTING_TRAFFIC", "OPEN", "\tat ");
        assertThat(ended.exitCode()).isEqualTo(69);
        assertThat(directory.resolve("report.tap")).content().contains("not ok 1 - health crane");
    }

    @Test
    void deadlineOfTheRunIsTheDefault() throws Exception {
        Forked.Ended ended = harbour.argument("--harbour.needs=never")
                .argument("--preflight.grace=")
                .argument("--preflight.deadline=1500ms")
                .run();

        assertThat(ended.output()).contains("FAIL  health crane  says it is DOWN", "for 1500 ms at the most");
        assertThat(ended.exitCode()).isEqualTo(69);
    }

    @Test
    void withoutGraceTheFirstAnswerCounts() throws Exception {
        Forked.Ended ended = harbour.argument("--harbour.needs=never")
                .argument("--preflight.grace=0s")
                .run();

        assertThat(ended.output())
                .contains("FAIL  health crane  says it is DOWN")
                .doesNotContain("HAPPENED", "Tomcat started");
        assertThat(ended.exitCode()).isEqualTo(69);
    }

    @Test
    void handlerOfErrorsDoesNotLetItStart() throws Exception {
        Forked.Ended ended = harbour.argument("--harbour.needs=never")
                .argument("--preflight.grace=300ms")
                .argument("--harbour.multicaster=swallows")
                .run();

        assertThat(ended.output())
                .contains("SWALLOWED")
                .contains("FAIL  health crane  says it is DOWN")
                .doesNotContain("OPEN");
        assertThat(ended.exitCode()).isEqualTo(69);
    }

    @Test
    void whatStaysDownAndMayIsAWarningAndKeepsNobodyWaiting() throws Exception {
        Forked.Ended ended = harbour.argument("--harbour.needs=never")
                .argument("--preflight.checks.crane.mode=warn")
                .argument("--preflight.grace=300s")
                .run();

        assertStarts(ended);
        assertThat(ended.output()).contains("health crane: says it is DOWN [backend.unhealthy]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void whatCannotBeReachedElsewhereEndsItBeforeThePortOpens(String quiet) throws Exception {
        Forked.Ended ended = harbour.argument("--harbour.needs=elsewhere")
                .argument("--harbour.quiet=" + quiet)
                .run();

        assertThat(ended.output())
                .contains("FAIL  health crane")
                .contains("no-such-host.invalid")
                .doesNotContain("Tomcat started", "HAPPENED");
        assertThat(ended.exitCode()).isEqualTo(69);
    }

    @Test
    void otherStatusIsAWarningAndIsNotWaitedFor() throws Exception {
        Forked.Ended ended = harbour.argument("--harbour.needs=never")
                .argument("--harbour.otherwise=UNKNOWN")
                .run();

        assertStarts(ended);
        assertThat(ended.output()).contains("health crane: says it is UNKNOWN").doesNotContain("asked again");
    }

    @Test
    void camelThatKeepsTheAnswersOfItsIndicatorsStartsToo() throws Exception {
        Forked.Ended ended = harbour.camel()
                .argument("--harbour.needs=")
                .argument("--camel.main.name=quay")
                .argument("--camel.health.async-camel-health-check=true")
                .argument("--management.endpoint.health.probes.enabled=true")
                .run();

        assertStarts(ended);
    }

    @Test
    void camelStartsItsRoutesWithTheLifecycles() throws Exception {
        Forked.Ended ended = harbour.camel()
                .argument("--harbour.needs=")
                .argument("--camel.main.name=quay")
                .argument("--management.endpoint.health.probes.enabled=true")
                .run();

        assertStarts(ended);
        assertThat(ended.output())
                .contains("Apache Camel", "health camelHealth says it is DOWN; it is asked again")
                .doesNotContain("WARN");
    }
}
