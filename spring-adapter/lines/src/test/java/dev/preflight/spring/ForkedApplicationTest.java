package dev.preflight.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.preflight.spring.ledger.Ledger;
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

/** Applications as they are started in earnest: what they print, how they end, and that they open no port. */
@Tag("slow")
class ForkedApplicationTest {
    private static final String[] OBSERVING = {
        "spring-boot-actuator",
        "spring-boot-starter-actuator",
        "spring-boot-health",
        "spring-boot-micrometer",
        "spring-boot-starter-micrometer",
        "micrometer-core",
        "micrometer-jakarta"
    };

    @TempDir
    Path directory;

    private ServerSocket taken;
    private Forked shop;

    /** The port of the application is taken: if it tried to open it, it would say so and end otherwise. */
    @BeforeEach
    void application() throws IOException {
        taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        shop = new Forked(directory)
                .argument("--server.address=127.0.0.1")
                .argument("--server.port=" + taken.getLocalPort());
    }

    @AfterEach
    void release() throws IOException {
        taken.close();
    }

    @Test
    void wrongConfigurationEndsWith78AndOneReportBeforeThePortOpens() throws Exception {
        Forked.Ended ended = shop.file("application.yml", """
                        spring.application.name: shop
                        shop:
                          url: https://user:${SHOP_PASSWORD}@127.0.0.1/
                          key: s3cr3t-value-${SHOP_SALT}
                        preflight.backends.cache: redis://:hunter2hunter2@127.0.0.1:1
                        """)
                .variable("SHOP_PASWORD", "hunter3hunter3")
                .argument("--preflight-report=junit:reports/failed.xml")
                .run();
        assertThat(Files.readString(directory.resolve("reports/failed.xml")))
                .contains("tests=\"3\" failures=\"3\"")
                .doesNotContain("hunter");
        assertThat(ended.output())
                .contains("APPLICATION FAILED TO START")
                .contains("PREFLIGHT FAILED  shop: 3 failed")
                .contains("FAIL  placeholder SHOP_PASSWORD")
                .contains("application.yml:3: shop.url")
                .contains("found   SHOP_PASWORD is set")
                .contains("FAIL  placeholder SHOP_SALT")
                .contains("FAIL  backend cache  connection refused")
                .containsOnlyOnce("FAIL  placeholder SHOP_SALT")
                .doesNotContain("\tat ")
                .doesNotContain("s3cr3t")
                .doesNotContain("hunter2hunter2")
                .doesNotContain("hunter3hunter3");
        assertThat(ended.exitCode()).isEqualTo(78);
        assertThat(ended.lines()).isLessThan(60);
    }

    @Test
    void backendThatIsDownEndsWith69() throws Exception {
        Forked.Ended ended =
                shop.argument("--preflight.backends.cache=redis://127.0.0.1:1").run();
        assertThat(ended.output()).contains("FAIL  backend cache  connection refused");
        assertThat(ended.exitCode()).isEqualTo(69);
    }

    @Test
    void contextWithoutWebServerAndWithLazyBeansIsStoppedToo() throws Exception {
        Forked.Ended ended = shop.argument("--shop.greeting=${SHOP_GREETING}")
                .argument("--spring.main.web-application-type=none")
                .argument("--spring.main.lazy-initialization=true")
                .run();
        assertThat(ended.output()).contains("FAIL  placeholder SHOP_GREETING").doesNotContain("OPEN");
        assertThat(ended.exitCode()).isEqualTo(78);
    }

    @Test
    void whatIsWellStarts() throws Exception {
        taken.close();
        Forked.Ended ended = shop.argument("--shop.greeting=${SHOP_GREETING}")
                .variable("SHOP_GREETING", "welcome")
                .argument("--preflight.env.SHOP_GREETING.type=text")
                .variable("PREFLIGHT_REPORT", "tap:passed.tap")
                .run();
        assertThat(Files.readString(directory.resolve("passed.tap"))).contains("env SHOP_GREETING");
        assertThat(ended.output())
                .contains("PREFLIGHT PASSED  application: 1 passed")
                .contains("OPEN welcome")
                .doesNotContain("WARN");
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void portOfTheManagementIsNeitherOpenedBeforeNorVerifiedOnceMore() throws Exception {
        Forked.Ended ended = shop.argument("--management.server.port=0")
                .argument("--preflight.backends.cache=redis://127.0.0.1:1")
                .run();
        assertThat(ended.output())
                .containsOnlyOnce("PREFLIGHT FAILED")
                .doesNotContain("Tomcat started", "already in use");
        taken.close();
        ended = shop.argument("--preflight.checks.cache.mode=warn").run();
        assertThat(ended.output().split("Tomcat started", -1)).hasSize(3);
        assertThat(ended.output())
                .containsOnlyOnce("backend cache: connection refused")
                .containsSubsequence("backend cache", "Tomcat started", "OPEN hello");
    }

    @Test
    void operatorLetsItGoOn() throws Exception {
        taken.close();
        Forked.Ended ended = shop.argument("--preflight.backends.cache=redis://127.0.0.1:1")
                .variable("PREFLIGHT", "warn")
                .run();
        assertThat(ended.output()).contains("PREFLIGHT NOT ENFORCED").contains("OPEN hello");
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void withoutActuatorAndMicrometerItStartsAllTheSame() throws Exception {
        taken.close();
        Forked.Ended ended = shop.argument("--preflight.env.SHOP_GREETING.optional=true")
                .argument("--management.health.preflight.enabled=true")
                .withoutJars(OBSERVING)
                .run();
        assertThat(ended.output())
                .contains("PREFLIGHT PASSED")
                .contains("OPEN hello")
                .doesNotContain("WARN");
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void withoutActuatorADataSourceOfTheApplicationIsUsedOnceBeforeThePortOpens() throws Exception {
        Forked.Ended ended = shop.main(Ledger.class)
                .withoutJars(OBSERVING)
                .argument("--ledger.url=jdbc:h2:tcp://127.0.0.1:1/ledger")
                .run();
        assertThat(ended.output())
                .contains("FAIL  backend database  connection refused")
                .contains("tried   jdbc:h2:tcp://127.0.0.1:1/ledger: DNS 127.0.0.1 in ")
                .contains("set in  bean entries")
                .doesNotContain("already in use");
        assertThat(ended.exitCode()).isEqualTo(69);
    }
}
