package dev.preflight.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class EnvironmentStageTest {
    @TempDir
    Path directory;

    private Booting boot;

    @BeforeEach
    void application() {
        boot = new Booting(directory)
                .file("application.properties", "orders.url=${ORDERS_URL}")
                .argument("--logging.level.dev.preflight=error");
    }

    @Test
    void whatWasFoundIsShownWhereSomethingElseEndsTheBoot(CapturedOutput output) {
        boot.with(Broken.class);
        assertThatThrownBy(boot::start).hasMessageContaining("broken by something else");
        assertThat(output.toString())
                .containsOnlyOnce("Beside the failure of the application, preflight found:")
                .containsOnlyOnce("FAIL  placeholder ORDERS_URL  has neither a value nor a default");
    }

    @Test
    void nothingIsShownTwice(CapturedOutput output) {
        assertThat(boot.text()).contains("FAIL  placeholder ORDERS_URL");
        assertThat(output.toString()).doesNotContain("Beside the failure");
    }

    @Test
    void whatWasFoundIsDeliveredWhereSomethingElseEndsTheBoot() throws IOException {
        Path report = directory.resolve("report.tap");
        boot.with(Broken.class).argument("--preflight-report=tap:" + report);
        assertThatThrownBy(boot::start).hasMessageContaining("broken by something else");
        assertThat(Files.readString(report)).contains("not ok 1 - placeholder ORDERS_URL");
    }

    @Test
    void whatPassedIsDeliveredWhereABeanEndsTheBoot() throws IOException {
        Path report = directory.resolve("report.tap");
        boot.with(BrokenLater.class)
                .variable("ORDERS_URL", "x")
                .argument("--preflight.env.ORDERS_URL.type=text")
                .argument("--preflight-report=tap:" + report);
        assertThatThrownBy(boot::start).hasRootCauseMessage("broken later");
        assertThat(Files.readString(report)).contains("ok 1 - env ORDERS_URL");
    }

    @Test
    void nothingIsShownWhereItIsSwitchedOff(CapturedOutput output) {
        boot.with(Broken.class).argument("--preflight.enabled=false");
        assertThatThrownBy(boot::start).hasMessageContaining("broken by something else");
        assertThat(output.toString()).doesNotContain("preflight");
    }

    @Configuration(proxyBeanMethods = false)
    static class BrokenLater {
        @Bean
        String broken() {
            throw new IllegalStateException("broken later");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Broken {
        @Bean
        static BeanFactoryPostProcessor broken() {
            return beanFactory -> {
                throw new IllegalStateException("broken by something else");
            };
        }
    }
}
