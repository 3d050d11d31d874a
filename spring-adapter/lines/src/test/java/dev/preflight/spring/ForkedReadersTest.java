package dev.preflight.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has no value and nobody reads, in an application with a web server as Spring Boot configures it. */
@Tag("slow")
class ForkedReadersTest {
    @TempDir
    Path directory;

    private Forked shop;

    @BeforeEach
    void application() throws IOException {
        shop = new Forked(directory)
                .argument("--server.address=127.0.0.1")
                .argument("--server.port=0")
                .file("application.yml", """
                        spring:
                          config.import: "optional:file:.env[.properties]"
                          cloud.config.server.native.searchLocations: file:${CONFIG_REPOSITORY}
                          ai.azure.openai.api-key: ${AZURE_KEY}
                          mail.password: ${MAIL_PASSWORD}
                        management.otlp.metrics.export:
                          enabled: false
                          headers.key: ${OTLP_KEY}
                        """);
    }

    @Test
    void healthyOneStartsWithWarningsAndOneVerdict() throws Exception {
        Forked.Ended ended = shop.run();
        assertThat(ended.output())
                .contains("PREFLIGHT PASSED  application: ")
                .contains(
                        "doubt: nothing that this start makes reads spring.cloud.config.server.native.searchLocations")
                .contains("doubt: nothing that this start makes reads spring.ai.azure.openai.api-key")
                .contains("doubt: nothing that this start makes reads spring.mail.password")
                .contains("doubt: nothing that this start makes reads management.otlp.metrics.export.headers.key")
                .contains("import file:.env[.properties] is optional and absent")
                .contains("OPEN hello")
                .doesNotContain("FAIL", "VERIFIED NOTHING");
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void brokenOneNamesWhatTheServerIsBoundTo() throws Exception {
        Forked.Ended ended = shop.argument("--server.servlet.session.cookie.name=${COOKIE_NAME}")
                .argument("--preflight.checks.COOKIE_NAMES.mode=warn")
                .run();
        assertThat(ended.output())
                .contains("FAIL  placeholder COOKIE_NAME  has neither a value nor a default")
                .contains("used    the command line: server.servlet.session.cookie.name")
                .contains("names a check that is not there", "did you mean COOKIE_NAME?")
                .containsOnlyOnce("FAIL  ");
        assertThat(ended.exitCode()).isEqualTo(78);
    }
}
