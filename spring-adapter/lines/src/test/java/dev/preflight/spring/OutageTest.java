package dev.preflight.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.preflight.spring.orders.Orders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootVersion;

/**
 * The situation that the adapter was written for: five backends are down and two variables are not set, and without it
 * the application starts all the same.
 */
@Tag("slow")
class OutageTest {
    @TempDir
    Path directory;

    private ServerSocket taken;

    /** The port of the application is taken: if it tried to open it, it would say so and end otherwise. */
    @BeforeEach
    void takePort() throws IOException {
        taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void release() throws IOException {
        taken.close();
    }

    private Forked orders(String name) throws IOException {
        String mongo = SpringBootVersion.getVersion().startsWith("3.") ? "spring.data.mongodb" : "spring.mongodb";
        return new Forked(Files.createDirectory(directory.resolve(name)))
                .main(Orders.class)
                .clients()
                .file("application.yml", """
                        spring.application.name: orders
                        spring.datasource:
                          url: jdbc:postgresql://127.0.0.1:1/orders
                          username: app
                          password: tr0mbone-solo
                        spring.data.redis.url: redis://app:sw0rdfish-4@127.0.0.1:1/2
                        spring.rabbitmq.addresses: amqp://app:clarinet-duo@127.0.0.1:1
                        MONGO.uri: mongodb://app:bass00n-trio@127.0.0.1:1/orders
                        spring.kafka.bootstrap-servers: 127.0.0.1:1
                        orders:
                          payments: ${PAYMENTS_URL}
                          mail: ${MAIL_HOST}:25
                        """.replace("MONGO", mongo))
                .argument("--server.address=127.0.0.1");
    }

    @Test
    void allOfItIsInOneReportBeforeThePortOpens() throws Exception {
        Forked.Ended ended = orders("preflight")
                .argument("--server.port=" + taken.getLocalPort())
                .run();

        assertThat(ended.output())
                .contains("APPLICATION FAILED TO START")
                .contains("PREFLIGHT FAILED  orders: 7 failed")
                .contains("FAIL  backend postgresql  connection refused")
                .contains("FAIL  backend redis  connection refused")
                .contains("FAIL  backend rabbitmq  connection refused")
                .contains("FAIL  backend mongodb  connection refused")
                .contains("FAIL  backend kafka  connection refused")
                .contains("FAIL  placeholder PAYMENTS_URL")
                .contains("application.yml:11")
                .contains("FAIL  placeholder MAIL_HOST")
                .contains("application.yml:12")
                .doesNotContain("\tat ")
                .doesNotContain("tr0mbone", "sw0rdfish", "clarinet", "bass00n")
                .doesNotContain("OPEN");
        assertThat(ended.exitCode()).isEqualTo(78);
        assertThat(ended.lines()).isLessThan(70);
    }

    @Test
    void itTakesLessThanTwoFifthsOfTheTimeInWhichTheApplicationComesUpInVain() throws Exception {
        Forked.Ended without = orders("without")
                .argument("--server.port=0")
                .argument("--preflight.enabled=false")
                // What it waits for its topic: thirty seconds unless something else is said.
                .argument("--spring.kafka.admin.operation-timeout=1s")
                .run();
        assertThat(without.output()).contains("OPEN");
        Forked.Ended with = orders("with").argument("--server.port=0").run();

        assertThat(with.exitCode()).isEqualTo(78);
        assertThat(with.millis()).isLessThan(without.millis() * 2 / 5);
    }
}
