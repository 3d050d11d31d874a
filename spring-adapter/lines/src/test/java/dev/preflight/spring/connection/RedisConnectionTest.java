package dev.preflight.spring.connection;

import static dev.preflight.spring.connection.Contexts.closedPort;
import static dev.preflight.spring.connection.Contexts.only;
import static dev.preflight.spring.connection.Contexts.report;
import static dev.preflight.spring.connection.Contexts.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.preflight.problem.Rung;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import redis.embedded.RedisSentinel;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisSentinelBuilder;

/** Redis by its connection details, against the real server. */
@Tag("slow")
@Tag("servers")
class RedisConnectionTest {
    @TempDir
    static Path directory;

    private static Authority authority;
    private static RedisServer redis;
    private static int port;
    private static int tlsPort;
    private static RedisSentinel sentinel;
    private static int sentinelPort;

    private final ApplicationContextRunner runner = Contexts.with("Redis", "DataRedis", "Ssl");

    @BeforeAll
    static void start() throws IOException {
        authority = new Authority(directory);
        port = closedPort();
        tlsPort = closedPort();
        redis = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("requirepass hunter2/hunter2:@")
                .setting("user app on >pw-of-the-app ~* +@all -select")
                .setting("tls-port " + tlsPort)
                .setting("tls-cert-file " + authority.certificate("localhost"))
                .setting("tls-key-file " + authority.key("localhost"))
                .setting("tls-ca-cert-file " + authority.authority())
                .setting("tls-auth-clients yes")
                .setting("dir " + directory)
                .build();
        redis.start();
        sentinelPort = closedPort();
        RedisSentinelBuilder builder = RedisSentinel.newRedisSentinel()
                .port(sentinelPort)
                .bind("127.0.0.1")
                .masterPort(port)
                .masterName("orders")
                .quorumSize(1);
        // Done by itself only where there is no other setting.
        builder.addDefaultReplicationGroup();
        sentinel = builder.setting("requirepass pw-of-sentinel")
                .setting("sentinel auth-pass orders hunter2/hunter2:@")
                .build();
        sentinel.start();
    }

    @AfterAll
    static void stop() throws IOException {
        sentinel.stop();
        redis.stop();
    }

    private ApplicationContextRunner with(String... properties) {
        return runner.withPropertyValues("spring.data.redis.host=127.0.0.1", "spring.data.redis.port=" + port)
                .withPropertyValues(properties);
    }

    @Test
    void rightLoginPassesAndTheWrongOneFailsUnseen() {
        assertThat(verdicts(with("spring.data.redis.password=hunter2/hunter2:@", "spring.data.redis.database=3")))
                .containsExactly("PASSED redis");
        assertThat(verdicts(with("spring.data.redis.username=app", "spring.data.redis.password=pw-of-the-app")))
                .containsExactly("PASSED redis");
        var report = report(with("spring.data.redis.username=app", "spring.data.redis.password=clarinet-duo"));
        assertThat(report.toString()).contains("[backend.login]").doesNotContain("clarinet");
        assertThat(report.exitCode()).isEqualTo(69);
    }

    @Test
    void urlSaysItAllToo() {
        assertThat(verdicts(
                        runner.withPropertyValues("spring.data.redis.url=redis://app:pw-of-the-app@127.0.0.1:" + port)))
                .containsExactly("PASSED redis");
        assertThat(verdicts(runner.withPropertyValues("spring.data.redis.url=redis://127.0.0.1:" + closedPort())))
                .containsExactly("FAILED redis backend.refused");
        // A URL for TLS on a port without it: what fails is TLS.
        assertThat(verdicts(runner.withPropertyValues(
                        "spring.data.redis.url=rediss://127.0.0.1:" + port, "spring.data.redis.timeout=1s")))
                .first()
                .asString()
                .matches("FAILED redis (backend\\.(closed|no-tls|timeout)|tls\\..*)");
    }

    @Test
    void bundleIsUsedForTrustAndCertificate() {
        String[] tls = {
            "spring.data.redis.host=localhost",
            "spring.data.redis.port=" + tlsPort,
            "spring.data.redis.password=hunter2/hunter2:@",
            "spring.data.redis.ssl.enabled=true"
        };
        String[] trusting = {
            "spring.data.redis.ssl.bundle=cache",
            "spring.ssl.bundle.pem.cache.truststore.certificate=" + authority.authority()
        };
        String[] identified = {
            "spring.ssl.bundle.pem.cache.keystore.certificate=" + authority.certificate("client"),
            "spring.ssl.bundle.pem.cache.keystore.private-key=" + authority.key("client")
        };

        assertThat(verdicts(runner.withPropertyValues(tls))).containsExactly("FAILED redis tls.untrusted");
        assertThat(verdicts(runner.withPropertyValues(tls).withPropertyValues(trusting)))
                .containsExactly("FAILED redis tls.client-certificate");
        assertThat(verdicts(runner.withPropertyValues(tls)
                        .withPropertyValues(trusting)
                        .withPropertyValues(identified)))
                .containsExactly("PASSED redis");
    }

    @Test
    void nodesOfAClusterAreAllTriedAndOneMustAnswer() {
        var result = only(runner.withPropertyValues(
                "spring.data.redis.cluster.nodes=127.0.0.1:" + port + ",127.0.0.1:" + closedPort(),
                "spring.data.redis.password=hunter2/hunter2:@"));

        assertThat(Contexts.verdict(result)).isEqualTo("PASSED redis backend.refused");
        assertThat(verdicts(runner.withPropertyValues(
                        "spring.data.redis.cluster.nodes=127.0.0.1:" + closedPort() + ",127.0.0.1:" + closedPort())))
                .containsExactly("FAILED redis backend.refused");
    }

    @Test
    void sentinelsAreAskedForTheirMasterAsTheUserOfTheSentinel() {
        String[] properties = {
            "spring.data.redis.sentinel.nodes=127.0.0.1:" + sentinelPort,
            "spring.data.redis.sentinel.password=pw-of-sentinel",
            "spring.data.redis.password=pw-of-redis"
        };

        assertThat(verdicts(runner.withPropertyValues(properties)
                        .withPropertyValues("spring.data.redis.sentinel.master=orders")))
                .containsExactly("PASSED redis");
        assertThat(verdicts(runner.withPropertyValues(properties)
                        .withPropertyValues("spring.data.redis.sentinel.master=oders")))
                .containsExactly("FAILED redis backend.database");
        assertThat(verdicts(runner.withPropertyValues(
                        "spring.data.redis.sentinel.nodes=127.0.0.1:" + sentinelPort,
                        "spring.data.redis.sentinel.master=orders",
                        "spring.data.redis.password=pw-of-sentinel")))
                .containsExactly("FAILED redis backend.login");
    }

    @Test
    void greetingIsTheLastRung() {
        assertThat(only(with("spring.data.redis.password=hunter2/hunter2:@")).rungs())
                .extracting(Rung::name)
                .containsExactly("DNS", "TCP", "login", "greeting");
    }

    @Test
    void factoryOfTheApplicationIsNoneOfTheDetails() {
        RedisStandaloneConfiguration own = new RedisStandaloneConfiguration("127.0.0.1", port);
        ApplicationContextRunner factory =
                runner.withBean(RedisConnectionFactory.class, () -> new LettuceConnectionFactory(own));

        assertThat(verdicts(factory)).containsExactly("FAILED redis backend.login");
        own.setPassword("hunter2/hunter2:@");
        assertThat(verdicts(factory)).isEmpty();
    }
}
