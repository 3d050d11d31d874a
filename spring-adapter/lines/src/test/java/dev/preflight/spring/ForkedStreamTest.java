package dev.preflight.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.preflight.spring.stream.Stream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real application with a binder of Spring Cloud Stream, as it is started in earnest. */
@Tag("slow")
class ForkedStreamTest {
    private static final String RABBITMQ = "PREFLIGHT_TEST_RABBITMQ";

    @TempDir
    Path directory;

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Forked stream(String without) {
        return new Forked(directory)
                .main(Stream.class).stream()
                        .withoutJars(without)
                        .argument("--server.address=127.0.0.1")
                        .argument("--server.port=0");
    }

    @Test
    void brokerOfTheBinderThatIsDownEndsItAndTheDefaultOfTheClientIsNotToldOf() throws Exception {
        int down = closedPort();
        Forked.Ended ended = stream("spring-cloud-stream-binder-rabbit-")
                .file("application.yml", """
                        spring:
                          cloud:
                            stream:
                              kafka.binder.brokers: 127.0.0.1:%d
                        """.formatted(down))
                .run();
        assertThat(ended.output())
                .contains("FAIL  backend stream-kafka  connection refused")
                .contains("or correct spring.cloud.stream.kafka.binder.brokers (")
                .contains("application.yml:4)")
                .contains("preflight.checks.stream-kafka.mode=warn")
                .doesNotContain("9092")
                .doesNotContain("OPEN");
        assertThat(ended.exitCode()).isEqualTo(69);
    }

    @Test
    void brokerThatAnswersLetsItStart() throws Exception {
        String address = System.getenv(RABBITMQ);
        assumeTrue(address != null, RABBITMQ + " names no server");
        Forked.Ended ended = stream("spring-cloud-stream-binder-kafka-")
                .withoutJars("spring-kafka-")
                .argument("--spring.rabbitmq.addresses=" + address)
                .argument("--spring.cloud.stream.rabbit.binder.admin-addresses=http://127.0.0.1:" + closedPort())
                .run();
        assertThat(ended.output()).contains("OPEN").doesNotContain("FAIL ").contains("PREFLIGHT PASSED");
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void brokerThatRejectsTheLoginEndsIt() throws Exception {
        String address = System.getenv(RABBITMQ);
        assumeTrue(address != null, RABBITMQ + " names no server");
        Forked.Ended ended = stream("spring-cloud-stream-binder-kafka-")
                .withoutJars("spring-kafka-")
                .file("application.properties", "spring.rabbitmq.password=w0rse-Than-Nothing\n")
                .argument("--spring.rabbitmq.addresses=" + address)
                .run();
        assertThat(ended.output())
                .contains("FAIL  backend rabbitmq  login rejected")
                .contains("application.properties:1)")
                .doesNotContain("w0rse")
                .doesNotContain("OPEN");
        assertThat(ended.exitCode()).isEqualTo(69);
    }
}
